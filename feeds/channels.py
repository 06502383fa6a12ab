"""The reader of channels: it fetches a channel's page, and older pages back to the last post that is known."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

import structlog

from domain.article import NewArticle
from domain.channels import CHANNEL_HOST, ROOT, ChannelName, channel_of
from domain.clock import Clock
from domain.feed import ChannelMark, Health, LeftOut, PollOutcome, Reason
from feeds.documents import PARSE_TIMEOUT, WORKERS, read_in
from feeds.fetching.fetch import FeedFetcher
from feeds.fetching.hosts import Manners
from feeds.fetching.outcome import Failed, Fetched, NotModified, Outcome, Redirected
from feeds.parsing.parsed import ChannelPage, FeedContext, ReadFeed
from workers.pool import WorkerPool

PAUSE = 2.0  # seconds between two requests, for all channels together, because they are on one host
_JITTER = 0.5
_PER_MINUTE = 20
MOST_PAGES = 6  # the most pages of a channel that one poll reads
# First and longest pause if Telegram refuses without saying how long to wait.
FIRST_HOLD, LAST_HOLD = timedelta(minutes=10), timedelta(hours=4)
_STATES = {
    "no-preview": (PollOutcome.BLOCKED, Health.NO_PREVIEW),
    "blocked": (PollOutcome.BLOCKED, Health.BLOCKED),
    "person": (PollOutcome.ERROR, Health.NOT_A_CHANNEL),
    "bot": (PollOutcome.ERROR, Health.NOT_A_CHANNEL),
    "group": (PollOutcome.ERROR, Health.NOT_A_CHANNEL),
    "invitation": (PollOutcome.ERROR, Health.NOT_A_CHANNEL),
    "changed": (PollOutcome.ERROR, Health.CHANGED),
    "stranger": (PollOutcome.ERROR, Health.STRANGER),
    "gone": (PollOutcome.GONE, None),
    "hurried": (PollOutcome.RATE_LIMITED, None),
}
_KEY = "feed-error-channel-"
_log = structlog.get_logger(__name__)


def manners(pause: float = PAUSE) -> dict[str, Manners]:
    """Return Telegram's host → the limits on requests to it; with a pause of 0, as in the demo, there are none."""
    return {CHANNEL_HOST: Manners(pause, _JITTER, _PER_MINUTE) if pause else Manners(0.0)}


@dataclass(frozen=True, slots=True)
class ChannelRead:
    """The outcome of reading a channel, and the mark to store for it."""

    outcome: Outcome
    content: ReadFeed | None
    mark: ChannelMark


