"""Signals within one process, for storages that only one process uses."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from storage.interface.leases import Sent, Signal


class LocalSignals:
    """The signals of storage.interface.SignalStore, for a single process."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Sent]] = set()

    async def send(self, signal: Signal, ids: Sequence[int] = ()) -> None:
        for listener in self._listeners:
            listener.put_nowait(Sent(signal, tuple(ids)))

    async def listen(self) -> AsyncIterator[Sent]:
        queue: asyncio.Queue[Sent] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._listeners.discard(queue)
