"""Signals between processes, by NOTIFY and LISTEN on a separate connection."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence

import structlog

from storage.interface.leases import Sent, Signal
from storage.postgres.database import Database
from storage.postgres.faults import AWAY

log = structlog.get_logger(__name__)

_MOST_IDS = 300  # ids in one notification, which may have 8,000 bytes
_PAUSE = 1.0  # seconds before a broken connection is made again
_CHECKED = 10.0  # seconds without a notification after which the connection is tested


class PostgresSignals:
    """The PostgreSQL implementation of storage.interface.SignalStore; each schema has a channel of its own."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def send(self, signal: Signal, ids: Sequence[int] = ()) -> None:
        for first in range(0, max(1, len(ids)), _MOST_IDS):
            payload = json.dumps([signal, *ids[first : first + _MOST_IDS]])
            await self._db.write_one("SELECT pg_notify('jarchi_' || md5(current_schema()), $1)", payload)

    async def listen(self) -> AsyncIterator[Sent]:
        channel = (await self._db.read("SELECT 'jarchi_' || md5(current_schema())"))[0][0]
        while True:
            try:
                async for sent in self._heard(channel):
                    yield sent
            except AWAY as error:
                log.debug("the connection for signals is made again", error=type(error).__name__)
                await asyncio.sleep(_PAUSE)

    async def _heard(self, channel: str) -> AsyncIterator[Sent]:
        """Yield the signals that arrive on one connection, until that connection ends."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()  # None: the connection has ended
        async with self._db.apart() as connection:
            await connection.add_listener(channel, lambda *heard: queue.put_nowait(heard[3]))
            connection.add_termination_listener(lambda _: queue.put_nowait(None))
            while True:
                try:
                    payload = await asyncio.wait_for(queue.get(), _CHECKED)
                except TimeoutError:
                    await asyncio.wait_for(connection.execute("SELECT"), _CHECKED)
                    continue
                if payload is None:
                    return
                signal, *ids = json.loads(payload)
                yield Sent(Signal(signal), tuple(ids))
