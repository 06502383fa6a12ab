"""Copying what benchmarks.multiply added to an SQLite archive into the same archive in PostgreSQL."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from storage.postgres.address import Address
from storage.postgres.database import Database
from storage.postgres.moving import PostgresTables

_BATCH = 8192  # articles in each transaction
_OF_ARTICLES = {
    "articles": "SELECT {} FROM articles WHERE id BETWEEN ? AND ?",
    "annotations": "SELECT {} FROM annotations WHERE article_id BETWEEN ? AND ?",
    "words": "SELECT {} FROM (SELECT -rowid AS article_id, exact, title, text, facets FROM words"
    " WHERE rowid BETWEEN -?2 AND -?1)",
}
_STORIES = "SELECT {} FROM stories"


async def copy_rest(path: Path, url: str) -> None:
    """Copy from a file the stories that the database lacks, and the articles with ids above its highest."""
    database = Database(Address(url), connections=1, longest=None)
    await database.open()
    try:
        ((there,),) = await database.read("SELECT max(id) FROM articles")
        stories = {row[0] for row in await database.read("SELECT id FROM stories")}
        async with database.alone() as connection:
            columns = await PostgresTables(connection).tables()
        with contextlib.closing(sqlite3.connect(path, check_same_thread=False)) as source:

            async def rows_of(sql: str, table: str, *values: int) -> list[tuple[Any, ...]]:
                return await asyncio.to_thread(
                    lambda: source.execute(sql.format(", ".join(columns[table])), values).fetchall()
                )

            place = columns["stories"].index("id")
            missing = [row for row in await rows_of(_STORIES, "stories") if row[place] not in stories]
            await _put(database, {"stories": missing})
            ((last,),) = await rows_of("SELECT max(id) FROM articles", "articles")
            for first in range(there + 1, last + 1, _BATCH):
                ends = (first, min(first + _BATCH - 1, last))
                await _put(database, {table: await rows_of(sql, table, *ends) for table, sql in _OF_ARTICLES.items()})
        async with database.alone() as connection:
            await connection.execute("ANALYZE")
    finally:
        await database.close()


async def _put(database: Database, rows: dict[str, Sequence[tuple[Any, ...]]]) -> None:
    async with database.alone() as connection:
        target = PostgresTables(connection)
        columns = await target.tables()
        for table, some in rows.items():
            await target.put(table, columns[table], some)
