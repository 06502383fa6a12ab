"""The reader of pages: it fetches the full text of articles of which the feed gives only a teaser, beside polling.

A feed's `full_text` turns this on. Pages are fetched under the same limits and guards as feeds, and robots.txt is
obeyed. If the page has less text than the feed, the feed's text stays.
"""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin

import structlog
from structlog.contextvars import bind_contextvars

from domain.ahead import is_obeyed
from domain.clock import Clock
from domain.feed import PollOutcome, Reason, host_of
from feeds import jobs
from feeds.fetching import robots
from feeds.fetching.addresses import mask_address
from feeds.fetching.fetch import PAGE_TYPES, FeedFetcher
from feeds.fetching.outcome import Failed, Fetched, NotModified, Outcome
from storage.interface import PageArticle, Storage
from workers.pool import PoolUnwell, WorkerCrashed, WorkerPool, WorkerTimeout

BATCH = 16
READ_TIMEOUT = 20.0  # seconds for a worker; a page takes 0.025 seconds, the import of trafilatura one second
ATTEMPTS = 3
FIRST_RETRY = timedelta(minutes=15)
ROBOTS_FRESH = timedelta(hours=24)  # time after which robots.txt is fetched again (RFC 9309, 2.4)
ROBOTS_RETRY = timedelta(minutes=15)
ROBOTS_TIMEOUT = 10.0  # seconds for a worker; a file of 500 KiB takes 0.2
ROBOTS_KEPT = 256  # hosts whose rules are kept, the latest ones; at most 100 KB each
GAIN = 1.2  # the page's text replaces the feed's only if it is this many times as long
_FINAL = ("feed-error-not-found", "feed-error-forbidden", "feed-error-status", "feed-error-too-large")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Known:
    rules: robots.Robots
    until: datetime


