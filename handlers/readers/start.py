"""/start: choosing a language, what to read, and the hour, in one message; Done brings a digest of now at once."""

from dataclasses import replace
from datetime import datetime

from aiogram import Router
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, Message

from digest.told import ToldHistory
from domain.chat import Chat, ChatState
from domain.timetable import plan
from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.filters import Pressed
from handlers.on_demand import DigestDesk
from handlers.pages import Pages
from handlers.preferences import set_up
from handlers.requests import own_digest, why_empty
from render.buttons import Flow
from render.digest import render_digest
from render.screens.start import ready_message, welcome_back
from render.texts import Translator
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="start")
    routes.message.register(start, CommandStart(ignore_case=True, ignore_mention=False), flags=CHANGES)
    routes.channel_post.register(start, CommandStart(ignore_case=True, ignore_mention=False), flags=CHANGES)
    routes.callback_query.register(done, Pressed("done"), flags=CHANGES)
    return routes


async def start(
    _message: Message, chat: Chat, pages: Pages, news: Storage, t: Translator, now: datetime, update_id: int
) -> Answer:
    if chat.state is ChatState.NEW:
        return say(await pages.screen("locale", chat, now, flow=Flow.START))
    awake = plan(replace(chat, state=ChatState.ACTIVE), now)
    await news.chats.save(awake, now=now, update_id=update_id)
    return say(welcome_back(awake, t), await pages.screen("main", awake, now))


async def done(
    _query: CallbackQuery,
    chat: Chat,
    person: int,
    news: Storage,
    digests: DigestDesk,
    history: ToldHistory,
    t: Translator,
    now: datetime,
    update_id: int,
) -> Answer:
    if chat.state is ChatState.ACTIVE and not await news.inbox.is_applied(update_id):
        return show(ready_message(chat, t))  # pressed twice, or an old message's: the digest was sent then
    ready = plan(set_up(chat, person, now), now)
    await news.chats.save(ready, now=now, update_id=update_id)
    digest = await own_digest(ready, news=news, digests=digests, history=history, now=now, update_id=update_id)
    empty = await why_empty(digest, news)
    parts = render_digest(digest, t, zone=ready.timetable.zone, title_key="digest-title-now", empty_key=empty)
    return Answer(edit=ready_message(ready, t), send=parts)
