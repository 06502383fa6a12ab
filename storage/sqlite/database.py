"""One SQLite file, with one connection that writes and several that only read.

If two coroutines wrote on one connection at the same time, the commit of one would also store the unfinished changes of
the other. So all writes are inside `async with database.write()`, which lets one coroutine at a time write. Reads use
other connections, so they see only committed data.
"""

import asyncio
import contextlib
import glob
import os
import sqlite3
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import aiosqlite
import structlog

from storage.interface import StorageError
from storage.sqlite.connections import Body, DirectConnection, Parameters, Row, T, ThreadedConnection, connected
from storage.sqlite.copies import copy
from storage.sqlite.faults import faults
from storage.sqlite.migrate import is_older, migrate, migrations, require_current

log = structlog.get_logger(__name__)

# Milliseconds to wait while another process writes to the file, such as a command run beside the bot.
BUSY_TIMEOUT = 5_000
READERS = 3
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # a power cut may lose the last transactions but does not damage the file
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT}",
    "PRAGMA cache_size = -32000",
)


class Database:
    def __init__(self, path: Path) -> None:
        self.path = path.resolve()  # SQLite puts the journal beside the real file, not beside a symbolic link to it
        self._writer: ThreadedConnection | None = None
        self._lock = asyncio.Lock()
        self._erases: bool | None = None  # whether secure_delete is on in the writer's connection; None if unknown
        self._readers: asyncio.LifoQueue[ThreadedConnection] = asyncio.LifoQueue()
        self._all: list[ThreadedConnection] = []
        self._place: tuple[int, int] | None = None  # device and inode of the open file

    async def open(self, *, is_alone: bool = False, migrates: bool = True) -> None:
        """Open the file; create it if it is missing, and migrate it if it is of an older version.

        Without `migrates`, a missing file and a file of an older version raise StorageError. `is_alone` says that no
        other process has the file open. Then a journal beside the file shows that the last process crashed, and the
        file is checked first. If StorageError is raised, the file is unchanged.
        """
        await asyncio.to_thread(_prepare, self.path, is_alone=is_alone, migrates=migrates)
        try:
            with faults():
                await self._connect()
        except BaseException:
            await self.close()  # the thread of a connection that stays open would keep the process from ending
            raise

    async def _connect(self) -> None:
        self._writer = connected(self.path)
        await self._writer
        self._all.append(self._writer)
        self._place = await asyncio.to_thread(_place, self.path)
        for pragma in _PRAGMAS:
            await self._writer.execute(pragma)
        for _ in range(READERS):
            reader = connected(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)
            await reader
            self._all.append(reader)
            reader.row_factory = sqlite3.Row
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
    async def write(self, *, erase: bool = True) -> AsyncIterator[ThreadedConnection]:
        """Run a transaction: it is committed when the block ends, and rolled back if the block raises or is cancelled.

        With `erase`, data that is deleted is overwritten in the file's pages, as people's data must be. Without it,
        deleted data stays in free pages until these are reused; that is allowed for public data, and saves an eighth
        of the writing when articles are stored.
        """
        async with self._lock:
            assert self._writer is not None, "the database is closed"
            with faults():
                await self._set_erase(self._writer, erase=erase)
                try:
                    # If this call is cancelled, BEGIN is still executed in the writer's thread, and the rollback
                    # follows it.
                    await self._writer.execute("BEGIN IMMEDIATE")
                    yield self._writer
                except BaseException:
                    await asyncio.shield(self._writer.rollback())
                    raise
                else:
                    await asyncio.shield(self._commit(self._writer))

    async def write_one(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Run one statement as a transaction, and return its rows.

        This is faster than `write`, because it calls the writer's thread once in place of three times.
        """
        async with self._lock:
            assert self._writer is not None, "the database is closed"
            with faults():
                await self._set_erase(self._writer, erase=True)
                return list(await self._writer.execute_fetchall(sql, parameters))

    async def write_at_once(self, body: Body[T], *, erase: bool = True) -> T:
        """Run a transaction like `write`, with all its statements in one call to the writer's thread."""
        async with self.write(erase=erase) as connection:
            return await connection.run(body)

    async def probe(self) -> None:
        """Try whether the file can be written, by writing the schema's version as it is; raises StorageError if not.

        Also raises StorageError if the file was removed or replaced, because then written data would be lost when the
        process ends.
        """
        if await asyncio.to_thread(_place, self.path) != self._place:
            raise StorageError("storage-unwritable", reason="the file was removed or replaced while it was open")
        async with self.write(erase=False) as connection:
            ((version,),) = await connection.execute_fetchall("PRAGMA user_version")
            await connection.execute(f"PRAGMA user_version = {int(version)}")

    def sizes(self) -> tuple[int, int]:
        """Return the sizes of the file and its journal in bytes. This waits for the disk, so call it in a thread."""
        sizes = []
        for suffix in ("", "-wal"):
            try:
                sizes.append(Path(f"{self.path}{suffix}").stat().st_size)
            except FileNotFoundError:
                sizes.append(0)
        return sizes[0], sizes[1]

    async def read(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return all rows of a query; it sees only committed data."""
        reader = await self._readers.get()
        try:
            with faults():
                return list(await reader.execute_fetchall(sql, parameters))
        finally:
            self._readers.put_nowait(reader)

    async def read_at_once(self, body: Body[T]) -> T:
        """Run several queries in one call to a reader's thread; all of them see the same committed data.

        The reader is taken until the last query, so this is for queries that together take milliseconds.
        """
        reader = await self._readers.get()
        try:
            with faults():
                return await reader.run(partial(_in_one_state, body))
        finally:
            self._readers.put_nowait(reader)

    async def empty_journal(self) -> None:
        """Move the journal's pages into the file and empty the journal, so that deleted data is erased there, too.

        Pages that a reader still needs stay in the journal until the next call. This waits for no other process: if one
        is using the file at this moment, the journal is emptied by a later call.
        """
        async with self._lock:
            assert self._writer is not None, "the database is closed"
            with faults():
                await self._writer.execute("PRAGMA busy_timeout = 0")
                try:
                    await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
                finally:
                    await self._writer.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")

    async def _set_erase(self, connection: aiosqlite.Connection, *, erase: bool) -> None:
        if self._erases is not erase:
            self._erases = None  # unknown if the statement is cancelled, so that the next call runs it again
            await connection.execute_fetchall(f"PRAGMA secure_delete = {'ON' if erase else 'FAST'}")
            self._erases = erase

    @staticmethod
    async def _commit(connection: aiosqlite.Connection) -> None:
        try:
            await connection.execute("COMMIT")
        except BaseException:
            await connection.rollback()
            raise


async def _in_one_state(body: Body[T], connection: DirectConnection) -> T:
    await connection.execute("BEGIN")
    try:
        return await body(connection)
    finally:
        if connection.in_transaction:  # after some faults of the disk, SQLite has ended the transaction itself
            await connection.execute("ROLLBACK")


def _place(path: Path) -> tuple[int, int] | None:
    """Return the device and inode of the file; None if there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _prepare(path: Path, *, is_alone: bool, migrates: bool) -> None:
    """Create the file if it is missing, check it if the last process crashed, and migrate it; runs in a thread."""
    try:
        if migrates:
            path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            if not migrates:
                raise StorageError("storage-absent")
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise StorageError("storage-unwritable", reason=error.strerror or str(error)) from error
    journal = Path(f"{path}-wal")
    has_crashed = is_alone and journal.exists() and journal.stat().st_size > 0
    with faults(), contextlib.closing(_connect(path)) as connection:
        if has_crashed:
            log.info(
                "the database was not closed properly; it is being checked", megabytes=path.stat().st_size // 1_000_000
            )
            found = first_fault(connection)
            if found:
                raise StorageError("storage-damaged", reason=found)
        if not migrates:
            require_current(connection)
            return
        if is_older(connection):
            _keep_copy(path)
        migrate(connection)


def _keep_copy(path: Path) -> None:
    """Keep a copy of the file beside it before it is migrated; the copy of an earlier update is deleted.

    If an earlier attempt at this migration was interrupted, the copy that was made before it is kept.
    """
    kept = path.with_name(f"{path.name}.before-schema-{len(migrations())}")
    if kept.exists():
        return
    log.info("a copy of the database is being made beside it", copy=str(kept))
    copy(path, kept)
    for earlier in path.parent.glob(f"{glob.escape(path.name)}.before-schema-*"):
        if earlier != kept:
            earlier.unlink()


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT / 1000)


def first_fault(connection: sqlite3.Connection) -> str:
    """Return the first fault in the file, in SQLite's words; "" if there is none.

    All of the file is read, which takes some seconds for each gigabyte.
    """
    for (line,) in connection.execute("PRAGMA quick_check(1)"):
        if line != "ok":
            return str(line)
    return ""


async def fetch(connection: aiosqlite.Connection, sql: str, parameters: Parameters = ()) -> list[Row]:
    """Return all rows of one statement inside a write transaction."""
    return list(await connection.execute_fetchall(sql, parameters))
