"""Housekeeping: backups, retention, integrity, counts."""

import asyncio
import contextlib
import os
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from domain.clock import to_seconds
from storage.interface import StorageError
from storage.sqlite.annotations import drop_empty
from storage.sqlite.database import Database
from storage.sqlite.migrate import migrate

_COUNTED = ("feeds", "articles", "annotations", "stories", "chats", "posts", "deliveries")


class SqliteHousekeeping:
    """The Housekeeping of storage.interface."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def backup(self, target: Path) -> None:
        """A consistent, checked copy of a running database; `target` appears only when it is whole."""
        await asyncio.to_thread(_copy, self._db.path, target)

    async def retain(self, *, now: datetime, keep: timedelta, batch: int = 500) -> int:
        """Delete up to `batch` articles older than `keep` that no live story holds; how many went."""
        oldest = to_seconds(now - keep)
        async with self._db.write() as connection:
            rows = list(
                await connection.execute_fetchall(
                    "SELECT a.id, n.story_id FROM articles a LEFT JOIN annotations n ON n.article_id = a.id"
                    " LEFT JOIN stories s ON s.id = n.story_id"
                    " WHERE a.stored_at < ?1 AND coalesce(s.updated_at, 0) < ?1 ORDER BY a.stored_at LIMIT ?2",
                    (oldest, batch),
                )
            )
            ids = [(row[0],) for row in rows]
            await connection.executemany("DELETE FROM words WHERE rowid = ?", ids)
            await connection.executemany("DELETE FROM annotations WHERE article_id = ?", ids)
            await connection.executemany("DELETE FROM articles WHERE id = ?", ids)
            await drop_empty(connection, [row[1] for row in rows if row[1] is not None])
        return len(ids)

    async def check(self) -> tuple[str, ...]:
        """What is wrong with the database; empty when nothing is."""
        rows = await self._db.read("PRAGMA quick_check(10)")
        faults = [row[0] for row in rows if row[0] != "ok"]
        orphans = await self._db.read("PRAGMA foreign_key_check")
        return (*faults, *(f"{row[0]} row {row[1]} points to a missing {row[2]}" for row in orphans[:10]))

    async def counts(self) -> dict[str, int]:
        """Rows by noun, for /health and metrics."""
        columns = ", ".join(f"(SELECT count(*) FROM {noun})" for noun in _COUNTED)
        rows = await self._db.read(f"SELECT {columns}")
        return dict(zip(_COUNTED, rows[0], strict=True))


def _copy(source: Path, target: Path) -> None:
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with contextlib.closing(sqlite3.connect(source)) as ours, contextlib.closing(sqlite3.connect(partial)) as copy:
            ours.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            faults = [row[0] for row in copy.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
        if faults:
            raise StorageError("storage-damaged", reason="; ".join(faults))
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def restore(source: Path, database: Path) -> None:
    """Put a backup in the database's place; nothing may have the database open.

    The backup is checked first and raises StorageError when it is no database of ours, or damaged, or newer; the old
    file is kept beside as `.before-restore`.
    """
    fresh = database.with_name(f"{database.name}.restoring")
    fresh.unlink(missing_ok=True)
    if not source.is_file():
        raise StorageError("storage-absent")
    database.parent.mkdir(parents=True, exist_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as backup:
            tables = {row[0] for row in backup.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not {"feeds", "articles", "chats"} <= tables:
                raise StorageError("storage-foreign")
            os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
                backup.backup(copy)
                faults = [row[0] for row in copy.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
                if faults:
                    raise StorageError("storage-damaged", reason="; ".join(faults))
                migrate(copy)
        if database.exists():
            _copy(database, database.with_name(f"{database.name}.before-restore"))
        for leftover in ("-wal", "-shm"):
            Path(f"{database}{leftover}").unlink(missing_ok=True)
            Path(f"{fresh}{leftover}").unlink(missing_ok=True)
        fresh.replace(database)
    except sqlite3.DatabaseError as error:
        raise StorageError("storage-damaged", reason=str(error)) from error
    finally:
        fresh.unlink(missing_ok=True)
