"""A lease on work that only one process at a time may do, as the process that holds it sees it.

The storage ends a lease by its own clock. The holder stops MARGIN seconds earlier, counted from the moment when it
asked for the lease. So a process that was suspended, or cut off from the storage, never works at the same time as the
process that takes over.
"""

import math
import time
from collections.abc import Callable
from enum import StrEnum
from hashlib import blake2b

LENGTH = 30.0  # seconds for which a lease is given
RENEWED_EVERY = 5.0  # seconds between renewals
MARGIN = 10.0  # seconds; a process stops relying on its lease this long before the lease ends
# Beginnings of lease names, each followed by the name of the process that owns the lease. While a lease `process/…` is
# held, its owner is running; while a lease `polls/…` is held, its owner polls feeds.
PROCESS, POLLS = "process/", "polls/"


class Work(StrEnum):
    """The kinds of work that only one process at a time does; each value is the name of a lease."""

    UPDATES = "updates"  # asking Telegram for updates
    INDEX = "index"  # putting articles into stories
    PAGES = "pages"  # fetching the web pages of teasers
    TIMETABLE = "timetable"  # composing digests and alerts, and housekeeping


def passed() -> float:
    """Return seconds of a clock that goes on while the process is suspended or the machine sleeps."""
    return time.clock_gettime(_CLOCK)


_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class LeaseLost(Exception):
    """Another process has taken over the work, so this process must not finish it."""


class Lease:
    """A lease as its holder sees it; at first it is not held."""

    def __init__(self, *, monotonic: Callable[[], float] = passed) -> None:
        self._monotonic = monotonic
        self._until = -math.inf
        self._terms = 0

    @classmethod
    def forever(cls) -> "Lease":
        """Return a lease that never ends, for when there is only one process."""
        lease = cls()
        lease._until = math.inf
        return lease

    @property
    def is_held(self) -> bool:
        return self._monotonic() < self._until

    @property
    def is_forever(self) -> bool:
        """Whether the lease never ends, because there is only one process."""
        return self._until == math.inf

    def renew(self, asked_at: float, *, length: float = LENGTH) -> None:
        """Record that the storage gave the lease for `length` seconds.

        `asked_at` is when the storage was asked, in seconds of `passed()`.
        """
        if not self.is_held:
            self._terms += 1
        self._until = asked_at + length - MARGIN

    def lose(self) -> None:
        """Record that the lease was given back or that another process has it."""
        self._until = -math.inf

    def check(self) -> None:
        """Raise LeaseLost unless the lease is held."""
        if not self.is_held:
            raise LeaseLost

    def held_since(self) -> Callable[[], bool]:
        """Return a function that returns whether the lease has been held without interruption since this call."""
        if not self.is_held:
            return lambda: False
        term = self._terms
        return lambda: self._terms == term and self.is_held


class Process:
    """This process, one of several that share the work: the name under which it claims work, and its lease.

    When its lease was interrupted the process takes another name, because others may have taken over what it had
    claimed.
    """

    def __init__(self, name: str, lease: Lease) -> None:
        self.name = name
        self.lease = lease

    @classmethod
    def alone(cls) -> "Process":
        """Return the process for when there is only one; its name is empty."""
        return cls("", Lease.forever())

    @property
    def is_alone(self) -> bool:
        return not self.name

    @property
    def may_work(self) -> bool:
        return self.lease.is_held

    def may_finish(self, name: str) -> bool:
        """Return whether work that was claimed under `name` may still be finished by this process."""
        return self.name == name and self.lease.is_held


def chosen(owners: frozenset[str], key: str) -> str | None:
    """Return the owner that is responsible for a key; None if there are no owners.

    This is rendezvous hashing: each owner has a score for each key, and the highest score wins. So few keys change
    owners when an owner comes or goes.
    """
    return max(owners, key=lambda owner: (_score(owner, key), owner), default=None)


def _score(owner: str, key: str) -> int:
    return int.from_bytes(blake2b(f"{owner}\0{key}".encode(), digest_size=8).digest(), "big")
