"""Measuring how long the methods of a storage take; one method is one transaction."""

import inspect
import time
from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any

from domain.tally import Spread
from storage.interface import Storage


def timed(storage: Storage, seconds: Spread) -> Storage:
    """Return a storage that adds the duration of each call of a method to `seconds`, even if the method raises."""
    stores: dict[str, Any] = {part.name: _Timed(getattr(storage, part.name), seconds) for part in fields(storage)}
    return Storage(**stores)


class _Timed:
    """A part of a storage whose methods are measured and otherwise unchanged."""

    def __init__(self, store: object, seconds: Spread) -> None:
        self._store = store
        self._seconds = seconds

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if not inspect.iscoroutinefunction(found):
            return found
        method = self._measured(name, found)
        setattr(self, name, method)  # so that __getattr__ is not called for this method again
        return method

    def _measured(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        async def call(*arguments: Any, **named: Any) -> Any:
            started = time.monotonic()
            try:
                return await getattr(self._store, name)(*arguments, **named)
            finally:
                self._seconds.note(time.monotonic() - started)

        return call