class PageReader:
    """The reader of pages; a process has only one, because it remembers which hosts asked for a pause."""

    def __init__(self, storage: Storage, fetcher: FeedFetcher, pool: WorkerPool, clock: Clock) -> None:
        self._pages = storage.pages
        self._fetcher = fetcher
        self._pool = pool
        self._clock = clock
        self._robots: dict[str, _Known] = {}
        self._resting: dict[str, datetime] = {}  # host → time before which no page there may be fetched
        self._delayed: dict[str, datetime] = {}  # host → time before which its robots.txt allows no further page
        self._lock = asyncio.Lock()

    async def run_once(self) -> int:
        """Fetch the pages of some articles; return the number of attempts, 0 if nothing could be done."""
        async with self._lock:
            waiting = await self._pages.due(now=self._clock.now(), limit=4 * BATCH)
            hosts: dict[str, list[PageArticle]] = defaultdict(list)
            for article in waiting:
                hosts[host_of(article.url)].append(article)
            async with asyncio.TaskGroup() as group:
                tries = [group.create_task(self._read_all(host, articles[:BATCH])) for host, articles in hosts.items()]
            return sum(task.result() for task in tries)

    async def _read_all(self, host: str, articles: list[PageArticle]) -> int:
        """Read the pages on one host, one after the other; return the number of attempts.

        If the host's robots.txt asks for pauses between pages, only one is read, and the others stay due.
        """
        for number, article in enumerate(articles):
            if (until := self._delayed.get(host)) is not None and is_obeyed(until, self._clock.now()):
                return number
            try:
                text, failed = await self._read(article)
            except PoolUnwell as error:  # the page is not to blame, so it stays due
                _log.error("pages cannot be read at the moment", error=str(error))
                return number
            if failed is None or article.attempts + 1 >= ATTEMPTS or _is_final(failed):
                await self._pages.save(article.article_id, text, now=self._clock.now())
            else:
                pause = FIRST_RETRY * 4**article.attempts
                now = self._clock.now()
                await self._pages.retry(article.article_id, failed.retry_at or now + pause, now=now)
            self._delay(host)
        return len(articles)

    def _delay(self, host: str) -> None:
        now = self._clock.now()
        self._delayed = {name: until for name, until in self._delayed.items() if is_obeyed(until, now)}
        known = self._robots.get(host)
        if known is not None and known.rules.delay:
            self._delayed[host] = now + timedelta(seconds=known.rules.delay)

    async def _read(self, article: PageArticle) -> tuple[str | None, Failed | None]:
        """Return the page's text, or None if the feed's text stays; and the failure, if fetching failed."""
        bind_contextvars(article=article.article_id)
        if not (await self._rules(article.url, article.proxy)).allows(article.url):
            return None, None
        outcome = await self._fetch(article.url, PAGE_TYPES, proxy=article.proxy)
        match outcome:
            case Failed():
                _log.info("no page", page=mask_address(article.url), reason=outcome.reason.key)
                return None, outcome
            case NotModified():
                return None, None
            case Fetched():
                # A redirect may lead to another site with its own rules.
                if not (await self._rules(outcome.url, article.proxy)).allows(outcome.url):
                    return None, None
                return await self._extract(article, outcome)

    async def _extract(self, article: PageArticle, page: Fetched) -> tuple[str | None, Failed | None]:
        try:
            text = await self._pool.run(jobs.read_page, page.body, page.content_type, page.url, timeout=READ_TIMEOUT)
        except (WorkerTimeout, WorkerCrashed) as error:
            _log.warning("a page cannot be read", page=mask_address(page.url), error=type(error).__name__)
            return None, Failed(PollOutcome.ERROR, Reason("feed-error-broken"))
        return (text if len(text) > GAIN * len(article.text) else None), None

    async def _fetch(self, url: str, accept: str, *, proxy: str | None, head: int | None = None) -> Outcome:
        """Fetch an address from an article of a feed.

        If its site asks for a pause, no pages are fetched there until the pause is over. The pause does not apply to
        feeds; otherwise an address in one feed could stop the polls of feeds on any site that limits its visitors.
        """
        host, now = host_of(url), self._clock.now()
        self._resting = {name: until for name, until in self._resting.items() if is_obeyed(until, now)}
        if (until := self._resting.get(host)) is not None:
            return Failed(PollOutcome.RATE_LIMITED, Reason("feed-error-rate-limited"), until)
        outcome = await self._fetcher.fetch(url, accept=accept, holds=False, head=head, proxy=proxy)
        if isinstance(outcome, Failed) and outcome.retry_at is not None:
            self._resting[host] = outcome.retry_at
        return outcome

    async def _rules(self, url: str, proxy: str | None) -> robots.Robots:
        """Return the rules of robots.txt on the host of an address."""
        host, now = host_of(url), self._clock.now()
        known = self._robots.get(host)
        if known is None or not is_obeyed(known.until, now, ROBOTS_FRESH):
            known = await self._ask(url, proxy)
            others = ((name, entry) for name, entry in self._robots.items() if name != host)
            fresh = [(name, entry) for name, entry in others if is_obeyed(entry.until, now, ROBOTS_FRESH)]
            self._robots = dict([*fresh[-ROBOTS_KEPT + 1 :], (host, known)])
        return known.rules

    async def _ask(self, url: str, proxy: str | None) -> _Known:
        address = urljoin(url, "/robots.txt")
        outcome = await self._fetch(address, "text/plain, */*;q=0.5", proxy=proxy, head=robots.SIZE_LIMIT)
        now = self._clock.now()
        match outcome:
            case Fetched():
                try:
                    rules = await self._pool.run(jobs.read_robots, outcome.body, timeout=ROBOTS_TIMEOUT)
                except (WorkerTimeout, WorkerCrashed):
                    return _Known(robots.NOTHING, now + ROBOTS_RETRY)
                return _Known(rules, now + ROBOTS_FRESH)
            case Failed(outcome=PollOutcome.GONE):
                return _Known(robots.EVERYTHING, now + ROBOTS_FRESH)
            case Failed() if outcome.reason.key in (*_FINAL[:3], "feed-error-empty"):
                # No robots.txt: every page may be fetched (RFC 9309, 2.3.1.3).
                return _Known(robots.EVERYTHING, now + ROBOTS_FRESH)
            case _:
                # Unreachable robots.txt: no page may be fetched (RFC 9309, 2.3.1.4).
                return _Known(robots.NOTHING, now + ROBOTS_RETRY)


def _is_final(failed: Failed) -> bool:
    return failed.outcome in (PollOutcome.GONE, PollOutcome.BLOCKED) or failed.reason.key in _FINAL
