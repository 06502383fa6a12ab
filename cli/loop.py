"""The event loop of commands that serve or poll: uvloop where it is installed, as its sockets cost less CPU time."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run_fast(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on uvloop and return its result, as asyncio.run does.

    Commands that only read the database use asyncio.run: they end before uvloop would be loaded.
    """
    try:
        import uvloop
    except ImportError:  # uvloop does not exist for Windows
        return asyncio.run(main)
    return uvloop.run(main)
