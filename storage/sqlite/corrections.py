"""The corrections by editors in SQLite; each belongs to an article."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

import aiosqlite

from domain.audit import Change
from domain.clock import to_seconds
from domain.correction import Correction, CorrectionKind, Pair, SeenStory, is_as_seen, judged
from domain.ids import ArticleId, PostId, StoryId, UpdateId
from domain.post import Notice
from storage.interface import LabelledArticle, StorageError, StorageFault
from storage.rows.corrections import (
    correction_from_row,
    correction_to_row,
    corrections_by_story,
    labelled_from_row,
    pair_from_row,
    pair_to_row,
)
from storage.sqlite.connections import Readable
from storage.sqlite.database import Database, fetch
from storage.sqlite.inbox import mark_applied
from storage.sqlite.newsroom import keep_changes
from storage.sqlite.retractions import REACH, replace_posts, retract, take_back, tell_open
from storage.sqlite.story_moves import move_articles

_COLUMNS = "kind, article_id, language, value, made_at, until"
_PUT = f"""
INSERT OR REPLACE INTO corrections ({_COLUMNS})
SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM articles WHERE id = ?2)
"""
_CORRECTED = "SELECT h.story_id FROM corrections c JOIN annotations h ON h.article_id = c.article_id WHERE c.kind = "
# Queries for the ids of stories that editors have hidden, pinned until after :pinned_at, moved to any topic, or moved
# to one of :topics.
HIDDEN = _CORRECTED + "'hidden'"
PINNED = _CORRECTED + "'pinned' AND c.until > :pinned_at"
MOVED = _CORRECTED + "'topic'"
MOVED_TO = MOVED + " AND c.value IN (SELECT value FROM json_each(:topics))"
_OF_STORIES = f"""
SELECT c.{_COLUMNS.replace(", ", ", c.")}, n.story_id
  FROM corrections c CROSS JOIN annotations n ON n.article_id = c.article_id
 WHERE n.story_id IN (SELECT value FROM json_each(?))
