"""The queue in PostgreSQL of articles whose web pages are to be fetched, because the feed gives only teasers."""

from collections.abc import Sequence
from datetime import datetime

from domain.ahead import LONGEST_REST
from domain.clock import to_seconds
from domain.ids import ArticleId
from storage.interface import PageArticle
from storage.postgres.database import Database, Lock, Transaction


class PostgresPages:
    """The PostgreSQL implementation of storage.interface.PageStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def due(self, *, now: datetime, limit: int) -> tuple[PageArticle, ...]:
        rows = await self._db.read(
            "SELECT p.article_id, a.url, a.text, p.attempts, f.proxy FROM pages p"
            " JOIN articles a ON a.id = p.article_id JOIN feeds f ON f.id = a.feed_id"
            " WHERE p.due_at <= $1 OR p.due_at > $2 ORDER BY p.due_at, p.article_id LIMIT $3",
            to_seconds(now),
            to_seconds(now + LONGEST_REST),
            limit,
        )
        return tuple(PageArticle(row[0], row[1], row[2], row[3], row[4]) for row in rows)

    # `now` is not needed here, but the method has it in storage.interface.
    async def save(self, article_id: ArticleId, text: str | None, *, now: datetime) -> None:  # noqa: ARG002
        async with self._db.write(Lock.NEWS) as transaction:
            if text is not None:
                # The hash of the feed's text stays, so that the next poll does not take the page's text for an edit.
                await transaction.execute(
                    "UPDATE articles SET text = $1, has_page = true WHERE id = $2", text, article_id
                )
                await transaction.execute(
                    "INSERT INTO annotator_queue (article_id) SELECT id FROM articles WHERE id = $1"
                    " ON CONFLICT DO NOTHING",
                    article_id,
                )
            await transaction.execute("DELETE FROM pages WHERE article_id = $1", article_id)

    # `now` is not needed here, but the method has it in storage.interface.
    async def retry(self, article_id: ArticleId, at: datetime, *, now: datetime) -> None:  # noqa: ARG002
        await self._db.write_one(
            "UPDATE pages SET due_at = $1, attempts = attempts + 1 WHERE article_id = $2", to_seconds(at), article_id
        )


async def want_pages(transaction: Transaction, fingerprints: Sequence[str], now: datetime) -> None:
    """Queue the web pages of the articles with these fingerprints to be fetched, inside the caller's transaction."""
    await transaction.execute(
        "INSERT INTO pages (article_id, due_at) SELECT id, $1 FROM articles WHERE fingerprint = ANY($2::text[])"
        " ON CONFLICT (article_id) DO UPDATE SET due_at = excluded.due_at, attempts = 0",
        to_seconds(now),
        list(fingerprints),
    )
