"""/feeds: every feed and its health, in pages; /removefeed URL or its number."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from domain.chat import Chat
from domain.feed import Feed
from domain.ids import FeedId
from feeds.fetching.addresses import as_stored
from handlers.answers import Answer, say, show
from handlers.filters import Command, FromNewsroom, Pressed
from handlers.newsroom.masking import all_masked, masked
from render.admin import feeds_page, no_such_feed, remove_question, removed_message
from render.buttons import Press
from render.message import OutgoingMessage
from render.texts import Translator
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="feeds")
    routes.message.register(feeds_, Command("feeds"), FromNewsroom())
    routes.callback_query.register(turn, Pressed("feeds"), FromNewsroom())
    routes.message.register(removefeed, Command("removefeed"), FromNewsroom())
    routes.callback_query.register(removed, Pressed("removefeed"), FromNewsroom())
    return routes


async def feeds_(_message: Message, chat: Chat, news: Storage, t: Translator, now: datetime) -> Answer:
    return say(await _page(news, 0, chat, t, now))


async def turn(_query: CallbackQuery, press: Press, chat: Chat, news: Storage, t: Translator, now: datetime) -> Answer:
    return show(await _page(news, press.number() or 0, chat, t, now))


async def removefeed(_message: Message, command: CommandObject, news: Storage, t: Translator) -> Answer:
    feed = await _named(command.args or "", news)
    return say(remove_question(masked(feed), t) if feed else no_such_feed(t))


async def removed(
    _query: CallbackQuery, press: Press, news: Storage, t: Translator, now: datetime, update_id: int
) -> Answer:
    feed = await _named(press.value(), news) if press.is_current else None
    if feed is None:
        return show(no_such_feed(t))
    await news.feeds.remove(feed.id, now=now, update_id=update_id)
    return show(removed_message(feed, t))


async def _page(news: Storage, page: int, chat: Chat, t: Translator, now: datetime) -> OutgoingMessage:
    given_up = (await news.articles.unread()).given_up
    return feeds_page(await all_masked(news), page, t, now=now, zone=chat.timetable.zone, given_up=given_up)


async def _named(text: str, news: Storage) -> Feed | None:
    """A feed by its number in the list or its address."""
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 19:
        return await news.feeds.get(FeedId(int(text)))
    return await news.feeds.by_url(text) or await news.feeds.by_url(as_stored(text))
