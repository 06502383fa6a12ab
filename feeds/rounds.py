"""A round of polls: which hosts' turn it is, how many polls may still begin, and the reports so far."""

import asyncio
import math
from collections.abc import Callable
from typing import Generic, TypeVar

from domain.ids import FeedId
from feeds.turns import HostTurns

Report = TypeVar("Report")


class Round(Generic[Report]):
    """The state that a call of poll_due shares with its polls."""

    def __init__(
        self,
        turns: HostTurns,
        reports: list[Report],
        in_flight: int,
        monotonic: Callable[[], float],
        on_polled: Callable[[], object],
    ) -> None:
        self.turns = turns
        self.on_polled = on_polled
        self.reports = reports
        self.running = 0
        self.dropped: set[FeedId] = set()  # ids of feeds whose host asked for a pause during the round
        self.changed = asyncio.Event()
        self._in_flight = in_flight
        self._monotonic = monotonic

    @property
    def free(self) -> int:
        return self._in_flight - self.running

    async def wait(self, *, until: float) -> None:
        """Wait until a poll ends, a host's pause is over, or the monotonic time `until` has come.

        Return at once if none of that can happen: the last poll has ended, and the other feeds of its host were
        dropped.
        """
        self.changed.clear()
        pause = self.turns.seconds_to_next if self.free else None
        if not self.running and pause is None:
            return
        seconds = min(math.inf if pause is None else pause, max(0.0, until - self._monotonic()))
        try:
            async with asyncio.timeout(None if math.isinf(seconds) else seconds):
                await self.changed.wait()
        except TimeoutError:
            return
