"""The poller: it fetches due feeds, has workers parse them, plans the next poll, and saves all in one transaction."""

import asyncio
import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from structlog.contextvars import bind_contextvars, reset_contextvars

from domain.budget import ARTICLES
from domain.channels import channel_of
from domain.clock import Clock
from domain.feed import ChannelMark, Feed, PollCounts, PollOutcome, Reason
from domain.ids import FeedId
from domain.tally import Spread
from domain.teasers import teasers_among, turns_on_by_itself
from feeds.channels import ChannelReader
from feeds.documents import PARSE_TIMEOUT, WORKERS, read_in
from feeds.fetching.addresses import host_label, mask_address
from feeds.fetching.fetch import FeedFetcher
from feeds.fetching.outcome import Failed, Fetched, Outcome
from feeds.parsing.parsed import FeedContext, ReadFeed
from feeds.rounds import Round
from feeds.schedule import SHORTEST, Decision, Polled, decide
from feeds.turns import HostTurns
from storage.interface import DueFeed, PollResult, Storage
from workers.pool import WorkerPool

IN_FLIGHT = 32  # polls that run at once
CLAIMED_AT_ONCE = 16  # feeds that are claimed in one transaction
GATHER = 0.004  # seconds to wait for more polls to end, so that several new feeds are claimed in one transaction
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PollReport:
    """The result of polling one feed, as `poll --json` shows it."""

    url: str
    outcome: PollOutcome
    reason: Reason | None
    new_articles: int
    next_poll_at: datetime
    counts: PollCounts | None = None  # counts of the items; None if the poll brought no document


