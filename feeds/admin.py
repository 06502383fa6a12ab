"""Managing feeds for the people who run the bot: check, add, import and export."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.audit import Change
from domain.channels import channel_of
from domain.clock import Clock
from domain.feed import ChannelMark, Feed, NewFeed, Reason
from domain.ids import PersonId, UpdateId
from feeds import jobs, opml
from feeds.channels import ChannelReader
from feeds.discover import usual_addresses
from feeds.documents import WORKERS, read_in
from feeds.fetching.addresses import BadAddress, clean_address, host_label, mask_address
from feeds.fetching.fetch import FeedFetcher
from feeds.fetching.outcome import Failed, Fetched
from feeds.parsing.parsed import CHOICES, FeedContext, FoundFeed, ReadFeed
from storage.interface import Storage
from text.language import OTHER
from workers.pool import PoolUnwell, WorkerCrashed, WorkerPool, WorkerTimeout

_CHECKS_AT_ONCE = 16
_FIND_TIMEOUT = 10.0
_OPML_TIMEOUT = 20.0
_NO_TLS = ("feed-error-tls", "feed-error-connect", "feed-error-cut-short", "feed-error-bad-http")
_NO_FEED = ("feed-error-html", "feed-error-not-a-feed", "feed-error-sitemap")


@dataclass(frozen=True, slots=True)
class FeedCheck:
    """What an address holds: a feed (title, items, language), or the reason why not and the feeds its page links to."""

    url: str
    title: str | None = None
    items: int = 0
    language: str | None = None
    reason: Reason | None = None
    choices: tuple[FoundFeed, ...] = ()
    number: int | None = None  # the number of a channel; None for other feeds
    newest: datetime | None = None  # publication time of the latest item
    moved_to: str | None = None  # the new address, if the server redirects permanently

    @property
    def is_feed(self) -> bool:
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Added:
    feed: Feed


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    feed: Feed


@dataclass(frozen=True, slots=True)
class Choices:
    """A page instead of a feed; the feeds that it offers, for a person to choose from."""

    url: str
    feeds: tuple[FoundFeed, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    reason: Reason


@dataclass(frozen=True, slots=True)
class OpmlPlan:
    """What importing an OPML file would change, or has changed."""

    new: tuple[NewFeed, ...]
    known: tuple[str, ...]  # addresses that the bot polls already
    duplicates: int  # outlines that repeat an earlier one
    refused: tuple[opml.RefusedLine, ...]  # in the order of lines


class FeedAdmin:
    def __init__(
        self,
        storage: Storage,
        fetcher: FeedFetcher,
        pool: WorkerPool,
        clock: Clock,
        channels: ChannelReader | None = None,
    ) -> None:
        self._feeds = storage.feeds
        self._newsroom = storage.newsroom
        self._fetcher = fetcher
        self._pool = pool
        self._clock = clock
        self._channels = channels or ChannelReader(fetcher, pool, clock)

    async def check(self, url: str) -> FeedCheck:
        """Fetch an address, by its way if it is that of a feed, and report what it is; store nothing."""
        try:
            address = clean_address(url)
        except BadAddress as bad:
            return FeedCheck(url, reason=bad.reason)
        known = await self._feeds.by_url(address)
        return await self._look_at(url, address, known.proxy if known else None)

    async def check_all(self, on_checked: Callable[[int], object] = int) -> list[FeedCheck]:
        """Check every stored feed, a few hosts at once; store nothing.

        `on_checked` is called after each with the number of all.
        """
        limit = asyncio.Semaphore(_CHECKS_AT_ONCE)
        feeds = await self._feeds.all()

        async def look(feed: Feed) -> FeedCheck:
            async with limit:
                seen = await self._look(feed.url, feed.proxy, is_site=False, is_stored=True)
            on_checked(len(feeds))
            return replace(seen, url=feed.url)

        return await asyncio.gather(*map(look, feeds))

    async def add(
        self,
        url: str,
        *,
        update_id: UpdateId | None = None,
        unchecked: bool = False,
        by: PersonId | None = None,
        proxy: str | None = None,
    ) -> "AddResult":
        """Store a feed, due at once, with its way `proxy` as in Feed; with `unchecked`, do not fetch it first."""
        try:
            address = clean_address(url)
        except BadAddress as bad:
            return Rejected(bad.reason)
        known = await self._feeds.by_url(address)
        if known is not None:
            return AlreadyThere(known)
        title, language = host_label(address), None
        if not unchecked:
            seen = await self._look_at(url, address, proxy)
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
        if not is_new:
            return AlreadyThere(feed)
        if by is not None:
            change = Change(by, "feed-added", feed.title, after=mask_address(feed.url))
            await self._newsroom.record([change], now=self._clock.now(), update_id=update_id)
        return Added(feed)

    async def _same_channel(self, number: int | None) -> Feed | None:
        """Return the stored channel that has this number, under whatever name it is polled."""
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

    async def import_opml(
        self, document: bytes, *, update_id: UpdateId | None = None, by: PersonId | None = None
    ) -> OpmlPlan | Rejected:
        """Store the new feeds of the file, all or none; return what was done."""
        plan = await self.plan_opml(document)
        if isinstance(plan, OpmlPlan) and plan.new:
            change = None if by is None else Change(by, "feeds-imported", str(len(plan.new)))
            await self._feeds.add_many(plan.new, now=self._clock.now(), change=change, update_id=update_id)
        return plan

    async def _look_at(self, typed: str, address: str, proxy: str | None) -> FeedCheck:
        """Check an address that a person typed; if it has no scheme and the site has no https, try http."""
        seen = await self._look(address, proxy, is_site=True)
        if "://" not in typed and seen.reason is not None and seen.reason.key in _NO_TLS:
            plain = await self._look(address.replace("https://", "http://", 1), proxy, is_site=True)
            return plain if plain.is_feed or plain.choices else seen
        return seen

    async def _look(self, address: str, proxy: str | None, *, is_site: bool, is_stored: bool = False) -> FeedCheck:
        if channel_of(address) is not None:
            return await self._look_at_channel(address, proxy)
        # A Retry-After for an address that a person typed, or that we guessed, must not stop polling of stored feeds.
        outcome = await self._fetcher.fetch(address, holds=is_stored, proxy=proxy)
        if isinstance(outcome, Failed):
            return FeedCheck(address, reason=outcome.reason)
        if not isinstance(outcome, Fetched):
            return FeedCheck(address, reason=Reason("feed-error-unasked-304"))
        read = await read_in(self._pool, outcome, FeedContext(0, outcome.url, None, None, self._clock.now()))
        if isinstance(read, ReadFeed):
            return FeedCheck(
                address,
                read.title,
                len(read.articles),
                read.language,
                newest=_newest(read),
                moved_to=outcome.permanent_url,
            )
        choices = await self._find(outcome, proxy) if is_site and read.key in _NO_FEED else ()
        return FeedCheck(address, reason=read, choices=choices)

    async def _look_at_channel(self, address: str, proxy: str | None) -> FeedCheck:
        context = FeedContext(0, address, None, None, self._clock.now())
        found = await self._channels.read(context, ChannelMark(), proxy=proxy)
        if isinstance(found.outcome, Failed):
            return FeedCheck(address, reason=found.outcome.reason)
        content = found.content
        assert content is not None
        moved_to = found.outcome.permanent_url
        language = _commonest([article.language for article in content.articles])
        return FeedCheck(
            moved_to or address,
            content.title,
            len(content.articles),
            language,
            number=found.mark.number,
            newest=_newest(content),
            moved_to=moved_to,
        )

    async def _find(self, page: Fetched, proxy: str | None) -> tuple[FoundFeed, ...]:
        """Return the feeds that the page links to, else the usual paths of the site that answer with a feed."""
        try:
            linked = await self._pool.run(
                jobs.find_links, page.body, page.content_type, page.url, timeout=_FIND_TIMEOUT
            )
        except (WorkerTimeout, WorkerCrashed, PoolUnwell):
            return ()
        if linked:
            return linked
        found: list[FoundFeed] = []
        for address in usual_addresses(page.url):
            seen = await self._look(address, proxy, is_site=False)
            if seen.is_feed and seen.items:
                found.append(FoundFeed(address, seen.title))
            elif seen.reason is not None and seen.reason.key == "feed-error-rate-limited":
                break
        return tuple(found[:CHOICES])


AddResult = Added | AlreadyThere | Choices | Rejected


def _named(feed: NewFeed, nameless: str) -> NewFeed:
    """Return the feed, named after its host if the file gave no name; the first poll replaces that name."""
    label = host_label(feed.url)
    return replace(feed, title=label, source=label) if feed.title == feed.source == nameless else feed


def _newest(read: ReadFeed) -> datetime | None:
    return max((article.published_at for article in read.articles if article.published_at), default=None)


def _commonest(languages: Sequence[str]) -> str | None:
    """Return the language of most of a channel's posts; None if no post's language is known."""
    known = Counter(language for language in languages if language != OTHER)
    return known.most_common(1)[0][0] if known else None


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
