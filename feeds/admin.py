"""Managing feeds for the people who run the bot: check, propose, add, poll, import and export."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.audit import Change
from domain.chat import COUNTRIES
from domain.clock import Clock
from domain.feed import Feed, NewFeed, Reason
from domain.ids import FeedId, PersonId, UpdateId
from domain.proposal import ASKED, Proposal
from feeds import jobs, opml
from feeds.channels import ChannelReader
from feeds.checker import FeedCheck, FeedChecker
from feeds.documents import WORKERS
from feeds.fetching.addresses import BadAddress, clean_address, host_label, mask_address
from feeds.fetching.fetch import FeedFetcher
from feeds.parsing.parsed import FoundFeed
from feeds.poller import FeedPoller, PollReport
from storage.interface import Storage
from text.languages import LANGUAGES
from workers.pool import PoolUnwell, WorkerCrashed, WorkerPool, WorkerTimeout

POLL_REST = timedelta(minutes=1)  # time after a poll of a feed before people may have it polled again
_CHECKS_AT_ONCE = 16
_PROPOSALS_AT_ONCE = 4
_POLLS_AT_ONCE = 2  # how many polls that people have asked for may run at the same time
_OPML_TIMEOUT = 20.0


@dataclass(frozen=True, slots=True)
class Added:
    feed: Feed


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    feed: Feed


@dataclass(frozen=True, slots=True)
class Choices:
    """The result for an address that is a page: the feeds that the page offers, for a person to choose from."""

    url: str
    feeds: tuple[FoundFeed, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    reason: Reason


@dataclass(frozen=True, slots=True)
class OpmlPlan:
    """What the import of an OPML file would change, or has changed."""

    new: tuple[NewFeed, ...]
    known: tuple[str, ...]  # addresses in the file for which the bot has a feed already
    duplicates: int  # number of outlines that repeat an earlier one
    refused: tuple[opml.RefusedLine, ...]  # the lines that cannot be used, in the order of the file


class FeedAdmin:
    def __init__(
        self,
        storage: Storage,
        fetcher: FeedFetcher,
        pool: WorkerPool,
        clock: Clock,
        poller: FeedPoller,
        channels: ChannelReader | None = None,
    ) -> None:
        self._feeds = storage.feeds
        self._pool = pool
        self._clock = clock
        channels = channels or ChannelReader(fetcher, pool, clock)
        self._checker = FeedChecker(fetcher, pool, clock, channels)
        self._poller = poller
        self._polls = asyncio.Semaphore(_POLLS_AT_ONCE)

    async def check(self, url: str) -> FeedCheck:
        """Fetch an address and report what is there; store nothing. A stored feed is fetched through its own proxy."""
        try:
            address = clean_address(url)
        except BadAddress as bad:
            return FeedCheck(url, reason=bad.reason)
        known = await self._feeds.by_url(address)
        return await self._checker.look_at(url, address, known.proxy if known else None)

    async def check_all(self, on_checked: Callable[[int], object] = int) -> list[FeedCheck]:
        """Check every stored feed, a few hosts at once; store nothing.

        `on_checked` is called after each checked feed, to show progress; its argument is the number of all feeds.
        """
        limit = asyncio.Semaphore(_CHECKS_AT_ONCE)
        feeds = await self._feeds.all()

        async def look(feed: Feed) -> FeedCheck:
            async with limit:
                seen = await self._checker.look(feed.url, feed.proxy, is_site=False, is_stored=True)
            on_checked(len(feeds))
            return replace(seen, url=feed.url)

        return await asyncio.gather(*map(look, feeds))

    async def propose(self, addresses: Sequence[str]) -> list[Proposal]:
        """Look at each address, a few at once, so that people can decide whether to add what is there.

        Store nothing.
        """
        limit = asyncio.Semaphore(_PROPOSALS_AT_ONCE)

        async def look(url: str) -> Proposal:
            async with limit:
                return await self._propose(url)

        return await asyncio.gather(*map(look, addresses))

    async def confirm(
        self, proposals: Sequence[Proposal], *, by: PersonId | None, update_id: UpdateId | None = None
    ) -> Sequence[Feed]:
        """Add the proposed feeds that can be added, all or none, and record who did it; return these feeds.

        A feed that somebody else has added meanwhile is not changed, and is returned as well.
        """
        new = [proposal.feed for proposal in proposals if proposal.is_new]
        now = self._clock.now()
        if len(new) == 1:
            change = Change(by, "feed-added", new[0].title, after=mask_address(new[0].url))
            added, _ = await self._feeds.add(new[0], now=now, change=change, update_id=update_id)
            return [added]
        titles = ", ".join(feed.title for feed in new)
        change = Change(by, "feeds-added", titles, after=", ".join(mask_address(feed.url) for feed in new))
        await self._feeds.add_many(new, now=now, change=change, update_id=update_id)
        return [feed for one in new if (feed := await self._feeds.by_url(one.url)) is not None]

    async def poll_now(self, feed_id: FeedId) -> PollReport | None:
        """Poll a feed at once, as FeedPoller.poll_now does; only a few such polls run at the same time."""
        async with self._polls:
            return await self._poller.poll_now(feed_id)

    async def _propose(self, url: str) -> Proposal:
        try:
            address = clean_address(url)
        except BadAddress as bad:
            return Proposal(url, reason=bad.reason)
        if (known := await self._feeds.by_url(address)) is not None:
            return Proposal(address, known.title, known=known.id)
        seen = await self._checker.look_at(url, address, None)
        title = seen.title or host_label(seen.url)
        if seen.reason is not None:
            choices = tuple((one.url, one.title or "") for one in seen.choices)
            return Proposal(seen.url, title, reason=seen.reason, choices=choices)
        twin = await self._feeds.by_url(seen.url) or await self._same_channel(seen.number)
        if twin is not None:
            return Proposal(twin.url, twin.title, known=twin.id)
        top = host_label(seen.url).rpartition(".")[2]
        country = top if top in COUNTRIES and top != "world" else None
        language = seen.language if seen.language in LANGUAGES else None
        return Proposal(
            seen.url,
            title,
            country,
            language,
            items=seen.items,
            latest=seen.latest,
            gap=seen.gap,
            has_teasers=seen.has_teasers,
            asks=tuple(field for field, found in zip(ASKED, (country, language), strict=True) if found is None),
        )

    async def add(
        self, url: str, *, update_id: UpdateId | None = None, unchecked: bool = False, proxy: str | None = None
    ) -> "AddResult":
        """Store a feed, which is then due at once; `proxy` is as in Feed.

        Unless `unchecked`, it is fetched first, and is stored only if there is a feed.
        """
        try:
            address = clean_address(url)
        except BadAddress as bad:
            return Rejected(bad.reason)
        known = await self._feeds.by_url(address)
        if known is not None:
            return AlreadyThere(known)
        title, language = host_label(address), None
        if not unchecked:
            seen = await self._checker.look_at(url, address, proxy)
            address = seen.url
            if seen.choices:
                return Choices(address, seen.choices)
            if seen.reason is not None:
                return Rejected(seen.reason)
            title, language = seen.title or title, seen.language
            twin = await self._same_channel(seen.number)
            if twin is not None:
                return AlreadyThere(twin)
        new = NewFeed(url=address, title=title, source=title, language=language, proxy=proxy)
        feed, is_new = await self._feeds.add(new, now=self._clock.now(), update_id=update_id)
        return Added(feed) if is_new else AlreadyThere(feed)

    async def _same_channel(self, number: int | None) -> Feed | None:
        """Return the stored channel that has this number, even if it is stored under another name."""
        if number is None:
            return None
        return next((feed for feed in await self._feeds.all() if feed.state.channel.number == number), None)

    async def plan_opml(self, document: bytes) -> OpmlPlan | Rejected:
        """Return what importing the file would change, without changing anything."""
        try:
            read = await self._pool.run(jobs.read_opml, document, timeout=_OPML_TIMEOUT)
        except WorkerTimeout:
            return Rejected(Reason("feed-error-opml-too-large"))
        except WorkerCrashed:
            return Rejected(Reason("feed-error-opml-broken"))
        except PoolUnwell:
            return Rejected(Reason(WORKERS))
        if isinstance(read, Reason):
            return Rejected(read)
        return _plan(read, {feed.url for feed in await self._feeds.all()})

    async def import_opml(self, document: bytes) -> OpmlPlan | Rejected:
        """Store the new feeds of the file, all or none; return what was changed."""
        plan = await self.plan_opml(document)
        if isinstance(plan, OpmlPlan) and plan.new:
            await self._feeds.add_many(plan.new, now=self._clock.now())
        return plan

    async def import_plan(
        self, plan: OpmlPlan, *, by: PersonId | None, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        """Store the new feeds of a plan, all or none, and record who did it."""
        change = Change(by, "feeds-imported", str(len(plan.new)))
        await self._feeds.add_many(plan.new, now=now, change=change, update_id=update_id)


AddResult = Added | AlreadyThere | Choices | Rejected


def _named(feed: NewFeed, nameless: str) -> NewFeed:
    """Return the feed with its host as its name if the file gave none; the first poll replaces that name."""
    label = host_label(feed.url)
    return replace(feed, title=label, source=label) if feed.title == feed.source == nameless else feed


def _plan(file: opml.OpmlFile, known: set[str]) -> OpmlPlan:
    new: dict[str, NewFeed] = {}
    there: dict[str, None] = {}
    refused = list(file.refused)
    duplicates = 0
    for outline in file.outlines:
        try:
            address = clean_address(outline.feed.url)
        except BadAddress as bad:
            refused.append(opml.RefusedLine(outline.line, outline.feed.url, bad.reason))
            continue
        if address in new or address in there:
            duplicates += 1
        elif address in known:
            there[address] = None
        else:
            new[address] = _named(replace(outline.feed, url=address), opml.host_of_line(outline.feed.url))
    refused.sort(key=lambda one: one.line)
    return OpmlPlan(tuple(new.values()), tuple(there), duplicates, tuple(refused))
