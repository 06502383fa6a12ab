"""/digest: the chat's own digest of the last 24 hours; /latest: all topics, one, or stories with the words given."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from digest.told import ToldHistory
from domain.chat import Chat
from handlers.answers import Answer, say
from handlers.filters import Command
from handlers.on_demand import DigestDesk
from handlers.requests import latest_digest, own_digest, why_empty
from handlers.topics import TopicNames
from render.digest import render_digest
from render.texts import Translator
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="digest")
    for observer in (routes.message, routes.channel_post):
        observer.register(digest, Command("digest"))
        observer.register(latest, Command("latest"))
    return routes


async def digest(
    _message: Message,
    chat: Chat,
    news: Storage,
    digests: DigestDesk,
    history: ToldHistory,
    t: Translator,
    now: datetime,
    update_id: int,
) -> Answer:
    composed = await own_digest(chat, news=news, digests=digests, history=history, now=now, update_id=update_id)
    empty = await why_empty(composed, news)
    return say(*render_digest(composed, t, zone=chat.timetable.zone, title_key="digest-title-now", empty_key=empty))


async def latest(
    _message: Message,
    command: CommandObject,
    chat: Chat,
    news: Storage,
    digests: DigestDesk,
    history: ToldHistory,
    topic_names: TopicNames,
    t: Translator,
    now: datetime,
    update_id: int,
) -> Answer:
    topics, words = topic_names.split(command.args or "")
    composed = await latest_digest(chat, topics, words, digests=digests, history=history, now=now, update_id=update_id)
    empty = await why_empty(composed, news)
    return say(*render_digest(composed, t, zone=chat.timetable.zone, title_key="digest-title-latest", empty_key=empty))
