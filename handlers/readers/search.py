"""/search, and any plain words in a private chat; pages stay as they were while news comes in."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from domain.chat import Chat
from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.filters import Command, Pressed
from handlers.follows import add_follow
from handlers.on_demand import Desk
from handlers.preferences import owned
from handlers.searching import Finder
from render.buttons import Press
from render.screens.follow import followed_message
from render.search import query_of, search_usage
from render.texts import Translator
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="search")
    for observer in (routes.message, routes.channel_post):
        observer.register(search, Command("search"))
    routes.callback_query.register(turn, Pressed("search"))
    routes.callback_query.register(find_near, Pressed("find"))
    routes.callback_query.register(follow_this, Pressed("keep"), flags=CHANGES)
    return routes


def plain_router() -> Router:
    """Asked after every command."""
    routes = Router(name="plain search")
    routes.message.register(plain, F.chat.type == "private", F.text, ~F.text.startswith("/"))
    return routes


async def search(
    _message: Message, command: CommandObject, chat: Chat, finder: Finder, t: Translator, now: datetime
) -> Answer:
    if not command.args:
        return say(search_usage(t))
    return say(await finder.find(command.args, chat, t, now))


async def plain(message: Message, chat: Chat, finder: Finder, t: Translator, now: datetime) -> Answer:
    return say(await finder.find(message.text or "", chat, t, now))


async def turn(query: CallbackQuery, press: Press, chat: Chat, finder: Finder, t: Translator, now: datetime) -> Answer:
    words = query_of(getattr(query.message, "text", None))
    if not words or not press.is_current:
        return Answer(toast=t("search-gone"))
    return show(await finder.find(words, chat, t, now, press=press))


async def find_near(
    query: CallbackQuery, press: Press, chat: Chat, finder: Finder, t: Translator, now: datetime
) -> Answer:
    """A suggestion under a search that found nothing."""
    if not query_of(getattr(query.message, "text", None)) or not press.is_current:
        return Answer(toast=t("search-gone"))
    return show(await finder.find(":".join(press.values), chat, t, now))


async def follow_this(
    query: CallbackQuery,
    chat: Chat,
    person: int,
    news: Storage,
    desk: Desk,
    t: Translator,
    now: datetime,
    update_id: int,
) -> Answer:
    words = query_of(getattr(query.message, "text", None))
    if not words:
        return Answer(toast=t("search-gone"))
    added = await add_follow(news, desk, owned(chat, person, now), words, now=now, update_id=update_id)
    return say(followed_message(added, chat, t))
