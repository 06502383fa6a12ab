"""The journal of a database (SQLite's write-ahead log), written back into the file beside the writer.

By itself SQLite does that in the COMMIT that makes the journal long, with two waits for the disk, while everyone else
who wants to write waits, too.
"""

import asyncio
import contextlib
import sqlite3
from pathlib import Path

import aiosqlite
import structlog

log = structlog.get_logger(__name__)

LONG = 4 * 1024 * 1024  # bytes; written back from here on, as SQLite by itself would
TOO_LONG = 8 * LONG  # a writer that never rests is stopped here: a journal starts anew only while nobody writes


class Journal:
    """Of one open database: told of every COMMIT, and asked before every BEGIN."""

    def __init__(self, path: Path) -> None:
        self._file = Path(f"{path}-wal")
        self._connection: aiosqlite.Connection | None = None
        self._writing_back: asyncio.Task[None] | None = None
        self._fails = False

    async def open(self, database: Path, writer: aiosqlite.Connection) -> None:
        """Take writing back from the writer; `database` is its file."""
        await writer.execute("PRAGMA wal_autocheckpoint = 0")
        await writer.execute(f"PRAGMA journal_size_limit = {LONG}")  # so that the file's length tells the journal's
        self._connection = await aiosqlite.connect(database, isolation_level=None)
        await self._connection.execute("PRAGMA busy_timeout = 0")

    async def close(self) -> None:
        await self._at_rest()
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    def grew(self) -> None:
        """Start to write a long journal back; returns at once."""
        if (self._writing_back is None or self._writing_back.done()) and self._length() > LONG:
            self._writing_back = asyncio.create_task(self._write_back())  # noqa: TID251 - ended by close()

    async def make_room(self) -> None:
        """Write back what is far too long; the caller keeps others from writing."""
        if self._length() > TOO_LONG:
            await self._at_rest()
            await self._write_back()

    async def empty(self) -> None:
        """Write the journal back and empty its file, as far as nobody reads an older state; the caller as above."""
        await self._at_rest()
        assert self._connection is not None, "the database is closed"
        await self._connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def _write_back(self) -> None:
        assert self._connection is not None, "the database is closed"
        try:
            await self._connection.execute_fetchall("PRAGMA wal_checkpoint(PASSIVE)")
        except sqlite3.Error as error:  # a full disk: what was committed stands in the journal, and stays there
            if not self._fails:
                log.warning("the journal cannot be written back", reason=str(error))
            self._fails = True
        else:
            self._fails = False

    async def _at_rest(self) -> None:
        if self._writing_back is not None:
            await asyncio.shield(self._writing_back)

    def _length(self) -> int:
        """Bytes; of this, what was written back is used again only once the journal starts anew."""
        with contextlib.suppress(FileNotFoundError):
            return self._file.stat().st_size
        return 0
