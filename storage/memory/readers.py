"""The counts in memory of how many chats joined, left or blocked the bot each day."""

from collections.abc import Iterable
from datetime import UTC, datetime

from domain.stats import DAYS_KEPT, ReaderEvent
from storage.memory.tables import Tables


def count_readers(tables: Tables, events: Iterable[ReaderEvent | None], now: datetime) -> None:
    """Add each event to today's count of its kind, and delete the counts of days that are too old.

    None stands for a change of a chat that is no event, and is ignored.
    """
    today = now.astimezone(UTC).date()
    for event in events:
        if event is not None:
            tables.reader_days[event, today] = tables.reader_days.get((event, today), 0) + 1
    tables.reader_days = {key: count for key, count in tables.reader_days.items() if key[1] >= today - DAYS_KEPT}
