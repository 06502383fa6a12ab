"""Manners towards a host (scheme, name and port): one request at a time, a pause between, no call too early."""

import asyncio
import contextlib
import random
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.ahead import LONGEST_REST

PAUSE = 1.0  # seconds between the end of one request to a host and the start of the next
_IDLE_HOSTS_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Manners:
    """How a host is asked, where it is asked otherwise than the others; times are in seconds."""

    pause: float
    jitter: float = 0.0  # added to the pause, from none to all of it
    per_minute: int | None = None  # requests


@dataclass(slots=True)
class _Host:
    manners: Manners
    asked_at: deque[float]  # monotonic moments of its last requests, as many as a minute may have
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0  # monotonic
    waiting: int = 0


class Hosts:
    """The hosts that are being asked, that were just asked, and that asked to be left alone."""

    def __init__(
        self,
        *,
        pause: float = PAUSE,
        manners: Mapping[str, Manners] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._usual = Manners(pause)
        self._manners = dict(manners or {})
        self.monotonic = monotonic
        self._hosts: dict[str, _Host] = {}
        self.holds: dict[str, datetime] = {}  # host → not before

    @contextlib.asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for our turn, and hold it."""
        state = self._hosts.get(host) or self._hosts.setdefault(host, self._new(host))
        state.waiting += 1
        try:
            async with state.lock:
                if (pause := self._wait(state)) > 0:
                    await asyncio.sleep(pause)
                state.asked_at.append(self.monotonic())
                try:
                    yield
                finally:
                    manners = state.manners
                    state.free_at = self.monotonic() + manners.pause + random.random() * manners.jitter
        finally:
            state.waiting -= 1
            if len(self._hosts) > _IDLE_HOSTS_KEPT:
                self._forget_idle()

    def seconds_to_turn(self, host: str) -> float:
        """Return the seconds until the host may be asked; while it is being asked, those of the pause after that."""
        state = self._hosts.get(host)
        if state is None:
            return 0.0
        return state.manners.pause if state.waiting else self._wait(state)

    def held_until(self, host: str, *, now: datetime) -> datetime | None:
        """Return the moment before which the host asked not to be called, where that is still to come."""
        until = self.holds.get(host)
        if until is not None and not now < until <= now + LONGEST_REST:  # over, or asked for by a clock that was ahead
            del self.holds[host]
            return None
        return until

    def hold(self, host: str, until: datetime) -> None:
        self.holds[host] = max(until, self.holds.get(host, until))

    def _new(self, host: str) -> _Host:
        manners = self._manners.get(host, self._usual)
        return _Host(manners, deque(maxlen=manners.per_minute or 0))

    def _wait(self, state: _Host) -> float:
        """Return the seconds until a host that nobody is asking may be asked."""
        now, free_at = self.monotonic(), state.free_at
        if state.asked_at and len(state.asked_at) == state.asked_at.maxlen:
            free_at = max(free_at, state.asked_at[0] + 60)
        return max(0.0, free_at - now)

    def _forget_idle(self) -> None:
        now = self.monotonic()
        for host in [host for host, state in self._hosts.items() if not state.waiting and state.free_at <= now]:
            del self._hosts[host]
