"""The counts in PostgreSQL of how many chats joined, left or blocked the bot each day.

They are updated in the transactions that change chats.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from domain.stats import ReaderEvent
from storage.postgres.database import Transaction
from storage.rows.stats import number_of, oldest_kept

_COUNT = (
    "INSERT INTO reader_days (day, event, count) VALUES ($1, $2, 1)"
    " ON CONFLICT (day, event) DO UPDATE SET count = reader_days.count + 1"
)


async def count_readers(transaction: Transaction, events: Iterable[ReaderEvent | None], now: datetime) -> None:
    """Add events to the counts of today, ignoring None, and delete the counts of days that are too old."""
    today = now.astimezone(UTC).date()
    found = [(number_of(today), str(event)) for event in events if event is not None]
    if found:
        await transaction.each(_COUNT, found)
        await transaction.execute("DELETE FROM reader_days WHERE day < $1", oldest_kept(today))
