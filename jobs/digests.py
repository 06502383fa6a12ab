"""The digest tick: chats that are due, grouped by everything that changes the content, one digest for each group."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from domain.chat import Chat
from domain.clock import Clock
from domain.digest import Digest, DigestRequest
from domain.timetable import next_due
from jobs.plans import Plans
from storage.interface import Addressee, QueuedDigest, Storage

log = structlog.get_logger(__name__)

TOLD_FOR = timedelta(days=7)  # how long a chat's history says what it was told
PATIENCE = 120.0  # seconds that digests wait for overdue feeds and for articles to be read
STUCK = timedelta(minutes=30)  # an article that nobody has read for so long will not be read, and holds up nothing
WRITING = timedelta(seconds=5)  # from a poll's end until its articles can be seen
FARTHEST = timedelta(days=9)  # of a timetable without a pause; what is planned later, a clock that was ahead planned
AGAIN = timedelta(minutes=5)  # after which digests that could not be composed are tried again
GAP = timedelta(minutes=10)  # without a tick: the bot was down or asleep, and the news of that time is missing
_HERD = 1_500  # chats taken up at once: what is done for all of them in one go takes the loop a few milliseconds
_BREATH = 250  # chats grouped before the loop gets its turn


class Builder(Protocol):
    """digest.builder.DigestBuilder, as far as the tick needs it."""

    async def build(self, request: DigestRequest, *, now: datetime) -> Digest: ...


@dataclass(slots=True)
class _Posts:
    """What one tick has composed already: a herd comes in parts, its digests are the same."""

    digests: dict[DigestRequest, Digest] = field(default_factory=dict)
    ids: dict[DigestRequest, int] = field(default_factory=dict)


class DigestTick:
    """`on_queued` is told when there is something for the outbox; `is_polling` says whether a poll is under way.

    `telling` is held by whoever asks what chats were told and queues more for them, so that two do not tell the same.
    """

    def __init__(
        self,
        storage: Storage,
        builder: Builder,
        clock: Clock,
        *,
        on_queued: Callable[[], None] = lambda: None,
        is_polling: Callable[[], bool] = lambda: False,
        telling: asyncio.Lock | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._is_polling = is_polling
        self._storage = storage
        self._telling = telling or asyncio.Lock()
        self._builder = builder
        self._clock = clock
        self._on_queued = on_queued
        self._monotonic = monotonic
        self._last_tick: datetime | None = None
        self._waiting_since: tuple[float, datetime] | None = (
            None  # monotonic, and the moment up to which news is wanted
        )
        self._awaits_polls = False
        self._catches_up = True  # after a start, as after any gap
        self._replans = True  # and whenever the clock may have been put back
        self.lateness = 0.0  # seconds between due and queued, of the last herd; for the metrics

    async def run_once(self) -> int:
        """Queue the digests of all chats that are due; how many chats were handled."""
        now = self._clock.now().replace(microsecond=0)
        if self._last_tick is not None and abs(now - self._last_tick) > GAP:
            self._catches_up = self._replans = True
        self._last_tick = now
        if self._replans:
            await self._replan(now)
            self._replans = False
        if not await self._storage.chats.due(now=now, limit=1):
            self._waiting_since, self._awaits_polls = None, False  # nobody waits any more
            return 0
        end = await self._news_until(now)
        if end is None:
            return 0
        follows = await self._follows()
        posts = _Posts()
        handled = 0
        previous: tuple[Chat, ...] = ()
        while chats := await self._storage.chats.due(now=now, limit=_HERD):
            if chats == previous:
                log.error("chats that are due do not move on", chats=len(chats))
                break
            async with self._telling:
                await self._queue(chats, follows, posts, now=now, end=end)
            handled += len(chats)
            self._on_queued()
            previous = chats
        return handled

    async def _replan(self, now: datetime) -> None:
        """A clock that was far ahead and was put right has planned digests for years to come."""
        for chat in await self._storage.chats.planned_after(now + FARTHEST):
            right = next_due(chat.timetable, now, chat.served_slot)
            if right != chat.next_due_at:
                moved = QueuedDigest(None, [Addressee(chat, right)])
                await self._storage.outbox.enqueue_digests([moved], now=now)

    async def _news_until(self, now: datetime) -> datetime | None:
        """The end of the window: now, once everything of before is there; None while it is worth waiting for.

        After a gap the overdue feeds are tried first, to the end of the last poll, and all that they brought is read.
        At other times what was stored before the wait is read. What takes over two minutes is left to the next window.
        """
        overdue = await self._storage.feeds.overdue(now=now) if self._catches_up else 0
        oldest = await self._storage.articles.oldest_unread(since=now - STUCK)
        moment = self._monotonic()
        since, wanted = self._waiting_since or (moment, now)
        is_polled = overdue == 0 and not (self._catches_up and self._is_polling())
        if self._awaits_polls or not is_polled:
            wanted = now + timedelta(seconds=1)  # so that what they have brought by now lies before the window's end
        self._awaits_polls = not is_polled
        if not is_polled or now < wanted or (oldest is not None and oldest < wanted):
            if self._waiting_since is None:
                log.info("digests wait for the news", overdue_feeds=overdue, unread=oldest is not None)
            self._waiting_since = (since, wanted)
            if moment - since < PATIENCE:
                return None
        # A poll that ends in this moment has stamped its articles and is still writing them.
        end = now if self._catches_up else now - WRITING
        self._waiting_since, self._awaits_polls = None, False
        self._catches_up = False
        return end if oldest is None else min(end, oldest)

    async def _follows(self) -> dict[int, tuple[str, ...]]:
        queries: dict[int, list[str]] = {}
        for follow in await self._storage.chats.follows():
            queries.setdefault(follow.chat_id, []).append(follow.query)
        return {chat_id: tuple(sorted(of_chat)) for chat_id, of_chat in queries.items()}

    async def _queue(
        self,
        chats: Sequence[Chat],
        follows: dict[int, tuple[str, ...]],
        posts: _Posts,
        *,
        now: datetime,
        end: datetime,
    ) -> None:
        told = await self._told(chats, now)
        plans = Plans(now=now, end=end)
        groups: dict[DigestRequest | None, list[Addressee]] = {}
        for number, chat in enumerate(chats):
            if number % _BREATH == 0:
                await asyncio.sleep(0)
            addressee = plans.addressee(chat)
            request = None
            if addressee.window_end is not None:
                request = plans.request(chat, follows.get(chat.id, ()), told[chat.id, chat.thread_id])
            groups.setdefault(request, []).append(addressee)
        queued = [
            QueuedDigest(None, addressees) if request is None else await self._composed(request, addressees, posts, now)
            for request, addressees in groups.items()
        ]
        ids = await self._storage.outbox.enqueue_digests(queued, now=now)
        posts.ids |= {request: post for request, post in zip(groups, ids, strict=True) if request and post}
        earliest = chats[0].next_due_at
        self.lateness = (self._clock.now() - earliest).total_seconds() if earliest else 0.0

    async def _composed(
        self, request: DigestRequest, addressees: Sequence[Addressee], posts: _Posts, now: datetime
    ) -> QueuedDigest:
        digest = posts.digests.get(request)
        if digest is None:
            try:
                digest = posts.digests[request] = await self._builder.build(request, now=now)
            except Exception:  # a bug with what some want must not leave all others without their digests
                log.exception("a digest could not be composed", chats=len(addressees))
                return QueuedDigest(None, [Addressee(to.chat, now + AGAIN) for to in addressees])
        return QueuedDigest(digest if digest.stories else None, addressees, posts.ids.get(request))

    async def _told(
        self, chats: Iterable[Chat], now: datetime
    ) -> dict[tuple[int, int | None], tuple[tuple[int, int], ...]]:
        """(chat, thread) → (story, revision) pairs, sorted; equal histories are one object."""
        by_thread: dict[int | None, list[int]] = {}
        for chat in chats:
            by_thread.setdefault(chat.thread_id, []).append(chat.id)
        told: dict[tuple[int, int | None], tuple[tuple[int, int], ...]] = {}
        histories: dict[int, tuple[tuple[int, int], ...]] = {}
        for thread_id, chat_ids in by_thread.items():
            answer = await self._storage.chats.told(chat_ids, since=now - TOLD_FOR, thread_id=thread_id)
            for chat_id, revisions in answer.items():
                if id(revisions) not in histories:
                    histories[id(revisions)] = tuple(sorted(revisions.items()))
                told[chat_id, thread_id] = histories[id(revisions)]
        return told
