"""The articles in PostgreSQL whose text could not be read.

Such an article is tried again later, is given up after several tries, and is then tried again only on request.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.ahead import LONGEST_REST
from domain.clock import to_seconds
from domain.ids import ArticleId
from storage.interface import Annotated, Unread
from storage.postgres.articles import PostgresArticles
from storage.postgres.database import Lock, Transaction

_QUEUE = "INSERT INTO annotator_queue (article_id) SELECT article_id FROM unreadable {} ON CONFLICT DO NOTHING"
# An article whose due_at lies after $2 is due as well, because it was put off while the clock was wrong (domain.ahead).
_IS_DUE = "WHERE due_at <= $1 OR due_at > $2"
_GIVE_UP = """
INSERT INTO unreadable (article_id, tries, due_at) VALUES ($1, $2, NULL)
    ON CONFLICT (article_id) DO UPDATE SET tries = excluded.tries, due_at = NULL
"""
_PUT_OFF = """
INSERT INTO unreadable (article_id, tries, due_at) SELECT article_id, $2, $3 FROM annotator_queue WHERE article_id = $1
    ON CONFLICT (article_id) DO UPDATE SET tries = excluded.tries, due_at = excluded.due_at
"""


class PostgresUnreadable(PostgresArticles):
    """The methods of storage.interface.ArticleStore for articles whose text could not be read."""

    async def failures(self, ids: Sequence[ArticleId]) -> dict[ArticleId, int]:
        rows = await self._db.read(
            "SELECT article_id, tries FROM unreadable WHERE article_id = ANY($1::bigint[])", list(ids)
        )
        return {row[0]: row[1] for row in rows}

    async def put_off(self, article_id: ArticleId, *, tries: int, until: datetime, now: datetime) -> None:  # noqa: ARG002 - part of the agreement
        async with self._db.write(Lock.NEWS) as transaction:
            await transaction.execute(_PUT_OFF, article_id, tries, to_seconds(until))
            await transaction.execute("DELETE FROM annotator_queue WHERE article_id = $1", article_id)

    async def queue_put_off(self, *, now: datetime) -> int:
        async with self._db.write(Lock.NEWS) as transaction:
            return await transaction.execute(_QUEUE.format(_IS_DUE), to_seconds(now), to_seconds(now + LONGEST_REST))

    async def reread(self, *, now: datetime) -> int:  # noqa: ARG002 - part of the agreement
        async with self._db.write(Lock.NEWS) as transaction:
            await transaction.execute(_QUEUE.format(""))
            return await transaction.execute("DELETE FROM unreadable")

    async def unread(self) -> Unread:
        rows = await self._db.read(
            "SELECT (SELECT count(*) FROM annotator_queue), count(due_at), count(*) - count(due_at) FROM unreadable"
        )
        return Unread(*rows[0])


async def remember_unreadable(transaction: Transaction, batch: Iterable[Annotated]) -> None:
    """Store for each article that was given up how many times reading its text failed; no further try is planned.

    The other articles of the batch were read, so their counts of failures are deleted. Runs inside the caller's
    transaction.
    """
    read = [item.article_id for item in batch if not item.given_up_after]
    await transaction.execute("DELETE FROM unreadable WHERE article_id = ANY($1::bigint[])", read)
    await transaction.each(_GIVE_UP, [(item.article_id, item.given_up_after) for item in batch if item.given_up_after])
