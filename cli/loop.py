"""The event loop of what serves and polls: uvloop where there is one, for it spends less processor time on sockets.

And what ends work that is no longer wanted.
"""

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run_fast(main: Coroutine[Any, Any, T]) -> T:
    """Run to the end, as asyncio.run does. Commands that only read the database are done before uvloop is loaded."""
    try:
        import uvloop
    except ImportError:  # Windows
        return asyncio.run(main)
    return uvloop.run(main)


async def unless_stopped(stop: asyncio.Event, work: Awaitable[T]) -> T | None:
    """What `work` returns; None where `stop` comes first: then the work is cancelled and has ended."""
    task = asyncio.ensure_future(work)
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((task, stopped), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        stopped.cancel()
        await asyncio.gather(task, stopped, return_exceptions=True)
