"""A lease on work that one process at a time does, as the process that holds it sees it.

The storage ends a lease by its own clock. Its holder stops MARGIN earlier, by the time that has passed since it asked
for the lease. A process that was stopped, or cut off from the storage, thus never works beside the one that takes over.
"""

import math
import time
from collections.abc import Callable
from enum import StrEnum
from hashlib import blake2b

LENGTH = 30.0  # seconds
RENEWED_EVERY = 5.0  # seconds
MARGIN = 10.0  # seconds before its end in which a lease that was not renewed is not used any more
PROCESS, POLLS = "process/", "polls/"  # beginnings of names that end with the owner: is running, polls feeds


class Work(StrEnum):
    """Work that one process at a time does, by the name of its lease."""

    UPDATES = "updates"  # asking Telegram for updates
    INDEX = "index"  # putting articles into stories
    PAGES = "pages"  # fetching the pages of teasers
    TIMETABLE = "timetable"  # composing digests and alerts, and housekeeping


def passed() -> float:
    """Return seconds that also pass while the process is stopped or the machine sleeps."""
    return time.clock_gettime(_CLOCK)


_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class LeaseLost(Exception):
    """The work belongs to another process by now, and must not be finished by this one."""


class Lease:
    """A lease; nobody holds a new one."""

    def __init__(self, *, monotonic: Callable[[], float] = passed) -> None:
        self._monotonic = monotonic
        self._until = -math.inf
        self._terms = 0

    @classmethod
    def forever(cls) -> "Lease":
        """Return a lease that is always held, for the only process."""
        lease = cls()
        lease._until = math.inf
        return lease

    @property
    def is_held(self) -> bool:
        return self._monotonic() < self._until

    @property
    def is_forever(self) -> bool:
        """Whether nobody else can have it."""
        return self._until == math.inf

    def renew(self, asked_at: float, *, length: float = LENGTH) -> None:
        """Record that the storage gave the lease for `length` seconds, when asked at `asked_at`."""
        if not self.is_held:
            self._terms += 1
        self._until = asked_at + length - MARGIN

    def lose(self) -> None:
        """Record that another process has the lease, or that it was given back."""
        self._until = -math.inf

    def check(self) -> None:
        """Raise LeaseLost unless the lease is held."""
        if not self.is_held:
            raise LeaseLost

    def held_since(self) -> Callable[[], bool]:
        """Return a function that tells whether the lease has been held without a break since this call."""
        if not self.is_held:
            return lambda: False
        term = self._terms
        return lambda: self._terms == term and self.is_held


class Process:
    """This process among those that share the work: its name, under which it claims things, and its lease.

    After a break in its lease the process takes another name, so that what it claimed before is no longer its own.
    """

    def __init__(self, name: str, lease: Lease) -> None:
        self.name = name
        self.lease = lease

    @classmethod
    def alone(cls) -> "Process":
        """Return the only process, which needs no name."""
        return cls("", Lease.forever())

    @property
    def is_alone(self) -> bool:
        return not self.name

    @property
    def may_work(self) -> bool:
        return self.lease.is_held

    def may_finish(self, name: str) -> bool:
        """Return whether what was claimed under that name is still this process's own."""
        return self.name == name and self.lease.is_held


def chosen(owners: frozenset[str], key: str) -> str | None:
    """Return which of the owners a key belongs to, so that few keys change hands when owners come and go.

    This is rendezvous hashing: each owner has a score for each key, and the highest wins.
    """
    return max(owners, key=lambda owner: (_score(owner, key), owner), default=None)


def _score(owner: str, key: str) -> int:
    return int.from_bytes(blake2b(f"{owner}\0{key}".encode(), digest_size=8).digest(), "big")
