"""Articles of which the feed gives only a teaser, until their web pages have been fetched."""

import json
from collections.abc import Sequence
from datetime import datetime

from domain.ahead import LONGEST_REST
from domain.clock import to_seconds
from domain.ids import ArticleId
from storage.interface import PageArticle
from storage.sqlite.connections import Writable
from storage.sqlite.database import Database


class SqlitePages:
    """The SQLite implementation of storage.interface.PageStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def due(self, *, now: datetime, limit: int) -> tuple[PageArticle, ...]:
        rows = await self._db.read(
            "SELECT p.article_id, a.url, a.text, p.attempts, f.proxy FROM pages p"
            " JOIN articles a ON a.id = p.article_id JOIN feeds f ON f.id = a.feed_id"
            " WHERE p.due_at <= ? OR p.due_at > ? ORDER BY p.due_at, p.article_id LIMIT ?",
            (to_seconds(now), to_seconds(now + LONGEST_REST), limit),
        )
        return tuple(PageArticle(row[0], row[1], row[2], row[3], row[4]) for row in rows)

    # `now` is not needed here, but the method has it in storage.interface.
    async def save(self, article_id: ArticleId, text: str | None, *, now: datetime) -> None:  # noqa: ARG002
        async with self._db.write() as connection:
            if text is not None:
                await connection.execute(
                    # The hash of the feed's text stays, so that the next poll does not take the page's text for an
                    # edit.
                    "UPDATE articles SET text = ?, has_page = 1 WHERE id = ?",
                    (text, article_id),
                )
                await connection.execute(
                    "INSERT OR IGNORE INTO annotator_queue (article_id) SELECT id FROM articles WHERE id = ?",
                    (article_id,),
                )
            await connection.execute("DELETE FROM pages WHERE article_id = ?", (article_id,))

    # `now` is not needed here, but the method has it in storage.interface.
    async def retry(self, article_id: ArticleId, at: datetime, *, now: datetime) -> None:  # noqa: ARG002
        async with self._db.write() as connection:
            await connection.execute(
                "UPDATE pages SET due_at = ?, attempts = attempts + 1 WHERE article_id = ?",
                (to_seconds(at), article_id),
            )


async def want_pages(connection: Writable, fingerprints: Sequence[str], now: datetime) -> None:
    """Queue the web pages of the articles with these fingerprints to be fetched, inside a write transaction."""
    await connection.execute(
        "INSERT INTO pages (article_id, due_at) SELECT id, :now FROM articles"
        " WHERE fingerprint IN (SELECT value FROM json_each(:fingerprints))"
        " ON CONFLICT (article_id) DO UPDATE SET due_at = excluded.due_at, attempts = 0",
        {"now": to_seconds(now), "fingerprints": json.dumps(fingerprints)},
    )
