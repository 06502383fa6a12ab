"""Work shared by several processes: leases, a common pace of calls, and signals by which processes wake each other.

Time here is measured by the storage's own clock, in seconds, because the clocks of several machines differ.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class LeaseStore(Protocol):
    async def take(self, owner: str, names: Sequence[str], *, length: float) -> frozenset[str]:
        """Take or renew the leases with these names for `length` seconds from now, each if it is free.

        A lease that another owner has is free only after its end. Return the names of the leases that `owner` now has.
        """
        ...

    async def release(self, owner: str) -> None:
        """End all leases of the owner."""
        ...

    async def owners(self, beginning: str) -> dict[str, str]:
        """Return name → owner of the leases that have not ended and whose name begins with `beginning`."""
        ...

    def turn(self, name: str) -> AbstractAsyncContextManager[None]:
        """Let one process at a time enter a block with that name; other processes wait.

        A process that is suspended inside the block loses its turn after half a minute; its block then raises
        StorageError.
        """
        ...


class PaceStore(Protocol):
    """Token buckets by name, shared by all processes; a new bucket has half of its tokens."""

    async def take(self, name: str, tokens: int, *, reserve: float, rate: float, capacity: float) -> float:
        """Take `tokens` tokens from a bucket and return 0, if at least `reserve` tokens then remain in it.

        Otherwise take nothing, and return after how many seconds to try again. The bucket refills at `rate` tokens a
        second up to `capacity`. While the bucket is closed, only calls whose `reserve` is 0 get tokens.
        """
        ...

    async def close(self, name: str, seconds: float) -> None:
        """Close a bucket for that many seconds, unless it is already closed for longer."""
        ...


class Signal(StrEnum):
    """The kinds of signals, each with what it tells the other processes."""

    DELIVERIES = "deliveries"  # deliveries were queued
    UPDATES = "updates"  # an update waits to be handled
    ARTICLES = "articles"  # articles wait to be annotated
    POSTS = "posts"  # the posts with these ids were changed
    STORIES = "stories"  # editors moved articles to other stories
    TOPICS = "topics"  # the newsroom changed topics


@dataclass(frozen=True, slots=True)
class Sent:
    """A signal that was sent, with the ids that it names, such as those of the posts that were changed."""

    signal: Signal
    ids: tuple[int, ...] = ()


class SignalStore(Protocol):
    """Signals between processes.

    They only save time: a process that misses a signal still finds the work, because it asks the storage regularly.
    """

    async def send(self, signal: Signal, ids: Sequence[int] = ()) -> None:
        """Send a signal to every process that listens, including this one."""
        ...

    def listen(self) -> AsyncIterator[Sent]:
        """Yield the signals that are sent from now on, until the caller closes the iterator.

        Signals that were sent while the connection was broken are missing.
        """
        ...
