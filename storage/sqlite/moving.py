"""The tables of an SQLite file, read and filled row by row."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from storage.interface import StorageError
from storage.interface.moving import Row
from storage.sqlite.faults import faults
from storage.sqlite.migrate import migrate, require_current

_BATCH = 2000  # rows in a batch
_TABLES = """
SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'words_%'
 ORDER BY name
"""
# The columns of the search index as other storages know them. In its FTS5 table, an article's id is the negative rowid.
_WORDS = ("article_id", "exact", "title", "text", "facets")
_READ_WORDS = "SELECT -rowid AS article_id, exact, title, text, facets FROM words ORDER BY rowid"
_LISTED = {"annotations": {"topics", "countries"}, "post_stories": {"articles"}, "retractions": {"articles"}}


class SqliteTables:
    """The SQLite implementation of storage.interface.TableWriter.

    Several threads use its connection, one after another.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def tables(self) -> Mapping[str, Sequence[str]]:
        return await asyncio.to_thread(self._tables)

    async def listed(self, table: str) -> frozenset[str]:
        return frozenset(_LISTED.get(table, ()))

    async def count(self, table: str) -> int:
        rows = await asyncio.to_thread(self._fetch, f"SELECT count(*) FROM {table}")
        return int(rows[0][0])

    async def rows(self, table: str, columns: Sequence[str]) -> AsyncIterator[Sequence[Row]]:
        names = ", ".join(columns)
        sql = f"SELECT {names} FROM ({_READ_WORDS})" if table == "words" else f"SELECT {names} FROM {table}"
        cursor = await asyncio.to_thread(self._connection.execute, sql)
        while rows := await asyncio.to_thread(cursor.fetchmany, _BATCH):
            yield rows

    async def put(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        names = ["rowid" if name == "article_id" and table == "words" else name for name in columns]
        values = ", ".join("-?" if name == "rowid" else "?" for name in names)
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})"
        if table == "story_ids":
            # The table has exactly one row. The migrations have put one there, which the moved row replaces.
            await asyncio.to_thread(self._fetch, "DELETE FROM story_ids")
        with faults():
            await asyncio.to_thread(self._connection.executemany, sql, rows)

    async def last_ids(self) -> Mapping[str, int]:
        rows = await asyncio.to_thread(self._fetch, "SELECT name, seq FROM sqlite_sequence")
        return {row[0]: row[1] for row in rows}

    async def finish(self, last_ids: Mapping[str, int]) -> None:
        def finish() -> None:
            counted = {row[0] for row in self._fetch("SELECT name FROM sqlite_sequence")}
            for table, last in last_ids.items():
                if table in counted:
                    self._connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (last, table))
                elif "AUTOINCREMENT" in self._sql_of(table):
                    self._connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))
            orphans = self._fetch("PRAGMA foreign_key_check")
            if orphans:
                raise StorageError("storage-damaged", reason=f"{orphans[0][0]} points to a missing {orphans[0][2]}")

        await asyncio.to_thread(finish)

    def _tables(self) -> dict[str, tuple[str, ...]]:
        names = [row[0] for row in self._fetch(_TABLES)]
        columns = {name: tuple(row[1] for row in self._fetch(f"PRAGMA table_info({name})")) for name in names}
        return columns | {"words": _WORDS}

    def _sql_of(self, table: str) -> str:
        return str(self._fetch(f"SELECT sql FROM sqlite_schema WHERE name = '{table}'")[0][0])

    def _fetch(self, sql: str) -> list[Any]:
        with faults():
            return self._connection.execute(sql).fetchall()


@contextlib.contextmanager
def reading(path: Path) -> Iterator[SqliteTables]:
    """Open a snapshot of the file's tables; what other processes write meanwhile is not seen."""
    if not path.is_file():
        raise StorageError("storage-absent")
    with faults(), contextlib.closing(_connect(f"{path.absolute().as_uri()}?mode=ro")) as connection:
        require_current(connection)
        connection.execute("BEGIN")
        # The snapshot is taken by this read, because BEGIN alone takes none.
        connection.execute("SELECT 1 FROM feeds").fetchone()
        yield SqliteTables(connection)


@contextlib.contextmanager
def filling(path: Path) -> Iterator[SqliteTables]:
    """Create a file beside `path` to be filled; when the block ends, it replaces the file at `path`."""
    fresh = path.with_name(f"{path.name}.moving")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for leftover in ("", "-wal", "-shm", "-journal"):
            Path(f"{fresh}{leftover}").unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        with faults(), contextlib.closing(_connect(fresh.absolute().as_uri())) as connection:
            migrate(connection)
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("BEGIN")
            yield SqliteTables(connection)
            connection.execute("COMMIT")
        fresh.replace(path)
    except OSError as error:
        raise StorageError("storage-unwritable", reason=error.strerror or str(error)) from error
    finally:
        fresh.unlink(missing_ok=True)


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
