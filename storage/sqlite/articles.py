"""The articles in SQLite, and the queue of articles that wait for the annotator."""

import json
from collections.abc import Sequence
from datetime import datetime

from domain.article import Article
from domain.clock import from_seconds, to_seconds
from domain.ids import ArticleId
from storage.rows.articles import COLUMNS, article_from_row
from storage.sqlite.database import Database

# Feeds take turns only among this many articles at the head of the annotator's queue, so that a long queue need not be
# sorted as a whole.
_TURNS_AMONG = 4096
_NEXT = f"""
WITH head AS (
    SELECT q.article_id, row_number() OVER (PARTITION BY a.feed_id ORDER BY q.article_id) AS turn
      FROM (SELECT article_id FROM annotator_queue ORDER BY article_id LIMIT :seen) q
      JOIN articles a ON a.id = q.article_id
)
SELECT {COLUMNS} FROM (SELECT article_id FROM head ORDER BY turn, article_id LIMIT :limit) n
  JOIN articles a ON a.id = n.article_id JOIN feeds f ON f.id = a.feed_id ORDER BY a.id
"""


class SqliteArticles:
    """The methods of storage.interface.ArticleStore that read articles; storage.sqlite.polls writes them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, ids: Sequence[ArticleId]) -> tuple[Article, ...]:
        rows = await self._db.read(
            f"SELECT {COLUMNS} FROM articles a JOIN feeds f ON f.id = a.feed_id"
            " WHERE a.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        found = {row[0]: article_from_row(row) for row in rows}
        return tuple(found[article_id] for article_id in ids if article_id in found)

    async def oldest_unread(self, *, since: datetime) -> datetime | None:
        rows = await self._db.read(
            "SELECT min(a.stored_at) FROM articles a WHERE a.stored_at > ?"
            # The plus keeps SQLite from using the index on article ids, so that it uses the one on stored_at.
            " AND +a.id IN (SELECT article_id FROM annotator_queue)"
            " AND NOT EXISTS (SELECT 1 FROM annotations n WHERE n.article_id = a.id)",
            (to_seconds(since),),
        )
        return None if rows[0][0] is None else from_seconds(rows[0][0])

    async def without_annotation(self, *, limit: int) -> tuple[Article, ...]:
        rows = await self._db.read(_NEXT, {"limit": limit, "seen": max(_TURNS_AMONG, limit)})
        return tuple(article_from_row(row) for row in rows)

    async def texts_since(self, moment: datetime, *, limit: int) -> tuple[tuple[str, str], ...]:
        rows = await self._db.read(
            "SELECT coalesce(a.source, f.source), a.text FROM articles a JOIN feeds f ON f.id = a.feed_id"
            " WHERE a.stored_at >= ? AND a.id NOT IN (SELECT article_id FROM annotator_queue)"
            " ORDER BY a.stored_at DESC, a.id DESC LIMIT ?",
            (to_seconds(moment), limit),
        )
        return tuple((row[0], row[1]) for row in reversed(rows))
