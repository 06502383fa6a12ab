"""Limits for each host (scheme, name and port): one request at a time, pauses, and no request before Retry-After."""

import asyncio
import contextlib
import random
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.ahead import is_obeyed

PAUSE = 1.0  # seconds between the end of a request to a host and the start of the next one
_IDLE_HOSTS_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Manners:
    """The limits on requests to one host, in seconds."""

    pause: float
    jitter: float = 0.0  # up to this many seconds are added to the pause, at random
    per_minute: int | None = None  # the most requests in a minute; None: any number


@dataclass(slots=True)
class _Host:
    manners: Manners
    asked_at: deque[float]  # monotonic times of the latest requests, as many as are allowed in a minute
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0  # monotonic time from which on the next request is allowed
    waiting: int = 0


class Hosts:
    """The hosts that are being asked, those that were asked just now, and those that asked for a pause."""

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
        self.holds: dict[str, datetime] = {}  # host → time before which it must not be asked

    @contextlib.asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until the host may be asked, and keep others from asking it until the block ends."""
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
        """Return the seconds until the host may be asked.

        While a request to the host is running, return the length of the pause that will follow it.
        """
        state = self._hosts.get(host)
        if state is None:
            return 0.0
        return state.manners.pause if state.waiting else self._wait(state)

    def held_until(self, host: str, *, now: datetime) -> datetime | None:
        """Return until when the host must not be asked; None if it may be asked."""
        until = self.holds.get(host)
        if until is not None and not is_obeyed(until, now):
            del self.holds[host]
            return None
        return until

    def hold(self, host: str, until: datetime) -> None:
        self.holds[host] = max(until, self.holds.get(host, until))

    def _new(self, host: str) -> _Host:
        manners = self._manners.get(host, self._usual)
        return _Host(manners, deque(maxlen=manners.per_minute or 0))

    def _wait(self, state: _Host) -> float:
        """Return the seconds until a host may be asked again, if no request to it is running."""
        now, free_at = self.monotonic(), state.free_at
        if state.asked_at and len(state.asked_at) == state.asked_at.maxlen:
            free_at = max(free_at, state.asked_at[0] + 60)
        return max(0.0, free_at - now)

    def _forget_idle(self) -> None:
        now = self.monotonic()
        for host in [host for host, state in self._hosts.items() if not state.waiting and state.free_at <= now]:
            del self._hosts[host]
