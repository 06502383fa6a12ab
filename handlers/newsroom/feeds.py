"""/feeds: all feeds with their health, in pages; /removefeed with a feed's URL or number."""

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from domain.draft import DraftKind
from domain.feed import Feed, FeedField
from domain.ids import FeedId
from feeds.fetching.addresses import as_stored
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.newsroom.feed import change_feed
from handlers.newsroom.masks import mask, mask_all
from handlers.roles import may
from render.admin import feeds_page, no_such_feed, remove_question
from render.buttons import Press
from render.message import OutgoingMessage
from render.newsroom.feed import ALL, removed, restored
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="feeds")
    routes.message.register(feeds_, Command("feeds"))
    routes.callback_query.register(turn, PressOf("feeds"))
    routes.message.register(removefeed, Command("removefeed"))
    routes.callback_query.register(remove, PressOf("removefeed"))
    return routes


async def feeds_(_message: Message, ask: Ask, news: Storage) -> Answer:
    return say(await _page(news, 0, ALL, ask))


async def turn(_query: CallbackQuery, press: Press, ask: Ask, news: Storage) -> Answer:
    return show(await _page(news, press.number() or 0, press.value(1) or ALL, ask))


async def removefeed(_message: Message, command: CommandObject, ask: Ask, news: Storage) -> Answer:
    feed = await _named(command.args or "", news)
    return say(remove_question(mask(feed), ask.t) if feed else no_such_feed(ask.t))


async def remove(_query: CallbackQuery, press: Press, ask: Ask, news: Storage) -> Answer:
    """Remove a feed, or restore it."""
    if press.is_current and press.value(1) == "undo":
        return show(await _restored(press.number() or 0, ask, news))
    feed = await _named(press.value(), news) if press.is_current else None
    if feed is None:
        return show(no_such_feed(ask.t))
    await change_feed(news, feed, FeedField.REMOVED, ask, value=True)
    return show(removed(feed, ask.t))


async def _restored(number: int, ask: Ask, news: Storage) -> OutgoingMessage:
    feed = await news.feeds.get(FeedId(number), even_removed=True)
    if feed is None:
        return no_such_feed(ask.t)
    if await news.feeds.get(feed.id) is None:  # otherwise the button was pressed before, and the feed is there again
        await change_feed(news, feed, FeedField.REMOVED, ask, value=False)
    return restored(feed, ask.t)


async def _page(news: Storage, page: int, wanted: str, ask: Ask) -> OutgoingMessage:
    return feeds_page(
        await mask_all(news),
        page,
        ask.t,
        now=ask.now,
        zone=ask.zone,
        given_up=(await news.articles.unread()).given_up,
        wanted=wanted,
        suggested=len(await news.drafts.of(DraftKind.SUGGESTION)),
        may_export=may(ask.role, "opml"),
    )


async def _named(text: str, news: Storage) -> Feed | None:
    """Return the feed with this number in the list, or with this address."""
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 19:
        return await news.feeds.get(FeedId(int(text)))
    return await news.feeds.by_url(text) or await news.feeds.by_url(as_stored(text))
