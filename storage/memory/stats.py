"""Counting chats, articles, deliveries and bookmarks in memory, for the statistics of the newsroom."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from statistics import median_low

from domain.chat import Chat, ChatState
from domain.ids import FeedId
from domain.stats import Counts, Days
from storage.memory.tables import Tables, second
from storage.rows.stats import counts_of, days_of, number_of


class MemoryStats:
    """The in-memory implementation of storage.interface.StatStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def counts(self, *, since: datetime) -> Counts:
        tables, moment = self._tables, second(since)
        found: Counter[tuple[str, str]] = Counter()
        for chat in tables.chats.values():
            found["state", str(chat.state)] += 1
            if chat.state is ChatState.ACTIVE:
                found.update(_of_reader(chat))
        found.update((str(kind), "") for _, kind, _ in tables.bookmarks)
        for row in tables.deliveries.values():
            if row.created_at >= moment:
                of_kind = ("delivery", f"{tables.posts[row.post_id].kind} {row.state}")
                found[of_kind if row.locale else ("opened", "")] += 1
        return counts_of((*key, count) for key, count in found.items())

    async def reader_days(self, *, since: date) -> Days:
        counted = self._tables.reader_days.items()
        return days_of((str(event), number_of(day), count) for (event, day), count in counted if day >= since)

    async def news_days(self, *, since: date) -> Days:
        stories = self._tables.stories.values()
        moments = {
            "articles": [row.stored_at for row in self._tables.articles.values()],
            "stories": [row.created_at for row in stories],
            "affairs": [row.created_at for row in stories if row.develops is not None],
        }
        days = Counter((name, at.date()) for name, found in moments.items() for at in found if at.date() >= since)
        return days_of((name, number_of(day), count) for (name, day), count in days.items())

    async def delays(self, *, since: datetime) -> Mapping[FeedId, timedelta]:
        delays: dict[FeedId, list[timedelta]] = {}
        for row in self._tables.articles.values():
            if row.stored_at >= second(since) and row.is_pushable:
                delays.setdefault(row.feed_id, []).append(row.stored_at - row.published_at)
        return {feed_id: median_low(found) for feed_id, found in delays.items()}


def _of_reader(chat: Chat) -> Iterable[tuple[str, str]]:
    """Yield (group, key) for each count of storage.interface.StatStore to which this active chat adds one."""
    yield "language", chat.locale
    yield from (("country", country) for country in chat.countries)
    if chat.muted_words or chat.muted_sources:
        yield "muted", ""
    yield from (("muted_source", source) for source in chat.muted_sources)
    if chat.tastes:
        yield "liked", ""
    yield from (("liked_more", key) for key, steps in chat.tastes if steps > 0)
