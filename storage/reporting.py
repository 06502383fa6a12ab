"""Reading the statistics from a storage, and leaving out what may not be shown."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from domain.disclosure import report_of
from domain.feed import Feed, Health
from domain.ids import FeedId
from domain.stats import DAYS, LATELY, SLOW, FeedNews, Report, counted_from, news_days
from storage.interface import Storage


async def read_report(storage: Storage, *, now: datetime) -> Report:
    """Return the statistics that /stats, the command `stats` and the picture show."""
    today = now.astimezone(UTC).date()
    return report_of(
        await storage.stats.counts(since=now - LATELY),
        await storage.stats.reader_days(since=counted_from(today)),
        news_days(await storage.stats.news_days(since=today - timedelta(days=DAYS - 1)), today),
        _feeds(await storage.feeds.all(), await storage.stats.delays(since=now - LATELY)),
        today=today,
    )


def _feeds(feeds: Sequence[Feed], delays: Mapping[FeedId, timedelta]) -> FeedNews:
    polled = [feed for feed in feeds if not feed.is_paused]
    slow = [(_name(feed), delays[feed.id]) for feed in polled if delays.get(feed.id, timedelta(0)) > SLOW]
    return FeedNews(
        len(polled),
        tuple(_name(feed) for feed in polled if feed.state.health is Health.STALE),
        tuple(sorted(slow, key=lambda one: one[1], reverse=True)),
    )


def _name(feed: Feed) -> str:
    return feed.title or feed.source or feed.host
