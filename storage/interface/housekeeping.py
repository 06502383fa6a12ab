"""Retention, integrity, counts and size."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.retention import Expired, Hold


@dataclass(frozen=True, slots=True)
class Size:
    """The used disk space, in bytes."""

    data: int
    journal: int  # committed changes that are not in the main file yet


class Housekeeping(Protocol):
    async def expired(self, *, now: datetime, keep: timedelta) -> Expired:
        """Return how many articles `retain` would delete, in all batches together, and how many there are."""
        ...

    async def retention_hold(self) -> Hold | None:
        """Return the hold under which retention waits, as last recorded; None if it does not wait."""
        ...

    async def hold_retention(self, hold: Hold | None, *, now: datetime) -> None:
        """Record that retention waits, or with None that it goes on; `check` reports a hold."""
        ...

    async def retain(self, *, now: datetime, keep: timedelta, batch: int = 100) -> int:
        """Delete up to `batch` articles older than `keep` that no live story holds; return how many were deleted.

        Their annotations and search words, and stories left without articles, are deleted as well; ids are never
        reused.
        """
        ...

    async def check(self) -> tuple[str, ...]:
        """Return what is wrong with the contents, in English for the operator; empty if nothing is."""
        ...

    async def probe(self) -> None:
        """Try to write without changing anything; raises what a write would raise, such as `storage-full`.

        Also raises `storage-unwritable` if written data would be lost when the process ends.
        """
        ...

    async def size(self) -> Size:
        """Return the used disk space; zeros if the storage is not on a disk."""
        ...

    async def counts(self) -> dict[str, int]:
        """Return how many feeds, articles, annotations, stories, chats, posts and deliveries there are."""
        ...
