"""/search, and plain words in a private chat; the pages of results do not change while news arrives."""

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from domain.feed import Reason
from handlers.access import CHANGES
from handlers.answers import Answer, refuse, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.finder import Finder
from handlers.follows import FollowList
from render.buttons import Press
from render.screens.follow import followed_message
from render.search import query_of, search_usage


def router() -> Router:
    routes = Router(name="search")
    for observer in (routes.message, routes.channel_post):
        observer.register(search, Command("search"))
    routes.callback_query.register(turn, PressOf("search"))
    routes.callback_query.register(find_near, PressOf("find"))
    routes.callback_query.register(follow_this, PressOf("keep"), flags=CHANGES)
    return routes


def plain_router() -> Router:
    """Return the router for plain text, which must come after all commands."""
    routes = Router(name="plain search")
    routes.message.register(plain, F.chat.type == "private", F.text, ~F.text.startswith("/"))
    return routes


async def search(_message: Message, command: CommandObject, ask: Ask, finder: Finder) -> Answer:
    return say(await finder.find(command.args, ask) if command.args else search_usage(ask.t))


async def plain(message: Message, ask: Ask, finder: Finder) -> Answer:
    return say(await finder.find(message.text or "", ask))


async def turn(query: CallbackQuery, press: Press, ask: Ask, finder: Finder) -> Answer:
    words = _words_of(query)
    if not words or not press.is_current:
        return Answer(toast=ask.t("search-gone"))
    return show(await finder.find(words, ask, press=press))


async def find_near(query: CallbackQuery, press: Press, ask: Ask, finder: Finder) -> Answer:
    """Search for the suggested words on a button under a search without results.

    A press on such a button under any other message is ignored.
    """
    if not _words_of(query) or not press.is_current:
        return Answer(toast=ask.t("search-gone"))
    return show(await finder.find(":".join(press.values), ask))


async def follow_this(query: CallbackQuery, ask: Ask, follows: FollowList) -> Answer:
    words = _words_of(query)
    if not words:
        return Answer(toast=ask.t("search-gone"))
    added = await follows.add(ask, words)
    return refuse(added, ask.t) if isinstance(added, Reason) else say(followed_message(added, ask.chat, ask.t))


def _words_of(query: CallbackQuery) -> str:
    """Return the query in the message above the button; "" if the message does not show results."""
    return query_of(getattr(query.message, "text", None))
