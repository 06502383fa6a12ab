"""The event loop of what serves and polls: uvloop where there is one, for it spends less processor time on sockets."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run_fast(main: Coroutine[Any, Any, T]) -> T:
    """Run to the end, as asyncio.run does. Commands that only read the database are done before uvloop is loaded."""
    try:
        import uvloop
    except ImportError:  # Windows
        return asyncio.run(main)
    return uvloop.run(main)
