"""The lock on a database: an advisory lock on a separate connection, kept by a separate thread.

The server releases the lock when the connection ends, even if the process crashes. If only the connection breaks, the
thread takes the lock again; if another process has taken it by then, or a newer version has changed the tables, this
process gets SIGTERM.
"""

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from typing import Any

import asyncpg
import structlog

from storage.interface import StorageError
from storage.postgres.address import Address
from storage.postgres.database import Lock
from storage.postgres.faults import AWAY, refusals
from storage.postgres.migrate import version_of

log = structlog.get_logger(__name__)

_LOOK = 2.0  # seconds between checks of the connection
# Whatever the server says, it may say something else a little later, as when its rules of access are changed.
_BROKEN = (*AWAY, asyncpg.PostgresError)


class Holder:
    """The thread that keeps the lock, from `take` to `release`."""

    def __init__(self, address: Address, *, schema: str | None, is_shared: bool = False) -> None:
        self._options = address.options(schema=schema)
        self._is_shared = is_shared
        self._thread = threading.Thread(target=self._run, name="database-hold", daemon=True)
        self._is_known = threading.Event()
        self._error: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._released: asyncio.Event | None = None

    def take(self) -> None:
        """Take the lock; raises StorageError, with `storage-held` if another process has it."""
        self._thread.start()
        self._is_known.wait()
        if self._error is not None:
            self._thread.join()
            raise self._error

    def release(self) -> None:
        if self._loop is not None and self._released is not None:
            self._loop.call_soon_threadsafe(self._released.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._hold())
        except BaseException as error:  # noqa: BLE001 - take() raises it
            self._error = error
        finally:
            self._is_known.set()

    async def _hold(self) -> None:
        self._loop, self._released = asyncio.get_running_loop(), asyncio.Event()
        with refusals():
            connection = await _locked(self._options, is_shared=self._is_shared)
        try:
            self._is_known.set()
            while not await _is_set(self._released, _LOOK):
                connection = await self._kept(connection)
        finally:
            await _close(connection)

    async def _kept(self, connection: Any) -> Any:
        """Return the connection if it works; if it is broken, take the lock on a new one and return that.

        If the server cannot be reached, return the broken connection; the next check tries again.
        """
        try:
            await connection.execute("SELECT")
        except _BROKEN:
            await _close(connection)
        else:
            return connection
        try:
            again = await _locked(self._options, is_shared=self._is_shared)
            await _require_known(again)
            return again
        except _BROKEN as error:
            log.warning(
                "the database cannot be reached; the lock on it will be taken again", error=type(error).__name__
            )
        except StorageError:
            log.error("another process has taken the lock on the database, or changed its tables; this process stops")
            os.kill(os.getpid(), signal.SIGTERM)
        return connection


@contextlib.contextmanager
def held(address: Address, *, schema: str | None, is_shared: bool = False) -> Iterator[None]:
    """Hold the lock until the block ends; with `is_shared`, other processes may hold it in the same way."""
    holder = Holder(address, schema=schema, is_shared=is_shared)
    holder.take()
    try:
        yield
    finally:
        holder.release()


async def _locked(options: dict[str, Any], *, is_shared: bool) -> Any:
    """Return a new connection that has the lock; raises StorageError `storage-held` if another connection has it."""
    connection = await asyncpg.connect(**options)
    suffix = "_shared" if is_shared else ""
    if not await connection.fetchval(f"SELECT pg_try_advisory_lock{suffix}({Lock.HOLDER.key})"):
        await _close(connection)
        raise StorageError("storage-held")
    return connection


async def _require_known(connection: Any) -> None:
    """Close the connection and raise StorageError if a newer version of the program has changed the tables."""
    try:
        await version_of(connection)
    except BaseException:
        await _close(connection)
        raise


async def _is_set(event: asyncio.Event, seconds: float) -> bool:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()


async def _close(connection: Any) -> None:
    try:
        await connection.close(timeout=2)
    except AWAY:
        connection.terminate()
