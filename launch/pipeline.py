"""The pipeline: all parts through which a feed's entries become annotated articles."""

import contextlib
import random
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv4Network, IPv6Network

import aiohttp

from domain.budget import ARTICLES
from domain.channels import ROOT
from domain.clock import AdjustableClock
from domain.lease import Work
from domain.tally import Spread
from feeds.admin import FeedAdmin
from feeds.annotator import Annotator
from feeds.channels import PAUSE as CHANNEL_PAUSE
from feeds.channels import ChannelReader, manners
from feeds.documents import PARSE_TIMEOUT
from feeds.fetching.fetch import FeedFetcher
from feeds.fetching.hosts import PAUSE
from feeds.fetching.network import Connector, Limits
from feeds.pages import PageReader
from feeds.poller import IN_FLIGHT, FeedPoller
from feeds.topics import TopicAdmin
from launch.sharing import Sharing
from launch.storage_timer import timed
from storage.interface import Signal, Storage
from text.topics import CurrentTopics
from workers.pool import WorkerPool

VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Pipeline:
    storage: Storage
    clock: AdjustableClock
    fetcher: FeedFetcher
    pool: WorkerPool
    poller: FeedPoller
    pages: PageReader
    annotator: Annotator
    feed_admin: FeedAdmin
    queries: Spread  # how long the storage's methods take, in seconds
    topics: CurrentTopics
    topic_admin: TopicAdmin

    async def read_everything(self) -> None:
        """Poll all due feeds once, then annotate all articles and put them into stories."""
        await self.annotator.start()
        await self.poller.poll_due()
        while await self.annotator.run_once():
            pass


@contextlib.asynccontextmanager
async def assemble(
    storage: Storage,
    pool: WorkerPool,
    clock: AdjustableClock,
    *,
    topics: CurrentTopics | None = None,
    user_agent: str,
    allowed_private_networks: Sequence[IPv4Network | IPv6Network] = (),
    host_pause: float = PAUSE,
    channel_pause: float = CHANNEL_PAUSE,
    preview_url: str = ROOT,
    limits: Limits | None = None,
    daily_articles: int = ARTICLES,
    in_flight: int = IN_FLIGHT,
    parse_timeout: float = PARSE_TIMEOUT,
    rng: random.Random | None = None,
    monotonic: Callable[[], float] = time.monotonic,
    connect: Connector = aiohttp.TCPConnector,
    ways: Mapping[str, Connector] | None = None,
    sharing: Sharing | None = None,
) -> AsyncIterator[Pipeline]:
    """Assemble the pipeline with the given storage and worker pool.

    `host_pause`: seconds between two requests to one host. `channel_pause`: the same for the host of all channels,
    whose pages are at `preview_url`. `limits`: how long a server may take and how much it may send. `daily_articles`:
    new articles that a feed may store in a day. `in_flight`: polls that run at once. `parse_timeout`: seconds for
    parsing one feed. `rng` spreads polls over time, `monotonic` measures pauses, `connect` makes the connector to
    outlets, and `ways` the connectors for proxies, by name. `sharing`: how the work is shared with other processes;
    None if there are none.
    """
    queries = Spread()
    storage = timed(storage, queries)
    fetcher = FeedFetcher(
        allowed_private_networks=allowed_private_networks,
        user_agent=user_agent,
        clock=clock,
        host_pause=host_pause,
        limits=limits,
        manners=manners(channel_pause),
        monotonic=monotonic,
        connect=connect,
        ways=ways,
    )
    channels = ChannelReader(fetcher, pool, clock, preview_url=preview_url, parse_timeout=parse_timeout)
    sharing = sharing or Sharing()
    poller = FeedPoller(
        storage,
        fetcher,
        pool,
        clock,
        daily_articles=daily_articles,
        in_flight=in_flight,
        parse_timeout=parse_timeout,
        rng=rng,
        channels=channels,
        polls=sharing.leases.polls,
        on_stored=partial(sharing.tell, Signal.ARTICLES),
    )
    topics = topics or CurrentTopics()
    annotator = Annotator(
        storage,
        pool,
        clock,
        topics=topics,
        lease=sharing.lease(Work.INDEX),
        on_corrected=partial(sharing.tell, Signal.STORIES),
    )
    try:
        yield Pipeline(
            storage=storage,
            clock=clock,
            fetcher=fetcher,
            pool=pool,
            poller=poller,
            pages=PageReader(storage, fetcher, pool, clock),
            annotator=annotator,
            feed_admin=FeedAdmin(storage, fetcher, pool, clock, poller, channels),
            queries=queries,
            topics=topics,
            topic_admin=TopicAdmin(storage, annotator, clock, topics, on_saved=partial(sharing.tell, Signal.TOPICS)),
        )
    finally:
        await annotator.close()
        await fetcher.close()


def user_agent(contact: str) -> str:
    """Return the User-Agent that publishers see: name, version, and an address to which they can write."""
    return f"Jarchi/{VERSION} (news digests for Central Asia{f'; +{contact}' if contact else ''})"