"""
_OF_ARTICLES = f"SELECT {_COLUMNS} FROM corrections WHERE article_id IN (SELECT value FROM json_each(?))"
_OF_ARTICLE = "SELECT story_id FROM annotations WHERE article_id = ?"
_MEMBERS = f"SELECT article_id FROM annotations WHERE story_id = ({_OF_ARTICLE})"
_PAIR = """
INSERT INTO article_pairs (one, other, is_same, is_stated, made_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (one, other) DO UPDATE SET made_at = excluded.made_at, is_same = excluded.is_same,
       is_stated = excluded.is_stated OR (is_stated AND is_same = excluded.is_same)
"""
_KEEP_TEXTS = """
INSERT OR IGNORE INTO labelled_articles (article_id, title, text, source, url, published_at)
SELECT a.id, coalesce(a.title, ''), a.text, coalesce(a.source, f.source), a.url, a.published_at
  FROM articles a JOIN feeds f ON f.id = a.feed_id WHERE a.id IN (SELECT value FROM json_each(?))
"""
_SAID = """
SELECT p.one, p.other, p.is_same, p.made_at, p.is_stated
  FROM article_pairs p JOIN articles a ON a.id = p.one JOIN articles b ON b.id = p.other
 WHERE max(a.stored_at, b.stored_at) >= ? ORDER BY p.made_at DESC, p.one, p.other
"""
_STATED = "SELECT one, other, is_same, made_at, 1 FROM article_pairs WHERE is_stated ORDER BY one, other"
_LABELLED = """
SELECT article_id, title, text, source, url, published_at FROM labelled_articles
 WHERE article_id IN (SELECT one FROM article_pairs WHERE is_stated
                      UNION SELECT other FROM article_pairs WHERE is_stated)
 ORDER BY article_id
"""


class SqliteCorrections:
    """The SQLite implementation of storage.interface.CorrectionStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def put(
        self,
        corrections: Sequence[Correction],
        *,
        now: datetime,
        seen: Sequence[SeenStory] = (),
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> bool:
        async with self._db.write() as connection:
            if not await _begin(connection, seen, update_id, now, step="put_corrections"):
                return False
            await _put(connection, corrections)
            await keep_changes(connection, [change] if change else [], now)
            return True

    async def remove(
        self,
        articles: Collection[ArticleId],
        kind: CorrectionKind,
        *,
        now: datetime,
        seen: Sequence[SeenStory] = (),
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> bool:
        async with self._db.write() as connection:
            if not await _begin(connection, seen, update_id, now, step="remove_corrections"):
                return False
            cursor = await connection.execute(
                "DELETE FROM corrections WHERE kind = ? AND article_id IN (SELECT value FROM json_each(?))",
                (str(kind), json.dumps(list(articles))),
            )
            if change and cursor.rowcount > 0:
                await keep_changes(connection, [change], now)
            if kind is CorrectionKind.HIDDEN:
                await take_back(connection, articles)
            return cursor.rowcount > 0

    async def hide(
        self,
        articles: Collection[ArticleId],
        *,
        since: datetime,
        now: datetime,
        seen: Sequence[SeenStory] = (),
        notice: Notice | None = None,
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> tuple[PostId, ...]:
        async with self._db.write() as connection:
            if not await _begin(connection, seen, update_id, now, step="hide_story"):
                return ()
            await _put(connection, (Correction(one, CorrectionKind.HIDDEN, now) for one in articles))
            await keep_changes(connection, [change] if change else [], now)
            replaced = await replace_posts(connection, articles, since, now)
            if notice is not None:
                await retract(connection, notice, articles, since, now)
            return replaced

    async def reach(self, articles: Collection[ArticleId], *, since: datetime) -> int:
        rows = await self._db.read(REACH, (json.dumps(sorted(articles)), to_seconds(since)))
        return int(rows[0][0])

    async def tell(self, *, now: datetime) -> int:
        if not await self._db.read("SELECT 1 FROM retractions LIMIT 1"):
            return 0  # usually there are no notices to queue, so no transaction is needed
        async with self._db.write() as connection:
            return await tell_open(connection, now)

    async def tie(
        self,
        pairs: Sequence[Pair],
        moves: Mapping[ArticleId, StoryId],
        *,
        now: datetime,
        seen: Sequence[SeenStory] = (),
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> bool:
        async with self._db.write() as connection:
            if not await _begin(connection, seen, update_id, now, step="tie_articles"):
                return False
            await connection.executemany(_PAIR, map(pair_to_row, pairs))
            await connection.execute(_KEEP_TEXTS, (json.dumps(judged(pairs)),))
            await move_articles(connection, moves, now)
            await keep_changes(connection, [change] if change else [], now)
            return True

    async def said(self, *, since: datetime) -> tuple[Pair, ...]:
        return tuple(map(pair_from_row, await self._db.read(_SAID, (to_seconds(since),))))

    async def labelled(self) -> tuple[tuple[Pair, ...], tuple[LabelledArticle, ...]]:
        pairs, articles = await self._db.read(_STATED), await self._db.read(_LABELLED)
        return tuple(map(pair_from_row, pairs)), tuple(map(labelled_from_row, articles))


async def corrections_of(db: Readable, stories: str) -> dict[StoryId, list[Correction]]:
    """Return story id → its corrections, for the story ids in a JSON array."""
    return corrections_by_story(await db.read(_OF_STORIES, (stories,)))


async def _begin(
    connection: aiosqlite.Connection, seen: Sequence[SeenStory], update_id: UpdateId | None, now: datetime, *, step: str
) -> bool:
    """Record that the change `step` is made for the update; return False if it was made before.

    Raises StorageError with STORY_CHANGED if one of the stories is not as in `seen`.
    """
    if not await mark_applied(connection, update_id, now, step=step):
        return False
    for one in seen:
        members = [row[0] for row in await fetch(connection, _MEMBERS, one.articles[:1])]
        corrections = await fetch(connection, _OF_ARTICLES, (json.dumps(members),))
        if not is_as_seen(one, members, map(correction_from_row, corrections)):
            raise StorageError(StorageFault.STORY_CHANGED)
    return True


async def _put(connection: aiosqlite.Connection, corrections: Iterable[Correction]) -> None:
    await connection.executemany(_PUT, map(correction_to_row, corrections))
