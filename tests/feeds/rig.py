"""The real parts, opened for tests: a database file, worker processes, and a fetcher that may reach 127.0.0.2."""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from ipaddress import IPv4Network
from pathlib import Path
from typing import Self

from domain.article import Article
from domain.clock import AdjustableClock
from domain.feed import Feed, NewFeed
from domain.ids import ArticleId
from feeds.admin import FeedAdmin
from feeds.fetching.fetch import FeedFetcher
from feeds.fetching.network import Limits
from feeds.poller import FeedPoller, PollReport
from launch.pipeline import assemble
from storage.interface import Storage
from tests.storage.openers import open_storage
from workers.pool import WorkerPool

ROOT = Path(__file__).parents[2]
AGENT = "Jarchi/0 (tests; +https://jarchi.example/)"
# A tenth of the bot's timeouts, so that a hostile server delays a test only by seconds.
IMPATIENT = Limits(total=5, connect=2, start=2, silence=1, slow_after=0.5, slowest=512)


@dataclass
class Rig:
    storage: Storage
    fetcher: FeedFetcher
    poller: FeedPoller
    clock: AdjustableClock
    pool: WorkerPool
    admin: FeedAdmin

    async def add(self, url: str, **more: str) -> Feed:
        feed, _ = await self.storage.feeds.add(NewFeed(url, "Вестник", "Вестник", **more), now=self.clock.now())  # type: ignore[arg-type]
        return feed

    async def poll(self, *, everything: bool = True) -> list[PollReport]:
        return await self.poller.poll_due(everything=everything)

    async def articles(self) -> list[Article]:
        return list(await self.storage.articles.get(list(map(ArticleId, range(1, 3000)))))


@contextlib.asynccontextmanager
async def opened(
    folder: Path,
    pool: WorkerPool,
    *,
    limits: Limits = IMPATIENT,
    host_pause: float = 0.0,
    in_flight: int = 8,
    channel_pause: float = 0.0,
    preview_url: str = "http://127.0.0.2:9",
) -> AsyncIterator[Rig]:
    """Open all parts between a feed and a stored article, with a database in `folder`."""
    clock = AdjustableClock()
    async with (
        open_storage(folder, clock=clock) as found,
        assemble(
            found.storage,
            pool,
            clock,
            user_agent=AGENT,
            allowed_private_networks=[IPv4Network("127.0.0.2/32")],
            host_pause=host_pause,
            channel_pause=channel_pause,
            preview_url=preview_url,
            limits=limits,
            in_flight=in_flight,
            parse_timeout=5,
            rng=random.Random(7),
        ) as news,
    ):
        yield Rig(found.storage, news.fetcher, news.poller, clock, pool, news.feed_admin)


class LoopWatch:
    """A measurement of the event loop's longest delay, in seconds."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def __aenter__(self) -> Self:
        self._task = asyncio.get_running_loop().create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def _watch(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.005)
            self.longest = max(self.longest, time.perf_counter() - before - 0.005)
