"""Retention, integrity, counts, size."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.retention import Expired, Hold


@dataclass(frozen=True, slots=True)
class Size:
    """The room that is taken, in bytes."""

    data: int
    journal: int  # what is committed and not yet in its place


class Housekeeping(Protocol):
    async def expired(self, *, now: datetime, keep: timedelta) -> Expired:
        """Count the articles that `retain` would delete, all batches together, and those there are."""
        ...

    async def retention_hold(self) -> Hold | None:
        """Return the hold under which retention waits, as it was written down last; None where it does not wait."""
        ...

    async def hold_retention(self, hold: Hold | None, *, now: datetime) -> None:
        """Write down that retention waits, or with None that it goes on; `check` says so meanwhile."""
        ...

    async def retain(self, *, now: datetime, keep: timedelta, batch: int = 100) -> int:
        """Delete up to `batch` articles older than `keep` that no live story holds; return how many went.

        Their annotations, search words and stories without articles go with them; ids are never given again.
        """
        ...

    async def check(self) -> tuple[str, ...]:
        """Return what is wrong with what is stored, in English for the operator; empty when nothing is."""
        ...

    async def probe(self) -> None:
        """Write as a change would, and change nothing; raises what a write would raise, `storage-full` for one."""
        ...

    async def size(self) -> Size:
        """Return the room that is taken; zeros where nothing lies on a disk."""
        ...

    async def counts(self) -> dict[str, int]:
        """Return how many feeds, articles, annotations, stories, chats, posts and deliveries there are."""
        ...
