"""Articles whose text could not be read: put off, given up after several tries, tried again on request."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.ahead import LONGEST_REST
from domain.clock import to_seconds
from domain.ids import ArticleId
from storage.interface import Annotated, Unread
from storage.sqlite.articles import SqliteArticles
from storage.sqlite.connections import Writable

_QUEUE = "INSERT OR IGNORE INTO annotator_queue (article_id) SELECT article_id FROM unreadable WHERE "
# The second condition is for articles that a wrong clock put off too far (domain.ahead).
_IS_DUE = "(due_at <= ? OR due_at > ?)"


class SqliteUnreadable(SqliteArticles):
    """The methods of storage.interface.ArticleStore for articles whose text could not be read."""

    async def failures(self, ids: Sequence[ArticleId]) -> dict[ArticleId, int]:
        rows = await self._db.read(
            "SELECT article_id, tries FROM unreadable WHERE article_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {row[0]: row[1] for row in rows}

    # `now` is not needed here, but the method has it in storage.interface.
    async def put_off(self, article_id: ArticleId, *, tries: int, until: datetime, now: datetime) -> None:  # noqa: ARG002
        async with self._db.write() as connection:
            await connection.execute(
                "INSERT OR REPLACE INTO unreadable (article_id, tries, due_at)"
                " SELECT article_id, ?2, ?3 FROM annotator_queue WHERE article_id = ?1",
                (article_id, tries, to_seconds(until)),
            )
            await connection.execute("DELETE FROM annotator_queue WHERE article_id = ?", (article_id,))

    async def queue_put_off(self, *, now: datetime) -> int:
        moments = (to_seconds(now), to_seconds(now + LONGEST_REST))
        is_put_off = f"{_IS_DUE} AND article_id NOT IN (SELECT article_id FROM annotator_queue)"
        (count,) = (await self._db.read(f"SELECT count(*) FROM unreadable WHERE {is_put_off}", moments))[0]
        if count:
            async with self._db.write() as connection:
                await connection.execute(_QUEUE + _IS_DUE, moments)
        return int(count)

    async def reread(self, *, now: datetime) -> int:  # noqa: ARG002 - part of the contract
        async with self._db.write() as connection:
            await connection.execute(_QUEUE + "TRUE")
            cursor = await connection.execute("DELETE FROM unreadable")
            return cursor.rowcount

    async def unread(self) -> Unread:
        rows = await self._db.read(
            "SELECT (SELECT count(*) FROM annotator_queue), count(due_at), count(*) - count(due_at) FROM unreadable", ()
        )
        return Unread(*rows[0])


async def remember_unreadable(connection: Writable, batch: Iterable[Annotated]) -> None:
    """For each article of the batch that was given up, store how many times its text could not be read.

    Such an article is not tried again by itself. For articles that were read, what was stored of earlier failures is
    deleted. The caller has begun a transaction.
    """
    read = [item.article_id for item in batch if not item.given_up_after]
    await connection.execute(
        "DELETE FROM unreadable WHERE article_id IN (SELECT value FROM json_each(?))", (json.dumps(read),)
    )
    given_up = [(item.article_id, item.given_up_after) for item in batch if item.given_up_after]
    if given_up:
        await connection.executemany(
            "INSERT OR REPLACE INTO unreadable (article_id, tries, due_at) VALUES (?, ?, NULL)", given_up
        )
