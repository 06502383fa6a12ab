"""Backups, retention, integrity."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol


class Housekeeping(Protocol):
    async def backup(self, target: Path) -> None:
        """A consistent, checked copy of a running database."""
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
