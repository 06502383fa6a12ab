"""/follow words: their stories come in a section of the digest, or at once; /mute words or a source: they do not."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from domain.chat import Chat
from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.filters import Command, Pressed
from handlers.follows import add_follow, change_follow
from handlers.mutes import muted
from handlers.on_demand import Desk
from handlers.pages import Pages
from handlers.preferences import owned
from render.buttons import Press
from render.screens.follow import followed_message, muted_message
from render.texts import Translator
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="follow")
    for observer in (routes.message, routes.channel_post):
        observer.register(follow, Command("follow"), flags=CHANGES)
        observer.register(mute, Command("mute"), flags=CHANGES)
    routes.callback_query.register(change, Pressed("follows"), flags=CHANGES)
    return routes


async def follow(
    _message: Message,
    command: CommandObject,
    chat: Chat,
    person: int | None,
    pages: Pages,
    news: Storage,
    desk: Desk,
    t: Translator,
    now: datetime,
    update_id: int,
) -> Answer:
    if not command.args:
        return say(await pages.screen("follows", chat, now))
    added = await add_follow(news, desk, owned(chat, person, now), command.args, now=now, update_id=update_id)
    return say(followed_message(added, chat, t))


async def change(
    _query: CallbackQuery, press: Press, chat: Chat, pages: Pages, news: Storage, now: datetime, update_id: int
) -> Answer:
    await change_follow(news, chat, press, now=now, update_id=update_id)
    return show(await pages.screen("follows", chat, now, flow=press.flow))


async def mute(
    _message: Message,
    command: CommandObject,
    chat: Chat,
    person: int | None,
    pages: Pages,
    news: Storage,
    t: Translator,
    now: datetime,
    update_id: int,
) -> Answer:
    if not command.args:
        return say(await pages.screen("mutes", chat, now))
    sources = {feed.source for feed in await news.feeds.all()}
    changed, what = muted(chat, command.args, sources)
    await news.chats.save(owned(changed, person, now), now=now, update_id=update_id)
    return say(muted_message(what.text, t, is_source=what.is_source))
