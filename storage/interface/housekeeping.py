"""Housekeeping: retention, the integrity of the contents, counts and sizes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.retention import Expired, Hold


@dataclass(frozen=True, slots=True)
class Size:
    """The disk space that the storage uses, in bytes."""

    data: int
    journal: int  # bytes of changes that are committed but still in the journal, not in the main file


class Housekeeping(Protocol):
    async def expired(self, *, now: datetime, keep: timedelta) -> Expired:
        """Return the number of all articles, and how many `retain` would delete if called until it finds no more."""
        ...

    async def retention_hold(self) -> Hold | None:
        """Return the hold because of which retention waits, as it was last recorded; None if it does not wait."""
        ...

    async def hold_retention(self, hold: Hold | None, *, now: datetime) -> None:
        """Record the hold because of which retention waits, or None when it goes on; `check` reports a hold."""
        ...

    async def retain(self, *, now: datetime, keep: timedelta, batch: int = 100) -> int:
        """Delete up to `batch` articles that were stored longer ago than `keep`; return how many were deleted.

        An article stays if its story got news within the time `keep`. Annotations and search words are deleted with
        their articles, and stories that have no article left are deleted, too. Ids are never used again.
        """
        ...

    async def check(self) -> tuple[str, ...]:
        """Return what is wrong with the contents, as English sentences for the operator; () if nothing is wrong."""
        ...

    async def probe(self) -> None:
        """Try to write without changing anything; raises the error that a write would raise, such as `storage-full`.

        Also raises `storage-unwritable` if written data would be lost when the process ends.
        """
        ...

    async def size(self) -> Size:
        """Return the used disk space; zeros if the storage is not on a disk."""
        ...

    async def counts(self) -> dict[str, int]:
        """Return how many feeds, articles, annotations, stories, chats, posts and deliveries there are."""
        ...
