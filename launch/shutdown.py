"""Stopping loops and waits when the process is told to stop."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import TypeVar

from launch.watch import PartDied

T = TypeVar("T")


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set `stop` when the process gets SIGINT or SIGTERM."""
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)


async def unless_stopped(stop: asyncio.Event, work: Awaitable[T]) -> T | None:
    """Return the result of `work`. If `stop` is set first, cancel the work, wait for its end, and return None."""
    task = asyncio.ensure_future(work)
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((task, stopped), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        stopped.cancel()
        await asyncio.gather(task, stopped, return_exceptions=True)


async def run_until(stop: asyncio.Event, **loops: Callable[[], Awaitable[None]]) -> None:
    """Run the loops until `stop` is set, or until one of them raises an error or ends; then the others are stopped.

    Errors are raised as a group; for a loop that ends without an error, PartDied is raised with its name.
    """

    caller = asyncio.current_task()
    assert caller is not None
    is_ending = False

    async def run(name: str, loop: Callable[[], Awaitable[None]]) -> None:
        nonlocal is_ending
        try:
            await loop()
        except asyncio.CancelledError:
            if stop.is_set() or is_ending or caller.cancelling():
                raise
            # The loop was cancelled, but neither by this function nor by its caller. A task group would ignore that and
            # let the others run on without the loop, so it is treated like a loop that has ended.
        except Exception:
            is_ending = True
            raise
        if not stop.is_set():
            is_ending = True
            raise PartDied(name)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(run(name, loop), name=name) for name, loop in loops.items()]
        await stop.wait()
        for task in tasks:
            task.cancel()
