"""The corrections by editors in PostgreSQL; each belongs to an article."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from domain.audit import Change
from domain.clock import to_seconds
from domain.correction import Correction, CorrectionKind, Pair, SeenStory, is_as_seen, judged
from domain.ids import ArticleId, PostId, StoryId, UpdateId
from domain.post import Notice
from storage.interface import LabelledArticle, StorageError, StorageFault
from storage.postgres.database import Database, Lock, Transaction
from storage.postgres.inbox import mark_applied
from storage.postgres.newsroom import keep_changes
from storage.postgres.retractions import REACH, replace_posts, retract, take_back, tell_open
from storage.postgres.story_moves import move_articles
from storage.rows.corrections import (
    correction_from_row,
    correction_to_row,
    corrections_by_story,
    labelled_from_row,
    pair_from_row,
    pair_to_row,
)

_PUT = """
INSERT INTO corrections (kind, article_id, language, value, made_at, until)
SELECT $1, $2, $3, $4, $5, $6 WHERE EXISTS (SELECT 1 FROM articles WHERE id = $2)
    ON CONFLICT (kind, article_id, language) DO UPDATE
   SET value = excluded.value, made_at = excluded.made_at, until = excluded.until
"""
_CORRECTED = "SELECT h.story_id FROM corrections c JOIN annotations h ON h.article_id = c.article_id WHERE c.kind = "
# Queries for the ids of stories that editors have hidden, pinned until after the moment {}, moved to any topic, or
# moved to one of the topics {}.
HIDDEN = _CORRECTED + "'hidden'"
PINNED = _CORRECTED + "'pinned' AND c.until > {}"
MOVED = _CORRECTED + "'topic'"
MOVED_TO = MOVED + " AND c.value = ANY({}::text[])"
_OF_STORIES = """
SELECT c.kind, c.article_id, c.language, c.value, c.made_at, c.until, n.story_id
  FROM corrections c JOIN annotations n ON n.article_id = c.article_id WHERE n.story_id = ANY($1::bigint[])
