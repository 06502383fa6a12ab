"""One feed: its state, and what the newsroom may change about it."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.audit import Change
from domain.chat import COUNTRIES
from domain.feed import EditedValue, Feed, FeedField, Outlet
from domain.ids import FeedId
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import AnswerTo, PressOf
from handlers.newsroom.masks import mask
from handlers.roles import may
from render.admin import listed_feed, no_such_feed
from render.buttons import Press
from render.message import OutgoingMessage
from render.newsroom.feed import ask_name, choices, feed_screen
from storage.interface import Storage
from text.languages import LANGUAGES

_LONGEST_NAME = 100  # the most characters of a feed's name; a longer one is cut
_TYPED = (FeedField.TITLE, FeedField.SOURCE)
_SWITCHES = (FeedField.FULL_TEXT, FeedField.PAUSED)
CODES = {
    FeedField.COUNTRY: frozenset(COUNTRIES) - {"world"},
    FeedField.LANGUAGE: frozenset(LANGUAGES),
    FeedField.OUTLET: frozenset(map(str, Outlet)),
}


def router() -> Router:
    routes = Router(name="feed")
    routes.callback_query.register(press_, PressOf("feed"))
    routes.message.register(named, AnswerTo("feed"))
    return routes


async def press_(_query: CallbackQuery, press: Press, ask: Ask, news: Storage) -> Answer:
    feed = await news.feeds.get(FeedId(press.number() or 0)) if press.is_current else None
    field = next((one for one in FeedField if one == press.value(1)), None)
    if feed is None:
        return show(no_such_feed(ask.t))
    if field in _TYPED:
        return say(ask_name(feed, field, ask.t, bot_name=ask.bot_name))
    if field in CODES and not press.value(2):
        return show(choices(feed, field, ask.t))
    is_fit, value = _value(field, press.value(2))
    if field is not None and is_fit:
        feed = await change_feed(news, feed, field, ask, value=value)
    return show(await feed_message(feed, ask, news))


async def named(message: Message, press: Press, ask: Ask, news: Storage) -> Answer:
    feed = await news.feeds.get(FeedId(press.number() or 0))
    field = next((one for one in _TYPED if one == press.value(1)), None)
    name = " ".join((message.text or "").split())[:_LONGEST_NAME]
    if feed is None or field is None or not name:
        return say(no_such_feed(ask.t))
    return say(await feed_message(await change_feed(news, feed, field, ask, value=name), ask, news))


async def change_feed(news: Storage, feed: Feed, field: FeedField, ask: Ask, *, value: EditedValue) -> Feed:
    """Change one field of a feed and record the change; return the feed with the new value."""
    before = str(getattr(feed, _ATTRIBUTES.get(field, str(field))) or "")
    action = {(FeedField.REMOVED, True): "feed-removed", (FeedField.REMOVED, False): "feed-restored"}
    change = Change(
        ask.person,
        action.get((field, bool(value)), "feed-edited"),
        feed.title,
        "" if field is FeedField.REMOVED else f"{field}: {before}",
        "" if field is FeedField.REMOVED else f"{field}: {'' if value is None else value}",
    )
    changed = await news.feeds.edit(feed.id, field, value, change, now=ask.now, update_id=ask.update_id)
    return changed or feed


_ATTRIBUTES = {FeedField.PAUSED: "is_paused", FeedField.REMOVED: "is_paused"}


def _value(field: FeedField | None, typed: str) -> tuple[bool, EditedValue]:
    """Return whether the value in a button's data fits the field, and the value that the field would get."""
    if field in _SWITCHES:
        return typed in ("on", "off"), typed == "on"
    if field in CODES:
        return typed == "none" or typed in CODES[field], None if typed == "none" else typed
    return False, None


async def feed_message(feed: Feed, ask: Ask, news: Storage, *, said: str = "") -> OutgoingMessage:
    """Draw a feed's screen; `said`, in HTML, stands above it."""
    shown = mask(feed)
    return feed_screen(
        shown,
        listed_feed(shown, ask.t, now=ask.now, zone=ask.zone),
        ask.t,
        now=ask.now,
        zone=ask.zone,
        may_remove=may(ask.role, "removefeed"),
        polls=await news.feeds.polls(feed.id),
        said=said,
    )
