"""`channels`: 200 channels, which post more or less often, over one day of the clock, during which the bot is killed
once.

Poller, schedule, limits for each host, storage and parser are the product's. Telegram's pages are answered inside this
process, and time jumps whenever nothing is running. At noon the bot is killed for 40 minutes; then it goes on with its
database. The speed of reading is measured separately, in CPU time of one process.
"""

import argparse
import asyncio
import contextlib
import itertools
import random
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from benchmarks.channelling.crowd import Crowd, gather
from benchmarks.channelling.jumping_loop import JumpingLoop
from domain.channels import CHANNEL_HOST, ChannelName
from domain.clock import AdjustableClock
from domain.feed import NewFeed
from domain.ids import FeedId
from feeds import jobs
from feeds.fetching.hosts import Hosts
from feeds.fetching.outcome import Fetched
from feeds.parsing.parsed import FeedContext
from launch.pipeline import assemble
from storage.interface import PollResult, SavedPoll, Storage

ROOT = Path(__file__).resolve().parent.parent
START = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
OUTAGE = timedelta(minutes=40)
TICK = 2.0  # seconds between two polls of what is due, the same as in jobs.timetable
BUSIEST = 10
_SETTLED = timedelta(hours=1)  # posts of the last hour of the day need not be stored yet


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--channels", type=int, default=200)
    parser.add_argument("--hours", type=float, default=24.0, help="hours of the clock")
    parser.add_argument("--seed", type=int, default=7)


@dataclass
class Day:
    """The observations of one simulated day."""

    asked: list[float] = field(default_factory=list)  # loop time in seconds at which each request began
    names: dict[str, float] = field(default_factory=dict)  # channel → loop time of its first request
    last: dict[str, datetime] = field(default_factory=dict)  # channel → when it was last requested
    stored: dict[str, datetime] = field(default_factory=dict)  # address of a post → when it was stored


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return the figures of the day, and the number of posts that one worker reads in a second."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    jobs.prepare(ROOT / "catalogue")
    crowd = gather(args.channels, START, days=args.hours / 24, seed=args.seed)
    clock = AdjustableClock()
    clock.adjust((START - clock.now()).total_seconds(), rate=0.0)
    loop, day = JumpingLoop(clock), Day()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "channels.db"
        half = START + timedelta(hours=args.hours / 2)
        end = START + timedelta(hours=args.hours)
        for until in (half, end):
            loop.run_until_complete(_live(loop, clock, crowd, day, path, until))
            loop.pass_(OUTAGE.total_seconds())
    loop.close()
    return _figures(crowd, day, args.hours, time.monotonic() - started) | {"posts_per_second": _reading(crowd)}


async def _live(loop: JumpingLoop, clock: AdjustableClock, crowd: Crowd, day: Day, path: Path, until: datetime) -> None:
    """Poll until `until`, then stop, even in the middle of a poll."""
    async with _storage(path, clock, loop, day) as storage:
        new = [NewFeed(ChannelName(name).address, name, name) for name in crowd.names]
        await storage.feeds.add_many(new, now=clock.now())
        pool: Any = _Here()
        rng = random.Random(3)
        async with assemble(storage, pool, clock, user_agent="benchmark", rng=rng, monotonic=loop.time) as news:
            far: Any = _Far(loop, clock, crowd, day, news.fetcher.hosts)
            setattr(news.fetcher, "fetch_page", far.fetch_page)  # noqa: B010 - replaces the far end of every request

            async def tick() -> None:
                while True:
                    await news.poller.poll_due(joins=5.0, seconds=600.0)
                    await asyncio.sleep(TICK)

            task = asyncio.ensure_future(tick())
            await asyncio.sleep(max(0.0, (until - clock.now()).total_seconds()))
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


@contextlib.asynccontextmanager
async def _storage(path: Path, clock: AdjustableClock, loop: JumpingLoop, day: Day) -> AsyncIterator[Storage]:
    """Open the database; while it works, the loop's time stands still."""
    from storage.sqlite import open_storage

    opening: Callable[..., Any] = loop.busy(open_storage)
    opened = await opening(path, clock=clock)
    feeds: Any = opened.storage.feeds
    for name in ("add_many", "all", "due", "claim", "holds", "save_poll"):
        setattr(feeds, name, loop.busy(getattr(feeds, name)))
    save_poll = feeds.save_poll

    async def save(result: PollResult) -> SavedPoll:
        saved: SavedPoll = await save_poll(result)
        for article in result.articles:
            if article.url:
                day.stored.setdefault(article.url, clock.now())
        return saved

    feeds.save_poll = save
    try:
        yield opened.storage
    finally:
        closing: Callable[..., Any] = loop.busy(opened.close)
        await closing()


