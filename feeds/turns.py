"""The order in which due feeds are polled: hosts take turns, each as soon as feeds.fetching.hosts allows."""

import heapq
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable

from storage.interface import DueFeed


class HostTurns:
    """Due feeds by host, longest due first.

    A host gives out one feed at a time, then rests until it may be asked again. `seconds_to_turn` returns in how many
    seconds a host may be asked; the limits themselves are kept in feeds.fetching.hosts.
    """

    def __init__(
        self,
        due: Iterable[DueFeed],
        seconds_to_turn: Callable[[str], float],
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds_to_turn = seconds_to_turn
        self._monotonic = monotonic
        self._waiting: dict[str, deque[DueFeed]] = defaultdict(deque)
        self._ready: deque[str] = deque()
        self._resting: list[tuple[float, str]] = []  # (monotonic time at which to look again, host)
        self._out: set[str] = set()  # hosts of which a feed is being polled
        self.add(due)

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, due: Iterable[DueFeed]) -> None:
        """Add due feeds; those that are waiting already, recognised by their ids, are not added a second time."""
        known = {feed.id for feeds in self._waiting.values() for feed in feeds}
        for feed in due:
            if feed.id in known:
                continue
            if feed.host not in self._waiting and feed.host not in self._out:
                self._ready.append(feed.host)
            self._waiting[feed.host].append(feed)

    def take(self, limit: int) -> list[DueFeed]:
        """Take up to `limit` of the waiting feeds, each on a different host that may be asked now, and return them.

        A host gives out no other feed until `finished` is called for it.
        """
        while self._resting and self._resting[0][0] <= self._monotonic():
            self._ready.append(heapq.heappop(self._resting)[1])
        taken: list[DueFeed] = []
        while self._ready and len(taken) < limit:
            host = self._ready.popleft()
            if self._rests(host):
                continue
            taken.append(self._waiting[host].popleft())
            self._out.add(host)
            if not self._waiting[host]:
                del self._waiting[host]
        return taken

    def finished(self, host: str) -> None:
        """Record that a feed on this host was polled; the next one follows when the host may be asked again."""
        self._out.discard(host)
        if host in self._waiting and not self._rests(host):
            self._ready.append(host)

    def drop(self, host: str) -> list[DueFeed]:
        """Drop and return the waiting feeds of a host that asked for a pause."""
        dropped = list(self._waiting.pop(host, ()))
        self._resting = [(at, name) for at, name in self._resting if name != host]
        heapq.heapify(self._resting)
        if host in self._ready:
            self._ready.remove(host)
        return dropped

    @property
    def seconds_to_next(self) -> float | None:
        """Return the seconds until a resting host may be asked; None if no host is resting."""
        return max(0.0, self._resting[0][0] - self._monotonic()) if self._resting else None

    def _rests(self, host: str) -> bool:
        """Let a host rest if it may not be asked yet; return whether it rests."""
        seconds = self._seconds_to_turn(host)
        if seconds > 0:
            heapq.heappush(self._resting, (self._monotonic() + seconds, host))
        return seconds > 0
