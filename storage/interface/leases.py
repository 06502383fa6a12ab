"""Work shared by several processes: leases, the common pace, and signals that wake other processes.

Time here is the storage's own, in seconds, because the clocks of several machines differ.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class LeaseStore(Protocol):
    async def take(self, owner: str, names: Sequence[str], *, length: float) -> frozenset[str]:
        """Take or renew leases for `length` seconds from now; return the names of those that the owner has now.

        A lease that another owner has, and that has not ended, stays with that owner.
        """
        ...

    async def release(self, owner: str) -> None:
        """End all leases of the owner."""
        ...

    async def owners(self, beginning: str) -> dict[str, str]:
        """Return name → owner of the leases that have not ended and whose name has that beginning."""
        ...

    def turn(self, name: str) -> AbstractAsyncContextManager[None]:
        """Be the only one in a block with that name, in all processes; others wait.

        A process that is stopped inside the block loses its turn after half a minute, and its block then raises
        StorageError.
        """
        ...


class PaceStore(Protocol):
    """A bucket of tokens by name, for all processes together; a new one has half of its tokens."""

    async def take(self, name: str, tokens: int, *, reserve: float, rate: float, capacity: float) -> float:
        """Take tokens if at least `reserve` would be left; return 0, or the seconds until it may be worth trying again.

        The bucket refills at `rate` tokens a second up to `capacity`. While it is closed, a call with a `reserve`
        takes nothing.
        """
        ...

    async def close(self, name: str, seconds: float) -> None:
        """Close a bucket for that time, unless it is closed for longer already."""
        ...


class Signal(StrEnum):
    """What other processes are told."""

    DELIVERIES = "deliveries"  # something is queued
    UPDATES = "updates"  # an update waits for its turn
    ARTICLES = "articles"  # articles wait to be read
    POSTS = "posts"  # the posts with these ids have changed
    STORIES = "stories"  # editors moved articles
    TOPICS = "topics"  # the newsroom changed topics


@dataclass(frozen=True, slots=True)
class Sent:
    """A signal that was sent, with the ids that it is about."""

    signal: Signal
    ids: tuple[int, ...] = ()


class SignalStore(Protocol):
    """Signals only save waiting: a process that misses one finds the same by asking the storage a little later."""

    async def send(self, signal: Signal, ids: Sequence[int] = ()) -> None:
        """Tell every process that listens, including this one."""
        ...

    def listen(self) -> AsyncIterator[Sent]:
        """Yield the signals sent from now on, until closed; those sent while the connection was broken are missing."""
        ...