"""
_OF_ARTICLES = """
SELECT kind, article_id, language, value, made_at, until FROM corrections WHERE article_id = ANY($1::bigint[])
"""
_MEMBERS = """
SELECT article_id FROM annotations WHERE story_id = (SELECT story_id FROM annotations WHERE article_id = $1)
"""
_PAIR = """
INSERT INTO article_pairs (one, other, is_same, is_stated, made_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (one, other) DO UPDATE SET made_at = excluded.made_at, is_same = excluded.is_same,
       is_stated = excluded.is_stated OR (article_pairs.is_stated AND article_pairs.is_same = excluded.is_same)
"""
_KEEP_TEXTS = """
INSERT INTO labelled_articles (article_id, title, text, source, url, published_at)
SELECT a.id, coalesce(a.title, ''), a.text, coalesce(a.source, f.source), a.url, a.published_at
  FROM articles a JOIN feeds f ON f.id = a.feed_id WHERE a.id = ANY($1::bigint[])
    ON CONFLICT DO NOTHING
"""
_SAID = """
SELECT p.one, p.other, p.is_same, p.made_at, p.is_stated
  FROM article_pairs p JOIN articles a ON a.id = p.one JOIN articles b ON b.id = p.other
 WHERE greatest(a.stored_at, b.stored_at) >= $1 ORDER BY p.made_at DESC, p.one, p.other
"""
_STATED = "SELECT one, other, is_same, made_at, is_stated FROM article_pairs WHERE is_stated ORDER BY one, other"
_LABELLED = """
SELECT article_id, title, text, source, url, published_at FROM labelled_articles
 WHERE article_id IN (SELECT one FROM article_pairs WHERE is_stated
                      UNION SELECT other FROM article_pairs WHERE is_stated)
 ORDER BY article_id
"""


class PostgresCorrections:
    """The PostgreSQL implementation of storage.interface.CorrectionStore."""

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
        async with self._db.write(Lock.NEWS, Lock.PEOPLE) as transaction:
            if not await _begin(transaction, seen, update_id, now, step="put_corrections"):
                return False
            await _put(transaction, corrections)
            await keep_changes(transaction, [change] if change else [], now)
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
        async with self._db.write(Lock.NEWS, Lock.PEOPLE) as transaction:
            if not await _begin(transaction, seen, update_id, now, step="remove_corrections"):
                return False
            gone = await transaction.execute(
                "DELETE FROM corrections WHERE kind = $1 AND article_id = ANY($2::bigint[])", str(kind), list(articles)
            )
            if change and gone > 0:
                await keep_changes(transaction, [change], now)
            if kind is CorrectionKind.HIDDEN:
                await take_back(transaction, articles)
            return gone > 0

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
        # Digests are queued under the same lock. So each digest is stored either before the story is hidden, or without
        # the story.
        async with self._db.write(Lock.PEOPLE) as transaction:
            if not await _begin(transaction, seen, update_id, now, step="hide_story"):
                return ()
            await _put(transaction, (Correction(one, CorrectionKind.HIDDEN, now) for one in articles))
            await keep_changes(transaction, [change] if change else [], now)
            replaced = await replace_posts(transaction, articles, since, now)
            if notice is not None:
                await retract(transaction, notice, articles, since, now)
            return replaced

    async def reach(self, articles: Collection[ArticleId], *, since: datetime) -> int:
        rows = await self._db.read(REACH, sorted(articles), to_seconds(since))
        return int(rows[0][0])

    async def tell(self, *, now: datetime) -> int:
        if not await self._db.read("SELECT 1 FROM retractions LIMIT 1"):
            return 0  # usually there are no notices to queue
        async with self._db.write(Lock.PEOPLE) as transaction:
            return await tell_open(transaction, now)

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
        async with self._db.write(Lock.NEWS, Lock.PEOPLE) as transaction:
            if not await _begin(transaction, seen, update_id, now, step="tie_articles"):
                return False
            await transaction.each(_PAIR, [pair_to_row(one) for one in pairs])
            await transaction.execute(_KEEP_TEXTS, judged(pairs))
            await move_articles(transaction, moves, now)
            await keep_changes(transaction, [change] if change else [], now)
            return True

    async def said(self, *, since: datetime) -> tuple[Pair, ...]:
        return tuple(map(pair_from_row, await self._db.read(_SAID, to_seconds(since))))

    async def labelled(self) -> tuple[tuple[Pair, ...], tuple[LabelledArticle, ...]]:
        pairs, articles = await self._db.read(_STATED), await self._db.read(_LABELLED)
        return tuple(map(pair_from_row, pairs)), tuple(map(labelled_from_row, articles))


async def corrections_of(db: Database, stories: Sequence[StoryId]) -> dict[StoryId, list[Correction]]:
    """Return story id → its corrections."""
    return corrections_by_story(await db.read(_OF_STORIES, list(stories)))


async def _begin(
    transaction: Transaction, seen: Sequence[SeenStory], update_id: UpdateId | None, now: datetime, *, step: str
) -> bool:
    """Record that the change `step` is made for the update; return False if it was made before.

    Raises StorageError with STORY_CHANGED if one of the stories is not as in `seen`.
    """
    if not await mark_applied(transaction, update_id, now, step=step):
        return False
    for one in seen:
        members = [row[0] for row in await transaction.fetch(_MEMBERS, one.articles[0])]
        corrections = await transaction.fetch(_OF_ARTICLES, members)
        if not is_as_seen(one, members, map(correction_from_row, corrections)):
            raise StorageError(StorageFault.STORY_CHANGED)
    return True


async def _put(transaction: Transaction, corrections: Iterable[Correction]) -> None:
    await transaction.each(_PUT, [correction_to_row(one) for one in corrections])
