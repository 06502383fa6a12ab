"""Counts for the newsroom."""

from collections import Counter
from datetime import datetime

from domain.chat import ChatState
from domain.stats import Counts
from storage.memory.tables import Tables, second
from storage.rows.stats import counts_of


class MemoryStats:
    """The StatStore of storage.interface."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def counts(self, *, since: datetime) -> Counts:
        tables, moment = self._tables, second(since)
        found: Counter[tuple[str, str]] = Counter()
        for chat in tables.chats.values():
            found["state", str(chat.state)] += 1
            found["joined", ""] += chat.created_at is not None and chat.created_at >= moment
            if chat.state is ChatState.ACTIVE:
                found["language", chat.locale] += 1
                found["muted", ""] += bool(chat.muted_words or chat.muted_sources)
                found["liked", ""] += bool(chat.tastes)
                found.update(("country", country) for country in chat.countries)
        found.update((str(kind), "") for _, kind, _ in tables.bookmarks)
        for row in tables.deliveries.values():
            if row.created_at >= moment:
                of_kind = ("delivery", f"{tables.posts[row.post_id].kind} {row.state}")
                found[of_kind if row.locale else ("opened", "")] += 1
        found["articles", ""] += sum(row.stored_at >= moment for row in tables.articles.values())
        new = [row for row in tables.stories.values() if row.created_at >= moment]
        found["stories", ""] += len(new)
        found["affairs", ""] += sum(row.develops is not None for row in new)
        return counts_of((*key, count) for key, count in found.items())
