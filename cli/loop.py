"""The event loop for commands that serve or poll: uvloop if it is installed, because it needs less CPU time."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run_fast(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on uvloop and return its result, as asyncio.run does.

    Commands that only read the database use asyncio.run, because loading uvloop would take longer than the command.
    """
    try:
        import uvloop
    except ImportError:  # uvloop is not available for Windows
        return asyncio.run(main)
    return uvloop.run(main)