class _Here:
    """A pool without worker processes; it runs each job in this process."""

    async def run(self, job: Callable[..., Any], *args: object, timeout: float = 0) -> Any:
        """Run the job in this process and return its result."""
        del timeout
        return job(*args)


class _Far:
    """A substitute for the fetcher; it answers requests for channels with invented pages, without a network."""

    def __init__(self, loop: JumpingLoop, clock: AdjustableClock, crowd: Crowd, day: Day, hosts: Hosts) -> None:
        self._hosts = hosts
        self._loop, self._clock, self._crowd, self._day = loop, clock, crowd, day
        self._rng = random.Random(5)

    async def fetch_page(self, url: str, *, host: str, proxy: str | None = None) -> Fetched:
        """Return Telegram's answer to a request for a page, after a short pause."""
        assert host == CHANNEL_HOST
        assert proxy is None
        parts = urlsplit(url)
        name = parts.path.rpartition("/")[2]
        before = parse_qs(parts.query).get("before")
        async with self._hosts.turn(host):
            self._day.asked.append(self._loop.time())
            self._day.names.setdefault(name, self._loop.time())
            self._day.last[name] = self._clock.now()
            await asyncio.sleep(self._rng.uniform(0.2, 0.6))
            body = self._crowd.page(name, self._clock.now(), int(before[0]) if before else None)
        return Fetched(url, body.encode(), "text/html; charset=utf-8")


def _figures(crowd: Crowd, day: Day, hours: float, took: float) -> dict[str, Any]:
    end = START + timedelta(hours=hours)
    half = START + timedelta(hours=hours / 2)
    settled = end - _SETTLED
    written = {
        f"https://t.me/{name}/{number}": moment
        for name in crowd.names
        for number, moment in enumerate(crowd.moments[name], 1)
        if START + timedelta(minutes=30) <= moment < settled
    }
    busiest = sorted(crowd.names, key=lambda name: -len(crowd.moments[name]))[:BUSIEST]
    lags = [
        (day.stored[url] - moment).total_seconds()
        for url, moment in written.items()
        if url in day.stored
        and url.split("/")[3] in busiest
        and not half - timedelta(minutes=5) <= moment < half + OUTAGE + timedelta(minutes=12)
    ]
    every = [(day.stored[url] - moment).total_seconds() for url, moment in written.items() if url in day.stored]
    minutes = (hours * 60) - OUTAGE.total_seconds() / 60
    return {
        "channels": len(crowd.names),
        "requests_per_minute": round(len(day.asked) / minutes, 2),
        "worst_lag_s": round(max(lags, default=0.0)),
        "usual_lag_s": round(sorted(lags)[len(lags) // 2]) if lags else 0,
        "usual_lag_of_all_s": round(sorted(every)[len(every) // 2]) if every else 0,
        "closest_requests_s": round(min((b - a for a, b in itertools.pairwise(day.asked)), default=0.0), 3),
        "all_asked_after_s": round(max(day.names.values(), default=0.0)),
        "never_asked": len(crowd.names) - len(day.names),
        "posts": len(written),
        # Quiet channels are polled every few hours, so their last posts may be missing without being lost.
        "posts_lost": sum(
            url not in day.stored and moment < day.last[url.split("/")[3]] for url, moment in written.items()
        ),
        "posts_not_asked_for_yet": sum(
            url not in day.stored and moment >= day.last[url.split("/")[3]] for url, moment in written.items()
        ),
        "took_s": round(took),
    }


def _reading(crowd: Crowd) -> int:
    """Return the number of posts that one worker reads in a second of CPU time, from pages of twenty posts."""
    name = crowd.names[0]
    end = crowd.moments[name][-1]
    body = crowd.page(name, end, None).encode()
    context = FeedContext(FeedId(1), ChannelName(name).address, None, None, end)
    count, started = 0, time.process_time()
    while time.process_time() - started < 2:
        read = jobs.read_feed(body, "text/html; charset=utf-8", context)
        count += len(getattr(read, "articles", ()))
    return round(count / (time.process_time() - started))
