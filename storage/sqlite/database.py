"""One SQLite file: one writer, locked from BEGIN IMMEDIATE to COMMIT, and read-only readers beside it.

On a shared connection one coroutine's commit would publish another's half-done work, so nobody writes but inside
`async with database.write()`, and nobody reads what is not committed.
"""

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import aiosqlite

from storage.interface import StorageError
from storage.sqlite.migrate import migrate

Row = sqlite3.Row
Parameters = Sequence[Any] | Mapping[str, Any]

BUSY_TIMEOUT = 5_000  # milliseconds to wait for another process's transaction: a backup, a command beside the bot
READERS = 3
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # a power cut may lose the last transactions, never the file
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what a person had deleted is gone from the file's pages, too
    "PRAGMA temp_store = MEMORY",
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT}",
    "PRAGMA cache_size = -32000",
)


class Database:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer: aiosqlite.Connection | None = None
        self._lock = asyncio.Lock()
        self._readers: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()
        self._all: list[aiosqlite.Connection] = []

    async def open(self) -> None:
        """Make or migrate the file and open it; raises StorageError and leaves the file as it is when it cannot."""
        await asyncio.to_thread(_prepare, self.path)
        self._writer = await aiosqlite.connect(self.path, isolation_level=None)
        self._all.append(self._writer)
        for pragma in _PRAGMAS:
            await self._writer.execute(pragma)
        for _ in range(READERS):
            reader = await aiosqlite.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
            reader.row_factory = sqlite3.Row
            self._all.append(reader)
            await reader.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
            await reader.execute("PRAGMA cache_size = -16000")
            self._readers.put_nowait(reader)
        self._writer.row_factory = sqlite3.Row

    async def close(self) -> None:
        async with self._lock:
            for connection in reversed(self._all):
                await connection.close()
            self._all.clear()
            self._writer = None

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[aiosqlite.Connection]:
        """A transaction: committed when the block ends, rolled back when it raises or is cancelled."""
        async with self._lock:
            assert self._writer is not None, "the database is closed"
            await self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                await asyncio.shield(self._writer.rollback())
                raise
            else:
                await asyncio.shield(self._commit(self._writer))

    async def read(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of one query over what is committed."""
        reader = await self._readers.get()
        try:
            return list(await reader.execute_fetchall(sql, parameters))
        finally:
            self._readers.put_nowait(reader)

    @contextlib.asynccontextmanager
    async def snapshot(self) -> AsyncIterator[aiosqlite.Connection]:
        """A reader in one transaction, so that several queries see one state."""
        reader = await self._readers.get()
        try:
            await reader.execute("BEGIN")
            try:
                yield reader
            finally:
                await asyncio.shield(reader.rollback())
        finally:
            self._readers.put_nowait(reader)

    @staticmethod
    async def _commit(connection: aiosqlite.Connection) -> None:
        try:
            await connection.execute("COMMIT")
        except BaseException:
            await connection.rollback()
            raise


def _prepare(path: Path) -> None:
    """In a thread: the file with the right mode, WAL on, migrated."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT / 1000)) as connection:
            migrate(connection)
    except sqlite3.DatabaseError as error:
        raise StorageError("storage-damaged", reason=str(error)) from error


def placeholders(values: Iterable[object]) -> str:
    """`?, ?, ?` for as many values."""
    return ", ".join("?" for _ in values)
