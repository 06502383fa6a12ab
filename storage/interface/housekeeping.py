"""Retention, integrity, counts."""

from datetime import datetime, timedelta
from typing import Protocol

from domain.retention import Expired, Hold


class Housekeeping(Protocol):
    async def expired(self, *, now: datetime, keep: timedelta) -> Expired:
        """Count the articles that `retain` would delete, all batches together, and those there are."""
        ...

    async def retention_hold(self) -> Hold | None:
        """Return the hold under which retention waits, as it was written down last; None where it does not wait."""
        ...

    async def hold_retention(self, hold: Hold | None) -> None:
        """Write down that retention waits, or with None that it goes on; `check` says so meanwhile."""
        ...

    async def retain(self, *, now: datetime, keep: timedelta, batch: int = 100) -> int:
        """Delete up to `batch` articles older than `keep` that no live story holds; how many went."""
        ...

    async def check(self) -> tuple[str, ...]:
        """What is wrong with the database; empty when nothing is."""
        ...

    async def counts(self) -> dict[str, int]:
        """Rows by noun, for /health and metrics."""
        ...
