"""One SQLite file: one writer, locked from BEGIN IMMEDIATE to COMMIT, and read-only readers beside it.

On a shared connection one coroutine's commit would publish another's half-done work, so nobody writes but inside
`async with database.write()`, and nobody reads what is not committed.
"""

import asyncio
import contextlib
import glob
import os
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import aiosqlite
import structlog

from storage.interface import StorageError
from storage.sqlite.copies import copy
from storage.sqlite.faults import faults
from storage.sqlite.migrate import is_older, migrate, migrations, require_current

log = structlog.get_logger(__name__)

Row = sqlite3.Row
Parameters = Sequence[Any] | Mapping[str, Any]

BUSY_TIMEOUT = 5_000  # milliseconds to wait for another process's transaction: a backup, a command beside the bot
READERS = 3
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # a power cut may lose the last transactions, never the file
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT}",
    "PRAGMA cache_size = -32000",
)


class Database:
    def __init__(self, path: Path) -> None:
        self.path = path.resolve()  # SQLite puts the journal beside the file itself, not beside a link to it
        self._writer: aiosqlite.Connection | None = None
        self._lock = asyncio.Lock()
        self._erases: bool | None = None  # what SQLite was told last
        self._readers: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()
        self._all: list[aiosqlite.Connection] = []

    async def open(self, *, is_alone: bool = False, migrates: bool = True) -> None:
        """Make or migrate the file and open it; raises StorageError and leaves the file as it is when it cannot.

        Without `migrates` a file that is absent or of an older version is refused.

        `is_alone`: no other process has it open. A journal that lies there then is a crash's, and the file is checked.
        """
        await asyncio.to_thread(_prepare, self.path, is_alone=is_alone, migrates=migrates)
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
    async def write(self, *, erase: bool = True) -> AsyncIterator[aiosqlite.Connection]:
        """A transaction: committed when the block ends, rolled back when it raises or is cancelled.

        What is deleted is gone from the file's pages, too. Without `erase`, for what was public anyway, it stays in
        pages that are set free until they are used again: an eighth less to write where articles come in.
        """
        async with self._lock:
            assert self._writer is not None, "the database is closed"
            with faults():
                await self._set_erase(self._writer, erase=erase)
                try:
                    # Cancelled here, BEGIN still happens in its thread, and the rollback comes after it.
                    await self._writer.execute("BEGIN IMMEDIATE")
                    yield self._writer
                except BaseException:
                    await asyncio.shield(self._writer.rollback())
                    raise
                else:
                    await asyncio.shield(self._commit(self._writer))

    async def write_one(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Run one statement as a transaction and return its rows: a third of the way to the thread and back."""
        async with self._lock:
            assert self._writer is not None, "the database is closed"
            with faults():
                await self._set_erase(self._writer, erase=True)
                return list(await self._writer.execute_fetchall(sql, parameters))

    async def probe(self) -> None:
        """Write the schema's number as it is: nothing changes, but the page that holds it goes into the journal."""
        async with self.write(erase=False) as connection:
            ((version,),) = await connection.execute_fetchall("PRAGMA user_version")
            await connection.execute(f"PRAGMA user_version = {int(version)}")

    def sizes(self) -> tuple[int, int]:
        """Return the bytes of the file and of its journal; asks the disk."""
        sizes = []
        for suffix in ("", "-wal"):
            try:
                sizes.append(Path(f"{self.path}{suffix}").stat().st_size)
            except FileNotFoundError:
                sizes.append(0)
        return sizes[0], sizes[1]

    async def read(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return all rows of one query over what is committed."""
        reader = await self._readers.get()
        try:
            with faults():
                return list(await reader.execute_fetchall(sql, parameters))
        finally:
            self._readers.put_nowait(reader)

    async def empty_journal(self) -> None:
        """Write the journal into the file and empty it: what was erased is gone from the disk, not only from the rows.

        As far as nobody is reading an older state at this moment; the next call does the rest. It waits for nobody: the
        lock is everybody's.
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
            self._erases = None  # cancelled here, the next one sets it again
            await connection.execute_fetchall(f"PRAGMA secure_delete = {'ON' if erase else 'FAST'}")
            self._erases = erase

    @staticmethod
    async def _commit(connection: aiosqlite.Connection) -> None:
        try:
            await connection.execute("COMMIT")
        except BaseException:
            await connection.rollback()
            raise


def _prepare(path: Path, *, is_alone: bool, migrates: bool) -> None:
    """Give the file the right mode, see that a crash left it sound, and migrate it; in a thread."""
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
            log.info("the database was not closed; it is checked first", megabytes=path.stat().st_size // 1_000_000)
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
    """Keep the file as it is beside itself before it is migrated; the copy of an earlier update goes.

    A migration that was ended halfway goes on later: what it began with is kept.
    """
    kept = path.with_name(f"{path.name}.before-schema-{len(migrations())}")
    if kept.exists():
        return
    log.info("a copy of the database is kept beside it first", copy=str(kept))
    copy(path, kept)
    for earlier in path.parent.glob(f"{glob.escape(path.name)}.before-schema-*"):
        if earlier != kept:
            earlier.unlink()


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT / 1000)


def first_fault(connection: sqlite3.Connection) -> str:
    """Return what is wrong with the file in SQLite's words, or "". All of it is read, at some seconds a gigabyte."""
    for (line,) in connection.execute("PRAGMA quick_check(1)"):
        if line != "ok":
            return str(line)
    return ""


async def fetch(connection: aiosqlite.Connection, sql: str, parameters: Parameters = ()) -> list[Row]:
    """Return all rows of one statement inside a write transaction."""
    return list(await connection.execute_fetchall(sql, parameters))
