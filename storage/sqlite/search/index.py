"""The index of words in an SQLite file, with the methods that storage.archive needs."""

from collections.abc import Sequence
from datetime import datetime

from domain.clock import to_seconds
from domain.ids import ArticleId, FeedId, StoryId
from domain.story import Story
from storage.archive import Stretch
from storage.archive.facets import Facets
from storage.sqlite.connections import Readable
from storage.sqlite.corrections import HIDDEN
from storage.sqlite.search.expressions import match_expression
from storage.sqlite.search.word_matches import word_matches
from storage.sqlite.stories import bare_stories
from text.ranking import Groups, Match, WordMatches

_MATCHES = f"""
SELECT -m.rowid, CASE WHEN n.story_id IN ({HIDDEN}) THEN 0 ELSE coalesce(n.story_id, 0) END, coalesce(a.published_at, 0)
  FROM (SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN -?3 AND -?2
         ORDER BY rowid LIMIT ?4) m
  LEFT JOIN annotations n INDEXED BY annotations_story ON n.article_id = -m.rowid
  LEFT JOIN articles a INDEXED BY articles_published ON a.id = -m.rowid
"""
# The publishers of feeds, and others whose articles feeds pass on. The recursion finds the names of those others one by
# one in the index on `source`, which is faster than reading all articles.
_PUBLISHERS = """
WITH RECURSIVE others(name) AS (
    SELECT min(source) FROM articles WHERE source IS NOT NULL
    UNION ALL
    SELECT (SELECT min(source) FROM articles WHERE source > name) FROM others WHERE name IS NOT NULL
)
SELECT id, source FROM feeds UNION ALL SELECT NULL, name FROM others WHERE name IS NOT NULL
"""


class SqliteIndex:
    """The SQLite implementation of storage.archive.ArchiveIndex.

    FTS5 returns rowids in ascending order. They are the negative ids of articles, so the newest matches come first, and
    older ones need not be read.
    """

    def __init__(self, db: Readable) -> None:
        self._db = db

    async def newest(self) -> int:
        rows = await self._db.read("SELECT coalesce(max(article_id), 0) FROM annotations")
        return int(rows[0][0])

    async def stored_since(self, moment: datetime, *, among: int) -> int | None:
        rows = await self._db.read(
            "SELECT min(id) FROM (SELECT id FROM articles WHERE stored_at >= ? ORDER BY stored_at LIMIT ?)",
            (to_seconds(moment), among),
        )
        return None if rows[0][0] is None else int(rows[0][0])

    async def stored_before(self, moment: datetime, *, among: int) -> int:
        rows = await self._db.read(
            "SELECT coalesce(max(id), 0) FROM"
            " (SELECT id FROM articles WHERE stored_at < ? ORDER BY stored_at DESC LIMIT ?)",
            (to_seconds(moment), among),
        )
        return int(rows[0][0])

    async def publishers(self) -> Sequence[tuple[FeedId | None, str]]:
        return [(row[0], row[1]) for row in await self._db.read(_PUBLISHERS)]

    async def matches(self, stretch: Stretch, *, limit: int) -> list[Match]:
        values = (match_expression(stretch.wanted), stretch.first, stretch.last, limit)
        return list(map(Match._make, await self._db.read(_MATCHES, values)))

    async def word_matches(
        self, groups: Groups, facets: Facets, ids: Sequence[ArticleId], *, are_all: bool
    ) -> WordMatches:
        return await word_matches(self._db, groups, facets, ids, are_all=are_all)

    async def stories(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        return await bare_stories(self._db, ids)
