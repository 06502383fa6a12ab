"""The event loop of commands that serve or poll: uvloop if installed, because its sockets take less CPU time."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run_fast(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on uvloop and return its result, like asyncio.run.

    Commands that only read the database use asyncio.run, because loading uvloop would take longer than they do.
    """
    try:
        import uvloop
    except ImportError:  # uvloop does not exist for Windows
        return asyncio.run(main)
    return uvloop.run(main)
