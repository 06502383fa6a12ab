"""Signals between processes: sent in the background, and passed to the tasks that wait for them."""

import asyncio
from collections.abc import Awaitable, Callable, Collection

import structlog

from storage.interface import Signal, SignalStore, StorageError

log = structlog.get_logger(__name__)

Call = Callable[[Collection[int]], Awaitable[object] | None]
_PAUSE = 1.0  # seconds before the storage is tried again


class Signals:
    """The signals of a process. A signal that cannot be sent is dropped, since each process also looks by itself."""

    def __init__(self) -> None:
        self._calls: dict[Signal, list[Call]] = {}
        self._to_send: asyncio.Queue[tuple[Signal, tuple[int, ...]]] = asyncio.Queue()

    def on(self, signal: Signal, call: Call) -> None:
        """Call `call` for each signal of this kind, also one that this process sends, with the ids that it names."""
        self._calls.setdefault(signal, []).append(call)

    def send(self, signal: Signal, ids: Collection[int] = ()) -> None:
        """Send a signal soon, without waiting for it."""
        self._to_send.put_nowait((signal, tuple(ids)))

    async def run(self, store: SignalStore) -> None:
        """Send and receive signals until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._send_all(store))
            group.create_task(self._listen(store))

    async def _send_all(self, store: SignalStore) -> None:
        while True:
            signal, ids = await self._to_send.get()
            try:
                await store.send(signal, ids)
            except StorageError:
                log.debug("a signal was not sent", signal=signal)

    async def _listen(self, store: SignalStore) -> None:
        while True:
            try:
                async for sent in store.listen():
                    await self._pass_on(sent.signal, sent.ids)
            except StorageError:
                await asyncio.sleep(_PAUSE)

    async def _pass_on(self, signal: Signal, ids: Collection[int]) -> None:
        for call in self._calls.get(signal, ()):
            try:
                done = call(ids)
                if done is not None:
                    await done
            except Exception:  # if one function fails, the others must still be called
                log.exception("a signal could not be passed on", signal=signal)