class FeedPoller:
    """Polls feeds; a process has only one poller. A second call of poll_due waits for the first to end."""

    def __init__(
        self,
        storage: Storage,
        fetcher: FeedFetcher,
        pool: WorkerPool,
        clock: Clock,
        *,
        in_flight: int = IN_FLIGHT,
        parse_timeout: float = PARSE_TIMEOUT,
        rng: random.Random | None = None,
        daily_articles: int = ARTICLES,
        channels: ChannelReader | None = None,
        polls: Callable[[str], bool] = lambda _: True,
        on_stored: Callable[[], None] = lambda: None,
    ) -> None:
        """`polls` returns whether this process polls a host's feeds, since each host is polled by one process only.

        `on_stored` is called after articles were stored.
        """
        self._feeds = storage.feeds
        self._polls = polls
        self._on_stored = on_stored
        self._fetcher = fetcher
        self._pool = pool
        self._clock = clock
        self._in_flight = in_flight
        self._parse_timeout = parse_timeout
        self._rng = rng or random.Random()
        self._daily_articles = daily_articles
        self._channels = channels or ChannelReader(fetcher, pool, clock, parse_timeout=parse_timeout)
        self._monotonic = fetcher.hosts.monotonic
        self._lock = asyncio.Lock()
        self._knows_holds = False
        self._running: dict[FeedId, asyncio.Future[PollReport]] = {}  # polls that are running, by feed
        self._asked: dict[FeedId, asyncio.Future[PollReport | None]] = {}  # polls at people's request, by feed
        # These four are for the metrics: polls by outcome, their durations, stored articles, left-out items by reason.
        self.polls: Counter[str] = Counter()
        self.seconds = Spread()
        self.stored = 0
        self.left_out: Counter[str] = Counter()

    @property
    def is_polling(self) -> bool:
        """Return whether due feeds are being polled. The storage cannot tell, since feeds are not due once claimed."""
        return self._lock.locked()

    async def poll_due(
        self,
        *,
        everything: bool = False,
        seconds: float | None = None,
        joins: float | None = None,
        on_polled: Callable[[int], object] = int,
    ) -> list[PollReport]:
        """Poll each due feed once; with `everything` all feeds, though never before a Retry-After. Return the reports.

        After `seconds` no new poll starts, and the remaining feeds stay due. Every `joins` seconds, feeds that became
        due meanwhile join the round, so that a slow host with many feeds does not delay other hosts. `on_polled` is
        called after each poll with the number of feeds that were due at the beginning.
        """
        async with self._lock:
            now = self._clock.now()
            if not self._knows_holds:
                await self._read_holds(now)
            due = self._ours(await self._feeds.due(now=now, everything=everything))
            turns = HostTurns(due, self._fetcher.hosts.seconds_to_turn, monotonic=self._monotonic)
            reports = self._held(await self._feeds.all(), now) if everything and self._fetcher.hosts.holds else []
            round_ = Round(turns, reports, self._in_flight, self._monotonic, lambda: on_polled(len(due)))
            stop_at = math.inf if seconds is None else self._monotonic() + seconds
            join_at = math.inf if joins is None else self._monotonic() + joins
            async with asyncio.TaskGroup() as group:
                while (turns or (joins and round_.running)) and self._monotonic() < stop_at:
                    if joins and self._monotonic() >= join_at:
                        turns.add(self._ours(await self._feeds.due(now=self._clock.now())))
                        join_at = self._monotonic() + joins
                    if round_.running and 0 < round_.free < CLAIMED_AT_ONCE:
                        await asyncio.sleep(GATHER)
                    taken = turns.take(min(round_.free, CLAIMED_AT_ONCE))
                    if not taken:
                        await round_.wait(until=min(stop_at, join_at))
                        continue
                    ids = [feed.id for feed in taken]
                    now = self._clock.now()
                    claimed = await self._feeds.claim(ids, now=now, lease=SHORTEST, everything=everything)
                    for feed in claimed:
                        round_.running += 1
                        group.create_task(self._poll_in(round_, feed))
                    for host in {feed.host for feed in taken} - {feed.host for feed in claimed}:
                        turns.finished(host)
            if round_.dropped:
                dropped = [feed for feed in await self._feeds.all() if feed.id in round_.dropped]
                reports += self._held(dropped, self._clock.now())
            return reports

    def _ours(self, due: Iterable[DueFeed]) -> list[DueFeed]:
        return [feed for feed in due if self._polls(feed.host)]

    async def _poll_in(self, round_: "Round[PollReport]", feed: Feed) -> None:
        try:
            round_.reports.append(await self.poll(feed))
        finally:
            round_.running -= 1
            round_.on_polled()
            round_.turns.finished(feed.host)
            if self._fetcher.hosts.held_until(feed.host, now=self._clock.now()) is not None:
                round_.dropped |= {dropped.id for dropped in round_.turns.drop(feed.host)}
            round_.changed.set()

    async def poll_now(self, feed_id: FeedId) -> PollReport | None:
        """Poll a feed at once, even if it is not due, but not before a Retry-After; None if it is removed or paused.

        If the feed is being polled already, return the report of that poll.
        """
        if (asked := self._asked.get(feed_id)) is not None:
            return await asyncio.shield(asked)
        asked = self._asked[feed_id] = asyncio.get_running_loop().create_future()
        try:
            asked.set_result(await self._poll_now(feed_id))
        except Exception as error:
            asked.set_exception(error)
            # Marks the error as retrieved; the code below raises it, even if nobody else waits for this poll.
            asked.exception()
            raise
        finally:
            asked.cancel()  # ends the wait of others if this task is cancelled; no effect if there is a result
            del self._asked[feed_id]
        return asked.result()

    async def _poll_now(self, feed_id: FeedId) -> PollReport | None:
        if (running := self._running.get(feed_id)) is not None:
            return await asyncio.shield(running)
        now = self._clock.now()
        await self._read_holds(now)  # another process may have been told to wait
        feed = await self._feeds.get(feed_id)
        if feed is None or feed.is_paused:
            return None
        if held := self._held([feed], now):
            return held[0]
        claimed = await self._feeds.claim([feed_id], now=now, lease=SHORTEST, everything=True)
        return await self.poll(claimed[0]) if claimed else None

    async def poll(self, feed: Feed) -> PollReport:
        """Poll one claimed feed once; return a report even if the poll fails."""
        done = self._running[feed.id] = asyncio.get_running_loop().create_future()
        try:
            with self.seconds.timed():
                report = await self._poll_safely(feed)
            done.set_result(report)
        finally:
            done.cancel()  # ends the wait of others if this task is cancelled; no effect if there is a result
            self._running.pop(feed.id, None)
        self.polls[report.outcome] += 1
        self.stored += report.new_articles
        self.left_out.update(report.counts.left_out if report.counts else {})
        return report

    async def _poll_safely(self, feed: Feed) -> PollReport:
        # Restored by tokens, because bound_contextvars looks through the whole context twice for each poll.
        bound = bind_contextvars(feed_id=feed.id)
        try:
            return await self._poll(feed)
        except Exception as error:  # noqa: BLE001 - one bad feed must not stop the others
            _log.exception("poll failed", feed=mask_address(feed.url), error=type(error).__name__)
            reason = Reason("feed-error-internal")
            return PollReport(feed.url, PollOutcome.ERROR, reason, 0, feed.state.next_poll_at)
        finally:
            reset_contextvars(**bound)

    async def _poll(self, feed: Feed) -> PollReport:
        state = feed.state
        outcome, content, mark = await self._ask(feed)
        now = self._clock.now()
        articles = content.articles if content else ()
        published = [article.published_at for article in articles if article.published_at is not None]
        polled = Polled(outcome, content.refresh if content else None, published, mark)
        decision = decide(state, feed.url, polled, now=now, rng=self._rng)
        holds = outcome.holds if isinstance(outcome, Failed) else {}
        is_named_by_us = content is not None and feed.title == feed.source == host_label(feed.url)
        title = content.title if content and is_named_by_us else None
        left_out = content.left_out if content else {}
        result = PollResult(
            feed.id,
            now,
            decision.state,
            articles,
            decision.new_url,
            holds,
            title,
            is_read=content is not None,
            left_out=left_out,
            daily_articles=self._daily_articles,
            outcome=decision.outcome,
            reason=decision.reason,
        )
        saved = await self._feeds.save_poll(result)
        if saved.new:
            self._on_stored()
        counts = saved.counts(left_out, teasers=teasers_among(articles)) if content else None
        if turns_on_by_itself(feed, counts):
            await self._feeds.set_full_text(feed.id, is_on=True, now=now)
        _report(feed, decision, counts)
        return PollReport(feed.url, decision.outcome, decision.reason, saved.new, decision.state.next_poll_at, counts)

    async def _ask(self, feed: Feed) -> tuple[Outcome, ReadFeed | None, ChannelMark]:
        state = feed.state
        context = FeedContext(feed.id, feed.url, feed.country, feed.language, self._clock.now())
        if channel_of(feed.url) is not None:
            found = await self._channels.read(context, state.channel, proxy=feed.proxy)
            return found.outcome, found.content, found.mark
        outcome = await self._fetcher.fetch(
            feed.url, etag=state.etag, last_modified=state.last_modified, proxy=feed.proxy
        )
        if not isinstance(outcome, Fetched):
            return outcome, None, state.channel
        return *await self._read(outcome, replace(context, url=outcome.url, now=self._clock.now())), state.channel

    async def _read(self, fetched: Fetched, context: FeedContext) -> tuple[Outcome, ReadFeed | None]:
        read = await read_in(self._pool, fetched, context, timeout=self._parse_timeout)
        if isinstance(read, Reason):
            return Failed(PollOutcome.ERROR, read, is_ours=read.key == WORKERS), None
        return fetched, read

    async def _read_holds(self, now: datetime) -> None:
        """Load until when each host must not be asked; if this process knows a later moment, that is kept."""
        for host, until in (await self._feeds.holds(now=now)).items():
            self._fetcher.hosts.hold(host, until)
        self._knows_holds = True

    def _held(self, feeds: Sequence[Feed], now: datetime) -> list[PollReport]:
        """Return reports for feeds that are not polled, because their host must not be asked yet."""
        reason = Reason("feed-error-rate-limited")
        return [
            PollReport(feed.url, PollOutcome.RATE_LIMITED, reason, 0, max(until, feed.state.next_poll_at))
            for feed in feeds
            if (until := self._fetcher.hosts.held_until(feed.host, now=now)) is not None
        ]


def _report(feed: Feed, decision: Decision, counts: PollCounts | None) -> None:
    _log.info(
        "polled",
        feed=mask_address(feed.url),
        outcome=decision.outcome.value,
        reason=decision.reason.key if decision.reason else None,
        new=counts.new if counts else 0,
        left_out={reason.value: count for reason, count in counts.left_out.items()} if counts else {},
    )
