"""Counting how many readers come and go each day, in the transactions that change chats."""

from collections.abc import Iterable
from datetime import UTC, datetime

import aiosqlite

from domain.stats import ReaderEvent
from storage.rows.stats import number_of, oldest_kept

_COUNT = (
    "INSERT INTO reader_days (day, event, count) VALUES (?, ?, 1)"
    " ON CONFLICT (day, event) DO UPDATE SET count = count + 1"
)


async def count_readers(connection: aiosqlite.Connection, events: Iterable[ReaderEvent | None], now: datetime) -> None:
    """Add events to the counts of today, ignoring None, and delete the counts of days that are too old."""
    today = now.astimezone(UTC).date()
    found = [(number_of(today), str(event)) for event in events if event is not None]
    if found:
        await connection.executemany(_COUNT, found)
        await connection.execute("DELETE FROM reader_days WHERE day < ?", (oldest_kept(today),))
