"""/addfeed ADDRESS…: shows what is there, asks what could not be found out, and adds it when that is confirmed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from delivery.queue import away
from domain.draft import NOT_STORED, Draft, DraftKind
from domain.feed import FeedField
from domain.ids import DraftId, FeedId
from domain.proposal import Proposal, from_content, to_content
from feeds.fetching.addresses import first_address, mask_address
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.newsroom.feed import CODES
from handlers.newsroom.feed_desk import FeedDesk
from handlers.newsroom.masks import mask
from render.admin import address_wanted
from render.buttons import Press
from render.message import OutgoingMessage
from render.newsroom import proposals as screens
from storage.interface import Storage

_ADDRESS = re.compile(r"://|^@|\w\.\w")
MOST_AT_ONCE = 10  # addresses at once; more should be sent as an OPML file


def router() -> Router:
    routes = Router(name="addfeed")
    routes.message.register(addfeed, Command("addfeed"))
    routes.callback_query.register(press_, PressOf("addfeed"))
    return routes


async def addfeed(_message: Message, command: CommandObject, ask: Ask, feed_desk: FeedDesk) -> Answer:
    addresses = addresses_in(command.args or "")
    return say(await propose(addresses, ask, feed_desk) if addresses else address_wanted(ask.t))


async def propose(
    addresses: Sequence[str], ask: Ask, desk: FeedDesk, *, suggestion: DraftId | None = None
) -> OutgoingMessage:
    """Look at addresses and show what is there. If feeds can be added, store a draft, and nothing else."""
    with away():
        proposals = await desk.admin.propose(addresses)
    if not any(one.is_new or one.choices for one in proposals):
        return screens.results_message(masked(proposals), ask.t)
    draft = _Draft(tuple(proposals), suggestion)
    kept = await desk.news.drafts.put(draft.stored(ask), now=ask.now, update_id=ask.update_id)
    return replace(draft, number=kept.id).screen(ask)


def addresses_in(typed: str) -> list[str]:
    """Return the addresses among the typed words, each once.

    If no word looks like an address, return the first word, so that the answer can name it.
    """
    words = list(dict.fromkeys(typed.split()))
    found = [word for word in words if _ADDRESS.search(word)]
    return (found or [first_address(typed)])[:MOST_AT_ONCE] if words else []


async def press_(_query: CallbackQuery, press: Press, ask: Ask, feed_desk: FeedDesk) -> Answer:
    news, admin = feed_desk.news, feed_desk.admin
    stored = await _stored(press.number(1), news) if press.is_current else None
    if stored is None:
        return show(screens.proposal_gone(ask.t))
    if not stored.is_of(ask.person):
        return Answer(toast=ask.t("draft-foreign"))
    draft = _Draft.read(stored)
    if draft.added:
        return show(await _added(draft, ask, news))
    place, value = press.number(2), press.value(3)
    one = draft.proposals[place] if place is not None and place < len(draft.proposals) else None
    match press.value():
        case "add":
            return show(await _add(draft, ask, feed_desk))
        case "drop":
            await news.drafts.drop(draft.number, now=ask.now)
            return show(screens.nothing_added(ask.t))
        case "one" if one is not None:
            return show(draft.screen(ask, place))
        case "pick" if one is not None and (at := press.number(3)) is not None and at < len(one.choices):
            with away():
                (picked,) = await admin.propose([one.choices[at][0]])
            if not picked.is_new:
                return show(draft.screen(ask, place, failed=picked))
            changed = replace(picked, choices=one.choices)
        case "chosen" if one is not None:
            changed = replace(one, is_chosen=press.is_on)
        case ("country" | "language") as name if one is not None and (
            value == "none" or value in CODES[FeedField(name)]
        ):
            changed = one.answered(FeedField(name), None if value == "none" else value)
        case _:
            return show(draft.screen(ask))
    draft = draft.changed(place or 0, changed)
    await news.drafts.put(draft.stored(ask), now=ask.now)
    return show(draft.screen(ask, place))


async def _add(draft: "_Draft", ask: Ask, desk: FeedDesk) -> OutgoingMessage:
    news = desk.news
    chosen = [one for one in draft.proposals if one.is_new and one.is_chosen]
    if not chosen:
        return draft.screen(ask)
    added = await desk.admin.confirm(chosen, by=ask.person, update_id=ask.update_id)
    # The draft stays stored, with the ids of the added feeds, so that the same press is answered with the same feeds
    # if it is handled again after a crash.
    draft = replace(draft, added=tuple(feed.id for feed in added))
    await news.drafts.put(draft.stored(ask), now=ask.now)
    if draft.suggestion is not None:
        await news.drafts.drop(draft.suggestion, now=ask.now)
    return await _added(draft, ask, news)


async def _added(draft: "_Draft", ask: Ask, news: Storage) -> OutgoingMessage:
    found = [await news.feeds.get(feed_id, even_removed=True) for feed_id in draft.added]
    return screens.added_screen([mask(feed) for feed in found if feed is not None], ask.t)


@dataclass(frozen=True, slots=True)
class _Draft:
    proposals: tuple[Proposal, ...]
    suggestion: DraftId | None = None  # id of a reader's suggestion of this address
    added: tuple[FeedId, ...] = ()
    number: DraftId = NOT_STORED

    @classmethod
    def read(cls, stored: Draft) -> "_Draft":
        content = stored.content
        return cls(
            tuple(map(from_content, content["proposals"])), content["suggestion"], tuple(content["added"]), stored.id
        )

    def stored(self, ask: Ask) -> Draft:
        content = {
            "proposals": [to_content(one) for one in self.proposals],
            "suggestion": self.suggestion,
            "added": list(self.added),
        }
        return Draft(DraftKind.FEED, ask.person, content, self.number)

    def changed(self, place: int, proposal: Proposal) -> "_Draft":
        before, after = self.proposals[:place], self.proposals[place + 1 :]
        return replace(self, proposals=(*before, proposal, *after))

    def screen(self, ask: Ask, place: int | None = None, *, failed: Proposal | None = None) -> OutgoingMessage:
        """Draw the proposal at index `place`, or all proposals if that is None.

        `failed` is the feed that the person chose for this proposal, if it cannot be added.
        """
        shown = masked(self.proposals)
        if place is None:
            return screens.proposals_screen(shown, self.number, ask.t, now=ask.now, zone=ask.zone)
        failed = masked([failed])[0] if failed else None
        return screens.proposal_screen(shown, place, self.number, ask.t, now=ask.now, zone=ask.zone, failed=failed)


async def _stored(number: int | None, news: Storage) -> Draft | None:
    draft = None if number is None else await news.drafts.get(DraftId(number))
    return draft if draft is not None and draft.kind is DraftKind.FEED and "proposals" in draft.content else None


def masked(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return the proposals as they may be shown: without query strings, which may hold somebody's key."""
    return [
        replace(one, url=mask_address(one.url), choices=tuple((mask_address(url), title) for url, title in one.choices))
        for one in proposals
    ]
