"""The watch: if a part of the bot has died or hangs, it ends the process, which otherwise would seem to work.

Then a service manager starts the process again, and work that was in progress is repeated.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import datetime

import structlog

from domain.tally import Spread
from launch.hang import HangGuard

log = structlog.get_logger(__name__)

# Returns a task that must run as long as the bot does; None if that task was not started yet.
Task = Callable[[], "asyncio.Task[None] | None"]

BEAT = 1.0  # seconds between two checks
SILENCE = 60.0  # seconds without a call of `tick` after which the timetable counts as dead
HANG = 90.0  # seconds after which an event loop that does not react counts as dead
# The clock counts as moved if the time that it shows to have passed between two checks is wrong by over this many
# seconds.
JUMP = 30.0
_LAGS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0)


class PartDied(Exception):
    """A part of the bot has ended before the bot; the message is the part's name."""


class Watch:
    """A watch that checks `tasks` every second, and calls `on_beat` after each check that found no fault.

    If the event loop hangs for `hang` seconds, the process ends with status 1, after writing the stack of each thread
    to standard error. `hang` is None if the process also does other things than the bot.
    """

    def __init__(
        self,
        tasks: Mapping[str, Task],
        *,
        on_beat: Callable[[], None] = lambda: None,
        hang: float | None = None,
        beat: float = BEAT,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._tasks = tasks
        self._on_beat = on_beat
        self._guard = None if hang is None else HangGuard(hang)
        self._now = now
        self._beat = beat
        self._monotonic = monotonic
        self._ticked_at = self._looked_at = monotonic()
        self._shown = now() if now else None
        self.clock_jumps = 0  # how many times the clock was moved
        self.lag = Spread(_LAGS)  # seconds by which the event loop was late

    async def tick(self) -> None:
        """Record that the timetable (jobs.timetable) runs; it calls this as one of its ticks."""
        self._ticked_at = self._monotonic()

    @property
    def silence(self) -> float:
        """The seconds since the last check."""
        return self._monotonic() - self._looked_at

    @property
    def dead(self) -> str | None:
        """The name of a part that has died; None if all run."""
        if self._monotonic() - self._ticked_at > SILENCE:
            return "scheduler"
        ended = (name for name, task_of in self._tasks.items() if (task := task_of()) is not None and task.done())
        return next(ended, None)

    async def run(self) -> None:
        """Check every second until cancelled; raises PartDied."""
        self._ticked_at = self._monotonic()
        try:
            while True:
                self._look_at_clock()
                self._looked_at = self._monotonic()
                if self._guard is not None:
                    self._guard.beat()
                if dead := self.dead:
                    log.critical("a part of the bot has died", part=dead, exc_info=self._fault_of(dead))
                    raise PartDied(dead)
                self._on_beat()
                await asyncio.sleep(self._beat)
                late = max(0.0, self._monotonic() - self._looked_at - self._beat)
                self.lag.note(late)
                # While this check was late, nothing could run, so the delay is no sign that the timetable is dead.
                self._ticked_at += late
        finally:
            if self._guard is not None:
                self._guard.close()

    def _look_at_clock(self) -> None:
        """Log if the clock was moved since the last check: digests and polls then come too early or too late."""
        if self._now is None or self._shown is None:
            return
        shown, self._shown = self._shown, self._now()
        seconds = (self._shown - shown).total_seconds() - (self._monotonic() - self._looked_at)
        if abs(seconds) > JUMP:
            self.clock_jumps += 1
            log.warning("the clock was moved, or the machine slept", seconds=round(seconds))

    def _fault_of(self, name: str) -> BaseException | None:
        task = self._tasks[name]() if name in self._tasks else None
        return None if task is None or task.cancelled() or not task.done() else task.exception()
