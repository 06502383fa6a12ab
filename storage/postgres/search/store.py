"""Search over the index of terms in PostgreSQL.

A GIN index returns all matches of a query at once and unordered. So a search reads ranges of ids, the newest first: a
tsquery names the range's buckets, and each range is longer than the last. A common word is found in the first range,
and a rare one takes a few queries.
"""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.clock import to_seconds
from domain.ids import ArticleId, FeedId, StoryId
from domain.story import Story
from storage.archive import ArchiveSearch, Stretch
from storage.archive.facets import Facets
from storage.postgres.corrections import HIDDEN
from storage.postgres.database import Database
from storage.postgres.search.conditions import Condition, condition_of, match_queries
from storage.postgres.stories import PostgresStories
from storage.postgres.terms import BUCKET, any_of, bucket, quoted
from text.ranking import Groups, IndexedText, Match, WordMatches, are_phrases, word_matches_of
from text.suggestions import COUNTED, MOST_KNOWN, OPENING, candidates, lengths, spellings, suggested, wanted_of

_LONGER = 8  # factor by which each range of ids is longer than the one before
_MOST_BUCKETS = 64  # buckets that a query names; a longer range is read without them, down to its lowest id
_MATCHES = f"""
WITH found AS MATERIALIZED (SELECT article_id FROM words WHERE terms @@ $1::text::tsquery),
newest AS (
  SELECT f.article_id
    FROM (SELECT article_id FROM found WHERE article_id BETWEEN $2 AND $3 ORDER BY article_id DESC OFFSET 0) f
    {{checks}} LIMIT $4)
SELECT w.article_id, CASE WHEN n.story_id IN ({HIDDEN}) THEN 0 ELSE n.story_id END, a.published_at
  FROM newest w JOIN annotations n ON n.article_id = w.article_id JOIN articles a ON a.id = w.article_id
 ORDER BY w.article_id DESC
"""
# Phrases are looked for in one text after another, newest first, until enough are found.
_CHECKED = """
CROSS JOIN LATERAL (SELECT 1 FROM words WHERE words.article_id = f.article_id AND {} OFFSET 0) checked
"""
# The names of other publishers are read off the index, one step for each name.
_PUBLISHERS = """
WITH RECURSIVE others (name) AS (
    SELECT min(source) FROM articles WHERE source IS NOT NULL
    UNION ALL
    SELECT (SELECT min(a.source) FROM articles a WHERE a.source > o.name) FROM others o WHERE o.name IS NOT NULL
)
SELECT id, source FROM feeds UNION ALL SELECT NULL, name FROM others WHERE name IS NOT NULL
"""
# The concatenation makes PostgreSQL fetch an article's terms once, not for each of the three conditions; OFFSET 0 keeps
# the planner from undoing that.
_WORD_MATCHES = """
SELECT article_id, t @@ $2::text::tsquery, t @@ $3::text::tsquery, t @@ $4::text::tsquery
  FROM (SELECT article_id, terms || ''::tsvector AS t FROM words WHERE article_id = ANY($1::bigint[]) OFFSET 0) w
"""
_BY_ARTICLE = "SELECT article_id, exact, title, text FROM words WHERE article_id = ANY($1::bigint[])"
_OPENING = """
SELECT word FROM lexicon WHERE word >= $1 AND word < $1 || chr(1114111) AND length(word) BETWEEN $2 AND $3 LIMIT $4
"""


class PostgresIndex:
    """The ArchiveIndex of storage.archive."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._stories = PostgresStories(db)

    async def newest(self) -> int:
        rows = await self._db.read("SELECT coalesce(max(article_id), 0) FROM annotations")
        return int(rows[0][0])

    async def stored_since(self, moment: datetime, *, among: int) -> int | None:
        rows = await self._db.read(
            "SELECT min(id) FROM (SELECT id FROM articles WHERE stored_at >= $1 ORDER BY stored_at LIMIT $2) first",
            to_seconds(moment),
            among,
        )
        return None if rows[0][0] is None else int(rows[0][0])

    async def stored_before(self, moment: datetime, *, among: int) -> int:
        rows = await self._db.read(
            "SELECT coalesce(max(id), 0) FROM"
            " (SELECT id FROM articles WHERE stored_at < $1 ORDER BY stored_at DESC LIMIT $2) last",
            to_seconds(moment),
            among,
        )
        return int(rows[0][0])

    async def publishers(self) -> Sequence[tuple[FeedId | None, str]]:
        return [(row[0], row[1]) for row in await self._db.read(_PUBLISHERS)]

    async def matches(self, stretch: Stretch, *, limit: int) -> list[Match]:
        return await self.newest_first(condition_of(stretch.wanted), stretch.first, stretch.last, limit)

    async def newest_first(self, condition: Condition, first: int, last: int, limit: int) -> list[Match]:
        """Return up to `limit` articles with ids from `first` to `last` that fulfil the condition, newest first."""
        checks = _CHECKED.format(" AND ".join(condition.checks)) if condition.checks else ""
        sql = _MATCHES.format(checks=checks)
        found: list[Match] = []
        for lowest, highest, buckets in _stretches(first, last):
            tsquery = f"({condition.tsquery}) & {buckets}" if buckets else condition.tsquery
            values = (tsquery, lowest, highest, limit - len(found), *condition.values)
            found += [Match(*row) for row in await self._db.read(sql, *values)]
            if len(found) == limit:
                break
        return found

    async def word_matches(
        self, groups: Groups, facets: Facets, ids: Sequence[ArticleId], *, are_all: bool
    ) -> WordMatches:
        del facets, are_all  # each article is checked by itself
        if are_phrases(groups):
            return WordMatches(exact=set(ids))
        queries = match_queries(groups)
        if queries is None:
            texts = [IndexedText(*row) for row in await self._db.read(_BY_ARTICLE, list(ids))]
            return await asyncio.to_thread(word_matches_of, groups, texts)
        rows = await self._db.read(_WORD_MATCHES, list(ids), *queries)
        return WordMatches(*({row[0] for row in rows if row[place]} for place in (1, 2, 3)))

    async def stories(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        return await self._stories.get_bare(ids)


class PostgresSearch(ArchiveSearch):
    """The PostgreSQL implementation of storage.interface.SearchStore."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._words = PostgresIndex(db)
        super().__init__(self._words)

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        wanted = wanted_of(word)
        if wanted is None:
            return ()
        near = await asyncio.to_thread(spellings, wanted)
        rows = await self._db.read("SELECT word FROM lexicon WHERE word = ANY($1::text[])", list(near))
        known = {row[0] for row in rows}
        if len(known) < limit:
            rows = await self._db.read(_OPENING, wanted[:OPENING], *lengths(wanted), MOST_KNOWN)
            known |= {row[0] for row in rows}
        slips = await asyncio.to_thread(candidates, wanted, known)
        last = await self._words.newest()
        held = {
            one: len(await self._words.newest_first(Condition(f"{quoted(one)}:A"), 1, last, COUNTED)) for one in slips
        }
        return suggested(slips, held, limit=limit)


def _stretches(first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """Yield (lowest id, highest id, tsquery for the buckets or "" for all) from the highest ids down."""
    size = 1
    while last >= first:
        lowest = max(first, (last // BUCKET - size + 1) * BUCKET)
        if size > _MOST_BUCKETS:
            yield first, last, ""
            return
        buckets = range(lowest // BUCKET, last // BUCKET + 1)
        yield lowest, last, any_of(bucket(ArticleId(number * BUCKET)) for number in buckets)
        last, size = lowest - 1, size * _LONGER
