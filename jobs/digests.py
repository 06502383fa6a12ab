"""The digest tick: due chats are grouped by everything that their digest depends on; each group gets one digest."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from digest.builder import SHORTLISTS
from digest.told import Histories, ToldHistory
from domain.ahead import FARTHEST_DIGEST, SKEW
from domain.chat import Chat
from domain.clock import Clock
from domain.digest import Digest, DigestRequest
from domain.ids import ArticleId, ChatId, PostId
from domain.tally import Spread
from domain.timetable import next_due
from jobs.plans import Plans
from jobs.reviews import Reviews
from storage.interface import Addressee, QueuedDigest, Storage

log = structlog.get_logger(__name__)

PATIENCE = 120.0  # seconds for which digests wait at most for overdue feeds and unread articles
STUCK = timedelta(minutes=30)  # digests do not wait for an article that has waited longer for the annotator
WRITING = timedelta(seconds=5)  # time after the end of a poll within which its articles are stored
AGAIN = timedelta(minutes=5)  # a digest that failed is tried again after this time
# If no tick ran for longer than this, the bot was off or asleep, so the news of that time is still missing.
GAP = timedelta(minutes=10)
_HERD = 1_500  # chats handled at once; one step over more of them would block the event loop for too long
_TURN = 64  # the most digests that are composed before the lock is released; they take a tenth of a second
# The most composed digests that a tick keeps for further chats with the same request. Each takes about 20 KB, including
# the ids of articles told before, which are a part of the request.
_REMEMBERED = 1_000
_BREATH = 250  # chats grouped before other tasks may run


class DigestBatch(Protocol):
    """The methods of digest.builder.DigestBatch that the tick needs."""

    async def prepare(self, request: DigestRequest) -> object: ...

    async def build(self, request: DigestRequest) -> Digest: ...


class Builder(Protocol):
    """The methods of digest.builder.DigestBuilder that the tick needs."""

    def batch(self, *, now: datetime) -> DigestBatch: ...


# Request with an empty `told` → the chats with that request. Under None: the chats that get no digest now.
_Part = dict[DigestRequest | None, list[Addressee]]


@dataclass(slots=True)
class _Posts:
    """The digests for several chats that one tick has composed, so that later parts of the tick can use them, too."""

    digests: dict[DigestRequest, Digest] = field(default_factory=dict)
    ids: dict[DigestRequest, PostId] = field(default_factory=dict)

    def keep(self, request: DigestRequest, digest: Digest) -> None:
        """Keep a digest. If there are too many, drop the oldest, which is composed again if it is needed."""
        self.digests[request] = digest
        if len(self.digests) > _REMEMBERED:
            oldest = next(iter(self.digests))
            del self.digests[oldest]
            self.ids.pop(oldest, None)


class DigestTick:
    """The digest tick; `on_queued` is called after something was queued for the outbox.

    `is_gathering` returns whether a poll is running, or stories still have to be clustered after polls. `late` collects
    how many seconds after their due moment digests are queued.
    """

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        history: ToldHistory,
        builder: Builder,
        *,
        reviews: Reviews | None = None,
        late: Spread | None = None,
        on_queued: Callable[[], None] = lambda: None,
        is_gathering: Callable[[], bool] = lambda: False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._history = history
        self._late = late
        self._on_queued = on_queued
        self._builder = builder
        self._reviews = reviews
        self._is_gathering = is_gathering
        self._monotonic = monotonic
        self._last_tick: datetime | None = None
        self._waiting_since: tuple[float, datetime] | None = (
            # None if digests do not wait. Otherwise when the wait began, in monotonic seconds, and a moment: all
            # articles stored before it must be read first.
            None
        )
        self._awaits_polls = False
        self._catches_up = True  # whether news may be missing, since the bot has just started or there was a gap
        # Whether chats must be planned again, since the bot has just started or the clock was changed.
        self._replans = True
        self.lateness = 0.0  # seconds from due to queued for the chats handled last; for the metrics

    async def run_once(self) -> int:
        """Queue the digests of all chats that are due; return the number of these chats."""
        now = self._clock.now().replace(microsecond=0)
        if self._last_tick is not None and abs(now - self._last_tick) > GAP:
            self._catches_up = self._replans = True
        self._last_tick = now
        if self._replans:
            await self._replan(now)
            self._replans = False
        if not await self._storage.chats.due(now=now, limit=1):
            self._waiting_since, self._awaits_polls = None, False  # no chat is waiting any more
            return 0
        end = await self._news_until(now)
        if end is None:
            return 0
        follows = await self._follows()
        batch, posts = self._builder.batch(now=now), _Posts()
        handled = 0
        previous: tuple[Chat, ...] = ()
        while chats := await self._storage.chats.due(now=now, limit=_HERD):
            if chats == previous:
                log.error("due chats stay due after their digests were queued", chats=len(chats))
                break
            for part in await self._parts(chats, follows, Plans(now=now, end=end)):
                await _prepare(batch, part)
                left = part
                while left:
                    chats_left = [to.chat for addressees in left.values() for to in addressees]
                    async with self._history.of(chats_left, now=now) as told:
                        left = await self._queue(left, told, batch, posts, now)
                if self._reviews:
                    self._reviews.add(to for addressees in part.values() for to in addressees)
            self._note_lateness(chats)
            earliest = chats[0].next_due_at
            self.lateness = (self._clock.now() - earliest).total_seconds() if earliest else 0.0
            handled += len(chats)
            self._on_queued()
            previous = chats
        return handled

    def _note_lateness(self, chats: Sequence[Chat]) -> None:
        if self._late is None:
            return
        moment = self._clock.now()
        for due_at, times in Counter(chat.next_due_at for chat in chats).items():
            if due_at is not None:
                self._late.note(max(0.0, (moment - due_at).total_seconds()), times)

    async def _replan(self, now: datetime) -> None:
        """Plan the next digest again for chats whose plan was made while the clock was ahead, and so is too late."""
        for chat in await self._storage.chats.planned_after(now + FARTHEST_DIGEST, served_after=now + SKEW):
            right = next_due(chat.timetable, now, chat.served_slot)
            if right != chat.next_due_at:
                moved = QueuedDigest(None, [Addressee(chat, right)])
                await self._storage.outbox.enqueue_digests([moved], now=now)

    async def _news_until(self, now: datetime) -> datetime | None:
        """Return the end of the digest window, or None if digests should wait for overdue polls or unread articles.

        The beginning of the wait is remembered from one call to the next. After the bot's start, or if more than GAP
        passed since the last call, digests wait until overdue feeds are polled, all articles from these polls are read
        and their stories are clustered. Otherwise they wait until the articles that were stored before the wait are
        read. After PATIENCE seconds they wait no longer; the rest of the news comes in the next window.
        """
        overdue = await self._storage.feeds.overdue(now=now) if self._catches_up else 0
        oldest = await self._storage.articles.oldest_unread(since=now - STUCK)
        moment = self._monotonic()
        since, wanted = self._waiting_since or (moment, now)
        is_polled = overdue == 0 and not (self._catches_up and self._is_gathering())
        if self._awaits_polls or not is_polled:
            # One second more, so that the articles of these polls are before the end of the window.
            wanted = now + timedelta(seconds=1)
        self._awaits_polls = not is_polled
        if not is_polled or now < wanted or (oldest is not None and oldest < wanted):
            if self._waiting_since is None:
                log.info(
                    "digests wait for overdue feeds or unread articles",
                    overdue_feeds=overdue,
                    unread=oldest is not None,
                )
            self._waiting_since = (since, wanted)
            if moment - since < PATIENCE:
                return None
        # Articles of a poll that ends just now may get a `stored_at` before `now` and be stored after it. So the window
        # ends a little earlier, and they belong to the next one.
        end = now if self._catches_up else now - WRITING
        self._waiting_since, self._awaits_polls = None, False
        self._catches_up = False
        return end if oldest is None else min(end, oldest)

    async def _follows(self) -> dict[ChatId, tuple[str, ...]]:
        queries: dict[ChatId, list[str]] = {}
        for follow in await self._storage.follows.all():
            queries.setdefault(follow.chat_id, []).append(follow.query)
        return {chat_id: tuple(sorted(of_chat)) for chat_id, of_chat in queries.items()}

    async def _parts(
        self, chats: Sequence[Chat], follows: dict[ChatId, tuple[str, ...]], plans: Plans
    ) -> Sequence[_Part]:
        """Group the chats by equal requests, in parts with as many requests as a digest batch can keep."""
        groups: _Part = {}
        for number, chat in enumerate(chats):
            if number % _BREATH == 0:
                await asyncio.sleep(0)
            addressee = plans.addressee(chat)
            is_held = addressee.window_end is None
            request = None if is_held else plans.request(chat, follows.get(chat.id, ()))
            groups.setdefault(request, []).append(addressee)
        wishes = list(groups.items())
        return [dict(wishes[first : first + SHORTLISTS]) for first in range(0, len(wishes), SHORTLISTS)]

    async def _queue(self, part: _Part, told: Histories, batch: DigestBatch, posts: _Posts, now: datetime) -> _Part:
        """Queue up to `_TURN` digests while the lock is held; return the requests and chats that are left."""
        groups: _Part = {}
        for wish, addressees in part.items():
            if wish is None:
                groups[None] = addressees
                continue
            histories: dict[frozenset[ArticleId], list[Addressee]] = {}
            for to in addressees:
                histories.setdefault(told[to.chat.place], []).append(to)
            groups |= {replace(wish, told=history): whom for history, whom in histories.items()}
        left: _Part = {}
        for request in list(groups)[_TURN:]:
            wish = request and replace(request, told=frozenset())
            left.setdefault(wish, []).extend(groups.pop(request))
        queued = [
            QueuedDigest(None, addressees)
            if request is None
            else await _composed(request, addressees, batch, posts, now)
            for request, addressees in groups.items()
        ]
        ids = await self._storage.outbox.enqueue_digests(queued, now=now)
        for request, post in zip(groups, ids, strict=True):
            if request and post and request in posts.digests:
                posts.ids[request] = post
        return left


async def _prepare(batch: DigestBatch, part: _Part) -> None:
    """Find and rank the stories for these requests.

    It is done before the lock of the history (digest.told) is taken, because it is slow and others wait for the lock.
    """
    for request in filter(None, part):
        # If this fails, it fails again when the digest is composed, where the error is handled.
        with contextlib.suppress(Exception):
            await batch.prepare(request)


async def _composed(
    request: DigestRequest, addressees: Sequence[Addressee], batch: DigestBatch, posts: _Posts, now: datetime
) -> QueuedDigest:
    digest = posts.digests.get(request)
    if digest is None:
        try:
            digest = await batch.build(request)
        except Exception:  # if one request fails, the digests of all other chats must still go out
            log.exception("a digest could not be composed", chats=len(addressees))
            return QueuedDigest(None, [Addressee(to.chat, now + AGAIN) for to in addressees])
        if len(addressees) > 1:  # a digest for a single chat is not needed again
            posts.keep(request, digest)
    return QueuedDigest(digest if digest.stories else None, addressees, posts.ids.get(request))
