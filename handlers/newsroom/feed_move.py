"""Reading a feed at another address: asks for the address, shows what is there, moves the feed, and can undo that."""

from collections.abc import Mapping
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from delivery.queue import away
from domain.audit import Change
from domain.draft import Draft, DraftKind
from domain.feed import Feed, Reason
from domain.ids import DraftId, FeedId
from feeds.fetching.addresses import first_address, mask_address
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import AnswerTo, PressOf
from handlers.newsroom.addfeed import masked
from handlers.newsroom.feed import feed_message
from handlers.newsroom.feed_desk import FeedDesk
from handlers.newsroom.masks import mask
from render.admin import no_such_feed
from render.buttons import Press
from render.message import OutgoingMessage
from render.newsroom import feed_move as screens
from render.newsroom.proposals import proposal_gone, results_message
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="move of a feed")
    routes.callback_query.register(press_, PressOf("move"))
    routes.message.register(answered, AnswerTo("move"))
    return routes


async def press_(_query: CallbackQuery, press: Press, ask: Ask, news: Storage) -> Answer:
    feed = await news.feeds.get(FeedId(press.number() or 0)) if press.is_current else None
    if feed is None:
        return show(no_such_feed(ask.t))
    step, number = press.value(1), press.number(2)
    if not step:
        return say(screens.ask_address(mask(feed), ask.t, bot_name=ask.bot_name))
    addresses = await _read(number, feed, news)
    if addresses is None or step not in ("to", "back"):
        return show(proposal_gone(ask.t))
    before, after = (addresses["from"], addresses["to"]) if step == "to" else (addresses["to"], addresses["from"])
    if feed.url not in (before, after):
        return show(proposal_gone(ask.t))  # the feed was moved to yet another address meanwhile
    change = Change(ask.person, "feed-moved", feed.title, mask_address(before), mask_address(after))
    moved: Feed | None = feed
    if feed.url != after:
        moved = await news.feeds.move(feed.id, after, change, now=ask.now, update_id=ask.update_id)
    if moved is None:
        return show(screens.refused(Reason("feed-error-address-taken"), ask.t))
    if step == "back":
        return show(await feed_message(moved, ask, news, said=ask.t.html("feed-moved-back")))
    return show(screens.moved(mask(moved), number or 0, ask.t))


async def answered(message: Message, press: Press, ask: Ask, feed_desk: FeedDesk) -> Answer:
    """Look at the address that was typed, and ask whether to read the feed there."""
    feed = await feed_desk.news.feeds.get(FeedId(press.number() or 0))
    if feed is None:
        return say(no_such_feed(ask.t))
    return say(await _proposed(feed, first_address(message.text or ""), ask, feed_desk))


async def _proposed(feed: Feed, address: str, ask: Ask, desk: FeedDesk) -> OutgoingMessage:
    with away():
        (proposal,) = await desk.admin.propose([address])
    if not proposal.is_new:
        return results_message(masked([proposal]), ask.t)
    content = {"moves": feed.id, "from": feed.url, "to": proposal.url}
    draft = await desk.news.drafts.put(
        Draft(DraftKind.FEED, ask.person, content), now=ask.now, update_id=ask.update_id
    )  # The addresses are kept in a draft, because they are too long for buttons.
    return screens.question(mask(feed), masked([proposal])[0], draft.id, ask.t, now=ask.now, zone=ask.zone)


async def _read(number: int | None, feed: Feed, news: Storage) -> Mapping[str, Any] | None:
    """Return the draft of a move, with the old address as `from` and the new one as `to`.

    None if there is no draft with that number, or if it is about another feed.
    """
    draft = None if number is None else await news.drafts.get(DraftId(number))
    is_ours = draft is not None and draft.kind is DraftKind.FEED and draft.content.get("moves") == feed.id
    return draft.content if draft is not None and is_ours else None
