"""The tables of a PostgreSQL database, read and filled row by row."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from storage.interface import StorageError
from storage.interface.moving import Row
from storage.postgres.copies import tables
from storage.postgres.database import Database, Transaction
from storage.postgres.migrate import migrate, migrations, version_of
from storage.postgres.postings import Words, put_words

_BATCH = 2000  # rows in a batch
_COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema()
 ORDER BY ordinal_position
"""
# Tables, and below (table, column) pairs, whose values are computed from other tables, so that they are not copied.
_OWN_TABLES = {"segments", "postings"}
_OWN = {("posts", "window_start")}
# This constraint is checked at the end, because a story may refer to one in a later batch.
_DEVELOPS = "stories_develops_fkey"
_WINDOWS = """
UPDATE posts SET window_start = extract(epoch FROM (content::json #>> '{window,start}')::timestamptz)::bigint
 WHERE kind <> 'notice' AND content IS NOT NULL AND content::json #>> '{window,start}' IS NOT NULL
"""
_SEQUENCES = """
SELECT t.relname, a.attname, pg_get_serial_sequence(t.oid::regclass::text, a.attname)
  FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
 WHERE t.relnamespace = current_schema()::regnamespace AND a.attidentity <> '' AND t.relkind = 'r'
"""


class PostgresTables:
    """The PostgreSQL implementation of storage.interface.TableWriter, in a transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._types: dict[tuple[str, str], str] = {}

    async def tables(self) -> Mapping[str, Sequence[str]]:
        rows = await self._connection.fetch(_COLUMNS)
        self._types = {(row[0], row[1]): row[2] for row in rows}
        return {
            table: tuple(row[1] for row in rows if row[0] == table and (table, row[1]) not in _OWN)
            for table in await tables(self._connection)
            if table not in _OWN_TABLES
        }

    async def listed(self, table: str) -> frozenset[str]:
        return frozenset(name for (one, name), kind in self._types.items() if one == table and kind in _LISTS)

    async def count(self, table: str) -> int:
        return int(await self._connection.fetchval(f"SELECT count(*) FROM {table}"))

    async def rows(self, table: str, columns: Sequence[str]) -> AsyncIterator[Sequence[Row]]:
        kinds = [self._types[table, name] for name in columns]
        cursor = f"moving_{table}"
        await self._connection.execute(f"DECLARE {cursor} CURSOR FOR SELECT {', '.join(columns)} FROM {table}")
        while rows := await self._connection.fetch(f"FETCH {_BATCH} FROM {cursor}"):
            yield [tuple(map(_neutral, row, kinds)) for row in rows]
        await self._connection.execute(f"CLOSE {cursor}")

    async def put(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        kinds = [self._types[table, name] for name in columns]
        ready = await asyncio.to_thread(lambda: [tuple(map(_own, row, kinds)) for row in rows])
        if table == "story_ids":
            # The migration that creates this table also adds its only row, so the copied row has to replace it.
            await self._connection.execute("DELETE FROM story_ids")
        if table == "words":
            await self._put_words(columns, ready)
        else:
            await self._connection.copy_records_to_table(table, records=ready, columns=list(columns))

    async def _put_words(self, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        places = [columns.index(name) for name in Words._fields]
        words = [Words(*(row[place] for place in places)) for row in rows]
        await put_words(Transaction(self._connection), words)

    async def last_ids(self) -> Mapping[str, int]:
        last = {}
        for table, _, sequence in await self._connection.fetch(_SEQUENCES):
            value, is_called = await self._connection.fetchrow(f"SELECT last_value, is_called FROM {sequence}")
            if table not in _OWN_TABLES:
                last[table] = value if is_called else value - 1
        return last

    async def finish(self, last_ids: Mapping[str, int]) -> None:
        await self._connection.execute(_WINDOWS)
        for table, column, sequence in await self._connection.fetch(_SEQUENCES):
            highest = await self._connection.fetchval(f"SELECT coalesce(max({column}), 0) FROM {table}")
            last = max(highest, last_ids.get(table, 0))
            if last:
                await self._connection.execute("SELECT setval($1::text::regclass, $2)", sequence, last)
        await self._connection.execute(
            f"ALTER TABLE stories ADD CONSTRAINT {_DEVELOPS}"
            " FOREIGN KEY (develops) REFERENCES stories (id) ON DELETE SET NULL"
        )
        # Without names, it would lock each table of the database in turn, of other programs and schemas as well.
        await self._connection.execute(f"ANALYZE {', '.join(await tables(self._connection))}")


_LISTS = ("jsonb", "ARRAY")


def _neutral(value: Any, kind: str) -> Any:
    if kind == "boolean":
        return None if value is None else int(value)
    return json.dumps(value) if kind == "ARRAY" else value


def _own(value: Any, kind: str) -> Any:
    if kind == "boolean":
        return None if value is None else bool(value)
    if kind == "ARRAY":
        return json.loads(value)
    return value.replace("\0", "") if isinstance(value, str) else value


@contextlib.asynccontextmanager
async def reading(database: Database) -> AsyncIterator[PostgresTables]:
    """Open the tables for reading, as they are at this moment; later writes are not seen."""
    async with database.snapshot() as connection:
        version, known = await version_of(connection), len(migrations())
        if not version:
            raise StorageError("storage-absent")
        if version < known:
            raise StorageError("storage-older", version=version, known=known)
        yield PostgresTables(connection)


@contextlib.asynccontextmanager
async def filling(database: Database) -> AsyncIterator[PostgresTables]:
    """Create the tables if there are none, and open them to be filled; the transaction ends with the block."""
    async with database.alone() as connection:
        await migrate(connection)
        await connection.execute(f"ALTER TABLE stories DROP CONSTRAINT {_DEVELOPS}")
        yield PostgresTables(connection)