class ChannelReader:
    """The reader of channels; a process has only one, because it remembers until when Telegram must not be asked."""

    def __init__(
        self,
        fetcher: FeedFetcher,
        pool: WorkerPool,
        clock: Clock,
        *,
        preview_url: str = ROOT,
        parse_timeout: float = PARSE_TIMEOUT,
    ) -> None:
        self._fetcher = fetcher
        self._pool = pool
        self._clock = clock
        self._root = preview_url.rstrip("/")
        self._parse_timeout = parse_timeout
        self._holds = 0  # refusals in a row, by which the pause grows

    async def read(self, context: FeedContext, mark: ChannelMark, *, proxy: str | None = None) -> ChannelRead:
        """Read the channel at `context.url`, which is a stored address; `proxy` is as in Feed.

        `mark` is what the last poll stored about the channel.
        """
        name = channel_of(context.url)
        assert name is not None
        first = await self._page(f"/s/{name}", context, proxy)
        if isinstance(first, Redirected):
            first = await self._page(f"/{name}", replace(context, url=f"{ROOT}/{name}"), proxy)
        if isinstance(first, Redirected):
            first = Failed(PollOutcome.ERROR, Reason(f"{_KEY}redirect"))
        if isinstance(first, Failed):
            return ChannelRead(first, None, mark)
        self._holds = 0
        shown = first.channel
        assert shown is not None
        if mark.number is not None and shown.number not in (None, mark.number):
            return ChannelRead(self._refused(context, "stranger"), None, mark)
        if mark.last_post is not None and shown.last is None:
            return ChannelRead(self._refused(context, "changed"), None, mark)
        pages, is_whole = await self._older(first, name, context, mark, proxy)
        number = shown.number if shown.number is not None else mark.number
        last = max(filter(None, (shown.last, mark.last_post)), default=None)
        return ChannelRead(
            Fetched(context.url, b"", "", permanent_url=_renamed(name, shown)),
            _joined(pages),
            ChannelMark(number, last if is_whole else mark.last_post),
        )

    async def _older(
        self, first: ReadFeed, name: str, context: FeedContext, mark: ChannelMark, proxy: str | None
    ) -> tuple[list[ReadFeed], bool]:
        """Return `first` and the pages before it, back to the last post that was read before, newest page first.

        Return also whether all of these pages could be read.
        """
        pages = [first]
        while mark.last_post is not None and len(pages) < MOST_PAGES:
            shown = pages[-1].channel
            if shown is None or shown.before is None or shown.first is None or shown.first <= mark.last_post + 1:
                break
            page = await self._page(f"/s/{name}?before={shown.before}", context, proxy)
            if not isinstance(page, ReadFeed):
                return pages, False  # the next poll requests the missing pages again
            if page.channel is None or (page.channel.first or shown.first) >= shown.first:
                break
            pages.append(page)
        return pages, True

    async def _page(self, path: str, context: FeedContext, proxy: str | None) -> ReadFeed | Failed | Redirected:
        answer = await self._fetcher.fetch_page(f"{self._root}{path}", host=CHANNEL_HOST, proxy=proxy)
        match answer:
            case Redirected():
                return (
                    answer if _is_telegrams(answer.location) else Failed(PollOutcome.ERROR, Reason(f"{_KEY}redirect"))
                )
            case Failed(outcome=PollOutcome.RATE_LIMITED, hold=None):
                return self._held(answer)
            case Failed():
                return answer
            case NotModified():
                return Failed(PollOutcome.ERROR, Reason("feed-error-unasked-304"))
            case Fetched():
                there = replace(answer, url=context.url)
                read = await read_in(self._pool, there, context, timeout=self._parse_timeout)
                if isinstance(read, ReadFeed):
                    return read
                if not read.key.startswith(_KEY):
                    return Failed(PollOutcome.ERROR, read, is_ours=read.key == WORKERS)
                return self._refused(context, read.key.removeprefix(_KEY))

    def _refused(self, context: FeedContext, what: str) -> Failed:
        outcome, health = _STATES.get(what, (PollOutcome.ERROR, None))
        if health in (Health.CHANGED, Health.STRANGER):
            _log.error("a channel needs attention", channel=context.url, what=what)
        failed = Failed(outcome, Reason(f"{_KEY}{what}"), health=health)
        return self._held(failed) if outcome is PollOutcome.RATE_LIMITED else failed

    def _held(self, failed: Failed) -> Failed:
        """Stop all requests for channels for a while, because Telegram refused one without saying how long to wait.

        Return the failure with the end of the pause. Each refusal in a row doubles the pause, up to LAST_HOLD.
        """
        until = self._clock.now() + min(FIRST_HOLD * 2**self._holds, LAST_HOLD)
        self._holds = min(self._holds + 1, 10)
        self._fetcher.hosts.hold(CHANNEL_HOST, until)
        return replace(failed, reason=Reason(f"{_KEY}hurried"), retry_at=until, hold=CHANNEL_HOST)


def _is_telegrams(location: str) -> bool:
    """Return whether a redirect leads to a channel's page, rather than to a login or away from Telegram."""
    return re.fullmatch(r"/(?:s/)?\w+/?", urlsplit(location).path, re.ASCII) is not None


def _renamed(name: str, shown: ChannelPage) -> str | None:
    return ChannelName(shown.name).address if shown.name not in (None, name) else None


def _joined(pages: Sequence[ReadFeed]) -> ReadFeed:
    """Return several pages as one, in which each article occurs once."""
    articles: dict[str, NewArticle] = {}
    left_out: Counter[LeftOut] = Counter()
    for page in pages:
        left_out.update(page.left_out)
        for article in page.articles:
            articles.setdefault(article.fingerprint, article)
    return replace(pages[0], articles=tuple(articles.values()), left_out=dict(left_out))
