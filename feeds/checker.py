"""Looking at addresses that people type: is there a feed, a channel or a page with feeds? Nothing is stored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.article import NewArticle
from domain.channels import channel_of
from domain.clock import Clock
from domain.feed import ChannelMark, PollCounts, Reason
from domain.ids import NO_FEED
from domain.proposal import Headline
from domain.teasers import FEWEST, gives_teasers, teasers_among
from feeds import jobs
from feeds.channels import ChannelReader
from feeds.discover import usual_addresses
from feeds.documents import read_in
from feeds.fetching.fetch import FeedFetcher
from feeds.fetching.outcome import Failed, Fetched
from feeds.parsing.parsed import CHOICES, FeedContext, FoundFeed, ReadFeed
from feeds.schedule import typical_gap
from text.language import OTHER
from text.truncation import shortened
from workers.pool import PoolUnwell, WorkerCrashed, WorkerPool, WorkerTimeout

_FIND_TIMEOUT = 10.0
_NO_TLS = ("feed-error-tls", "feed-error-connect", "feed-error-cut-short", "feed-error-bad-http")
_NO_FEED = ("feed-error-html", "feed-error-not-a-feed", "feed-error-sitemap")
_LATEST, _HEADLINE = 3, 120  # the number of latest headlines that are shown for a feed, and the most characters of each
_MOST_SHARE = 0.8  # a feed is taken to be in a language if at least this part of its items is in that language


@dataclass(frozen=True, slots=True)
class FeedCheck:
    """What was found at an address: a feed, or else the reason why there is none, and feeds to which its page links."""

    url: str
    title: str | None = None
    items: int = 0
    language: str | None = None
    reason: Reason | None = None
    choices: tuple[FoundFeed, ...] = ()
    number: int | None = None  # Telegram's number of a channel; None for other feeds
    newest: datetime | None = None  # when the latest item was published
    moved_to: str | None = None  # the address to which the server redirects permanently
    latest: tuple[Headline, ...] = ()  # the latest items, newest first
    gap: timedelta | None = None  # the usual time between two items; None if too few have dates
    # Whether the feed gives only the beginnings of articles; None if it has too few to tell.
    has_teasers: bool | None = None

    @property
    def is_feed(self) -> bool:
        return self.reason is None


class FeedChecker:
    def __init__(self, fetcher: FeedFetcher, pool: WorkerPool, clock: Clock, channels: ChannelReader) -> None:
        self._fetcher = fetcher
        self._pool = pool
        self._clock = clock
        self._channels = channels

    async def look_at(self, typed: str, address: str, proxy: str | None) -> FeedCheck:
        """Check an address that a person typed; `proxy` is as in Feed.

        If the address has no scheme and the site does not answer by https, http is tried.
        """
        seen = await self.look(address, proxy, is_site=True)
        if "://" not in typed and seen.reason is not None and seen.reason.key in _NO_TLS:
            plain = await self.look(address.replace("https://", "http://", 1), proxy, is_site=True)
            return plain if plain.is_feed or plain.choices else seen
        return seen

    async def look(self, address: str, proxy: str | None, *, is_site: bool, is_stored: bool = False) -> FeedCheck:
        """Check an address. If it is a page and `is_site` is set, look for the site's feeds.

        `is_stored` says that it is the address of a stored feed.
        """
        if channel_of(address) is not None:
            return await self._look_at_channel(address, proxy)
        # A Retry-After for an address that a person typed, or that we guessed, must not stop the polls of stored feeds.
        outcome = await self._fetcher.fetch(address, holds=is_stored, proxy=proxy)
        if isinstance(outcome, Failed):
            return FeedCheck(address, reason=outcome.reason)
        if not isinstance(outcome, Fetched):
            return FeedCheck(address, reason=Reason("feed-error-unasked-304"))
        read = await read_in(self._pool, outcome, FeedContext(NO_FEED, outcome.url, None, None, self._clock.now()))
        if isinstance(read, ReadFeed):
            return self._seen(address, read, outcome.permanent_url)
        choices = await self._find(outcome, proxy) if is_site and read.key in _NO_FEED else ()
        return FeedCheck(address, reason=read, choices=choices)

    async def _look_at_channel(self, address: str, proxy: str | None) -> FeedCheck:
        context = FeedContext(NO_FEED, address, None, None, self._clock.now())
        found = await self._channels.read(context, ChannelMark(), proxy=proxy)
        if isinstance(found.outcome, Failed):
            return FeedCheck(address, reason=found.outcome.reason)
        assert found.content is not None
        moved_to = found.outcome.permanent_url
        return self._seen(moved_to or address, found.content, moved_to, found.mark.number)

    def _seen(self, address: str, read: ReadFeed, moved_to: str | None, number: int | None = None) -> FeedCheck:
        published = [article.published_at for article in read.articles if article.published_at]
        counts = PollCounts(len(read.articles), teasers=teasers_among(read.articles))
        return FeedCheck(
            address,
            read.title,
            len(read.articles),
            read.language or _commonest(read.articles, fewest=FEWEST if number is None else 1),
            number=number,
            newest=max(published, default=None),
            moved_to=moved_to,
            latest=_latest(read.articles),
            gap=typical_gap(published, self._clock.now()),
            has_teasers=gives_teasers(counts) if counts.read >= FEWEST else None,
        )

    async def _find(self, page: Fetched, proxy: str | None) -> tuple[FoundFeed, ...]:
        """Return the feeds that the page links to.

        If there are none, return the usual addresses at which the site has a feed.
        """
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
            seen = await self.look(address, proxy, is_site=False)
            if seen.is_feed and seen.items:
                found.append(FoundFeed(address, seen.title))
            elif seen.reason is not None and seen.reason.key == "feed-error-rate-limited":
                break
        return tuple(found[:CHOICES])


def _commonest(articles: Sequence[NewArticle], *, fewest: int) -> str | None:
    """Return the language of nearly all articles whose language is known: at least _MOST_SHARE of them.

    None if no language has so many, or if the language of fewer than `fewest` articles is known.
    """
    known = Counter(article.language for article in articles if article.language != OTHER)
    if known.total() < fewest:
        return None
    ((language, count),) = known.most_common(1)
    return language if count >= _MOST_SHARE * known.total() else None


def _latest(articles: Sequence[NewArticle]) -> tuple[Headline, ...]:
    dated = sorted((one for one in articles if one.published_at), key=lambda one: one.published_at, reverse=True)  # type: ignore[arg-type, return-value]
    ordered = [*dated, *(one for one in articles if one.published_at is None)]
    return tuple(Headline(shortened(one.title or one.text, _HEADLINE), one.published_at) for one in ordered[:_LATEST])
