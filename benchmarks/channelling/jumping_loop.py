"""An event loop that never waits: time jumps to the next timer as soon as nothing is left to do."""

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from typing import Any, ParamSpec, TypeVar

from domain.clock import AdjustableClock

P = ParamSpec("P")
R = TypeVar("R")
_A_WHILE = 0.02  # seconds of real time in which threads may finish their work


class JumpingLoop(asyncio.SelectorEventLoop):
    """An event loop that does not sleep until the next timer: its time jumps there, and `clock` is put forward as far.

    Time may also jump while another thread works, unless the coroutine that waits for the thread is wrapped by `busy`.
    """

    def __init__(self, clock: AdjustableClock) -> None:
        self._seconds = 0.0
        self._clock = clock
        self._at_work = 0
        super().__init__(_Selector(self))

    def time(self) -> float:
        """Return the seconds since the loop was made."""
        return self._seconds

    def busy(self, function: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        """Return the function wrapped so that the loop's time stands still until the function has returned."""

        async def call(*args: P.args, **kwargs: P.kwargs) -> R:
            self._at_work += 1
            try:
                return await function(*args, **kwargs)
            finally:
                self._at_work -= 1

        return call

    def pass_(self, seconds: float) -> None:
        """Advance time by that many seconds."""
        self._seconds += seconds
        self._clock.advance(seconds)

    @property
    def is_busy(self) -> bool:
        return self._at_work > 0


class _Selector(selectors.DefaultSelector):
    """A selector that does not wait for timers, but sets the loop's time forward; it waits only for threads."""

    def __init__(self, loop: JumpingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[Any]:
        """Return the files that are ready; if none is, set the loop's time forward to the next timer without waiting.

        If threads are at work, or if there is no timer, wait for up to _A_WHILE seconds.
        """
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return list(ready)
        if timeout is None or self._loop.is_busy:
            return list(super().select(_A_WHILE))
        self._loop.pass_(timeout)
        return []
