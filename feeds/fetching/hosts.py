"""Manners towards a host (scheme, name and port): one request at a time, a pause between, no call too early."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime

from domain.ahead import LONGEST_REST

PAUSE = 1.0  # seconds between the end of one request to a host and the start of the next
_IDLE_HOSTS_KEPT = 2000


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0  # monotonic
    waiting: int = 0


class Hosts:
    """The hosts that are being asked, that were just asked, and that asked to be left alone."""

    def __init__(self, *, pause: float = PAUSE) -> None:
        self._pause = pause
        self._hosts: dict[str, _Host] = {}
        self.holds: dict[str, datetime] = {}  # host → not before

    @contextlib.asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for our turn, and hold it."""
        state = self._hosts.setdefault(host, _Host())
        state.waiting += 1
        try:
            async with state.lock:
                if (pause := state.free_at - time.monotonic()) > 0:
                    await asyncio.sleep(pause)
                try:
                    yield
                finally:
                    state.free_at = time.monotonic() + self._pause
        finally:
            state.waiting -= 1
            if len(self._hosts) > _IDLE_HOSTS_KEPT:
                self._forget_idle()

    def seconds_to_turn(self, host: str) -> float:
        """Return the seconds until the host may be asked; while it is being asked, those of the pause after that."""
        state = self._hosts.get(host)
        if state is None:
            return 0.0
        return self._pause if state.waiting else max(0.0, state.free_at - time.monotonic())

    def held_until(self, host: str, *, now: datetime) -> datetime | None:
        """Return the moment before which the host asked not to be called, where that is still to come."""
        until = self.holds.get(host)
        if until is not None and not now < until <= now + LONGEST_REST:  # over, or asked for by a clock that was ahead
            del self.holds[host]
            return None
        return until

    def hold(self, host: str, until: datetime) -> None:
        self.holds[host] = max(until, self.holds.get(host, until))

    def _forget_idle(self) -> None:
        now = time.monotonic()
        for host in [host for host, state in self._hosts.items() if not state.waiting and state.free_at <= now]:
            del self._hosts[host]
