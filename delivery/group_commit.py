"""Group commit: small values that arrive at nearly the same time are written in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import structlog

log = structlog.get_logger(__name__)

T = TypeVar("T")
# The most seconds between two attempts while the database cannot write; so few that the waiting values are written soon
# after it can write again.
_LONGEST_PAUSE = 3.0


class GroupCommit(Generic[T]):
    """A collector of values: after the first one it waits `pause` seconds, then passes all values to `write` together.

    A write that failed is repeated, with the values that arrived meanwhile, until it succeeds: the values record things
    that have already happened.
    """

    def __init__(self, write: Callable[[Sequence[T]], Awaitable[object]], *, pause: float = 0.05) -> None:
        self._write = write
        self._pause = pause
        self._waiting: list[tuple[T, asyncio.Future[None]]] = []
        self._has_work = asyncio.Event()
        self.task: asyncio.Task[None] | None = None  # the task that writes; None before start() and after close()
        self.failures = 0  # number of failed writes in a row

    def start(self) -> None:
        self.task = asyncio.create_task(self._run(), name="group commit")  # noqa: TID251 - ended by close()

    async def put(self, value: T) -> None:
        """Add a value, and return when it has been written."""
        await asyncio.shield(self.add(value))

    def add(self, value: T) -> asyncio.Future[None]:
        """Add a value to be written soon; return a future that is done when it has been written."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((value, written))
        self._has_work.set()
        return written

    async def close(self) -> None:
        """Write the remaining values in a single attempt, and stop."""
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
            self.task = None
        if self._waiting:
            await self._flush()

    async def _run(self) -> None:
        while True:
            await self._has_work.wait()
            await asyncio.sleep(self._pause if self.failures == 0 else min(0.1 * 2**self.failures, _LONGEST_PAUSE))
            try:
                await self._flush()
                self.failures = 0
            except Exception:  # whatever error the database raised, the values still have to be written
                self.failures += 1
                # Logged for the 1st, 2nd, 4th, 8th … failure, because a fault may last for hours.
                if self.failures.bit_count() == 1:
                    log.exception("could not write", waiting=len(self._waiting), failures=self.failures)

    async def _flush(self) -> None:
        batch, self._waiting = self._waiting, []
        self._has_work.clear()
        try:
            # Shielded, because the transaction goes on even if this task is cancelled, and those who wait for it must
            # learn its outcome.
            await asyncio.shield(asyncio.ensure_future(self._write([value for value, _ in batch])))
        except BaseException:
            self._waiting = batch + self._waiting
            self._has_work.set()
            raise
        for _, written in batch:
            if not written.done():
                written.set_result(None)
