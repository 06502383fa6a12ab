"""The stories in PostgreSQL: finding them by window, topic, country and language, and moving articles between them."""

import asyncio
import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.article import IndexWords
from domain.clock import from_seconds, to_seconds
from domain.features import StoryFeatures, StoryItem
from domain.ids import ArticleId, StoryId
from domain.story import Story, Summary
from storage.features import from_json
from storage.interface import FreshArticle, StoryQuery
from storage.interface.stories import NAME_CROWD, NAMES_IN_COMMON
from storage.postgres.corrections import HIDDEN, MOVED, MOVED_TO, PINNED, corrections_of
from storage.postgres.database import Database, Lock, Row
from storage.postgres.story_moves import move_articles
from storage.postgres.summaries import MISSING, OF_STORIES, write_summaries
from storage.rows.stories import stories_of

_MANY = 200  # rows of more articles than this are converted in a thread, so that the event loop does not wait
_BATCH = 1000  # rows read at a time to rebuild StoryIndex
_MEMBERS = """
SELECT s.id, s.created_at, s.updated_at, a.id, coalesce(a.source, f.source), a.url, n.headline, n.language,
       a.published_at, a.stored_at, a.is_pushable, n.topics, n.countries, n.sentences,
       CASE WHEN a.source IS NULL THEN f.outlet END
  FROM stories s
  JOIN annotations n ON n.story_id = s.id
  JOIN articles a ON a.id = n.article_id
  JOIN feeds f ON f.id = a.feed_id
 WHERE s.id = ANY($1::bigint[])
 ORDER BY s.id, a.id
"""
_FIND = """
SELECT n.story_id FROM articles a JOIN annotations n ON n.article_id = a.id JOIN feeds f ON f.id = a.feed_id
 WHERE {} GROUP BY n.story_id HAVING count(DISTINCT coalesce(a.source, f.source)) >= $1
 ORDER BY max(a.id) DESC LIMIT $2
"""
_PINNED = f"SELECT article_id FROM annotations WHERE story_id IN ({PINNED.format('$1')})"
_DEVELOPED = f"""
SELECT id, develops FROM stories WHERE id = ANY($1::bigint[]) AND develops IS NOT NULL AND develops NOT IN ({HIDDEN})
"""
# Finds the ids of an affair's stories: goes from one of them back to the first one, and then forward, step by step, to
# the stories that develop one already found. Because UNION drops duplicates, the query ends even if stories develop one
# another in a circle.
_AFFAIR = f"""
WITH RECURSIVE
  before (id, develops) AS (
    SELECT id, develops FROM stories WHERE id = $1
    UNION SELECT s.id, s.develops FROM stories s JOIN before b ON s.id = b.develops
  ),
  affair (id) AS (
    SELECT id FROM before
    UNION SELECT s.id FROM stories s JOIN affair a ON s.develops = a.id
  )
SELECT id FROM (
  SELECT a.id, min(n.article_id) AS began
    FROM affair a JOIN annotations n ON n.story_id = a.id WHERE a.id NOT IN ({HIDDEN})
   GROUP BY a.id ORDER BY began DESC LIMIT $2
) newest ORDER BY began
"""
# Finds up to $3 other stories that have several names in common with story $1 in articles stored since $2. Names that
# many stories have do not count. In the JSON of an annotation, the `key` of a name is equal for all its spellings.
_RELATED = f"""
WITH mine AS MATERIALIZED (
    SELECT DISTINCT j ->> 'key' AS key FROM annotations n CROSS JOIN LATERAL json_array_elements(n.names::json) j
     WHERE n.story_id = $1 AND j ->> 'key' <> ''
  ),
  named AS MATERIALIZED (
    SELECT n.story_id, n.article_id, j ->> 'key' AS key
      FROM articles a JOIN annotations n ON n.article_id = a.id
     CROSS JOIN LATERAL json_array_elements(n.names::json) j
     WHERE a.stored_at >= $2 AND n.story_id NOT IN ({HIDDEN}) AND j ->> 'key' IN (SELECT key FROM mine)
  ),
  telling AS (SELECT key FROM named GROUP BY key HAVING count(DISTINCT story_id) <= {NAME_CROWD})
SELECT story_id FROM named WHERE story_id <> $1 AND key IN (SELECT key FROM telling)
 GROUP BY story_id HAVING count(DISTINCT key) >= {NAMES_IN_COMMON}
 ORDER BY count(DISTINCT key) DESC, max(article_id) DESC LIMIT $3
"""
_INDEXED = """
SELECT a.id, n.story_id, coalesce(a.source, f.source), n.language, a.published_at, a.stored_at, n.features
  FROM articles a JOIN annotations n ON n.article_id = a.id JOIN feeds f ON f.id = a.feed_id
 WHERE a.stored_at >= $1 AND a.id > $2 ORDER BY a.id LIMIT $3
"""
_FRESH = f"""
SELECT a.id, n.story_id, coalesce(a.source, f.source), n.language, n.topics, n.countries, a.stored_at,
       w.exact, w.title, w.text
  FROM articles a JOIN annotations n ON n.article_id = a.id JOIN feeds f ON f.id = a.feed_id
  JOIN words w ON w.article_id = a.id
 WHERE a.id >= $1 AND a.stored_at >= $2 AND a.is_pushable AND a.id <> ALL($3::bigint[])
   AND n.story_id NOT IN ({HIDDEN})
 ORDER BY a.id LIMIT $4
"""
# Reserves $1 story ids, which are higher than the ids of all stories, than the ids of stories in posts, and than all
# ids that any process has reserved before.
_RESERVE = """
UPDATE story_ids
   SET last = greatest(last, (SELECT max(id) FROM stories), (SELECT max(story_id) FROM post_stories)) + $1
RETURNING last
"""


class PostgresStories:
    """The PostgreSQL implementation of storage.interface.StoryStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def find(self, query: StoryQuery) -> tuple[Story, ...]:
        # The articles of pinned stories are asked for before. If one query looked for articles of the window or of
        # pinned stories, no index would help, and it would read all articles.
        pinned = await self._db.read(_PINNED, to_seconds(query.pinned_at)) if query.pinned_at else ()
        sql, values = finding(query, [row[0] for row in pinned])
        return await self.get([row[0] for row in await self._db.read(sql, *values)])

    async def get(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        members = await self._db.read(_MEMBERS, list(ids))
        summaries = await self._db.read(OF_STORIES, list(ids))
        develops = {row[0]: row[1] for row in await self._db.read(_DEVELOPED, list(ids))}
        earlier = await self._db.read(_MEMBERS, list(develops.values())) if develops else ()
        corrections = await corrections_of(self._db, [*ids, *develops.values()])
        if len(members) < _MANY:
            return stories_of(ids, members, summaries, develops, earlier, corrections)
        return await asyncio.to_thread(stories_of, ids, members, summaries, develops, earlier, corrections)

    async def get_bare(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        """Return stories as `get` does, but without summaries and without the earlier stories that they develop.

        The results of a search show neither.
        """
        members, corrections = await asyncio.gather(self._db.read(_MEMBERS, list(ids)), corrections_of(self._db, ids))
        return stories_of(ids, members, (), {}, (), corrections)

    async def affair(self, story_id: StoryId, *, limit: int) -> tuple[Story, ...]:
        rows = await self._db.read(_AFFAIR, story_id, limit)
        return await self.get_bare([row[0] for row in rows]) if len(rows) > 1 else ()

    async def related(self, story_id: StoryId, *, since: datetime, limit: int) -> tuple[Story, ...]:
        rows = await self._db.read(_RELATED, story_id, to_seconds(since), limit)
        return await self.get_bare([row[0] for row in rows]) if rows else ()

    async def without_summary(self, *, limit: int) -> tuple[Story, ...]:
        rows = await self._db.read(MISSING, limit)
        return await self.get([row[0] for row in rows]) if rows else ()

    async def save_summaries(self, summaries: Mapping[StoryId, Sequence[Summary]], *, now: datetime) -> None:
        async with self._db.write(Lock.NEWS) as transaction:
            await write_summaries(transaction, summaries, now)

    async def save_affairs(self, affairs: Mapping[StoryId, StoryId | None], *, now: datetime) -> None:  # noqa: ARG002 - part of the agreement
        if not affairs:
            return
        async with self._db.write(Lock.NEWS) as transaction:
            await transaction.each(
                "UPDATE stories SET develops = $2::bigint WHERE id = $1"
                " AND ($2::bigint IS NULL OR EXISTS (SELECT 1 FROM stories e WHERE e.id = $2::bigint))",
                list(affairs.items()),
            )

    async def indexed_since(self, moment: datetime) -> AsyncIterator[tuple[StoryItem, StoryId]]:
        last = 0
        while True:
            rows = await self._db.read(_INDEXED, to_seconds(moment), last, _BATCH)
            parsed = await asyncio.to_thread(_features, rows)
            for row, features in zip(rows, parsed, strict=True):
                yield StoryItem(row[0], row[2], row[3], from_seconds(row[4]), from_seconds(row[5]), features), row[1]
            if len(rows) < _BATCH:
                return
            last = rows[-1][0]

    async def fresh(self, *, seen: Collection[ArticleId], since: datetime, limit: int) -> tuple[FreshArticle, ...]:
        first = await self._db.read(
            "SELECT id FROM articles WHERE stored_at >= $1 ORDER BY stored_at, id LIMIT 1", to_seconds(since)
        )
        if not first:
            return ()
        rows = await self._db.read(_FRESH, first[0][0], to_seconds(since), list(seen), limit)
        return tuple(
            FreshArticle(
                article_id=row[0],
                story_id=row[1],
                source=row[2],
                language=row[3],
                topics=tuple(json.loads(row[4])),
                countries=tuple(json.loads(row[5])),
                stored_at=from_seconds(row[6]),
                words=IndexWords(*(tuple(row[column].split()) for column in (7, 8, 9))),
            )
            for row in rows
        )

    async def reserve_ids(self, count: int, *, now: datetime) -> StoryId:  # noqa: ARG002 - part of the agreement
        rows = await self._db.write_one(_RESERVE, count)
        return StoryId(rows[0][0] - count + 1)

    async def regroup(self, moves: Mapping[ArticleId, StoryId], *, now: datetime) -> None:
        if not moves:
            return
        async with self._db.write(Lock.NEWS) as transaction:
            await move_articles(transaction, moves, now)


def _features(rows: Sequence[Row]) -> list[StoryFeatures]:
    return [from_json(row[6]) for row in rows]


def finding(query: StoryQuery, pinned: Sequence[ArticleId]) -> tuple[str, list[Any]]:
    """Return the SQL that finds the ids of stories, and its values; `pinned` are the articles of pinned stories."""
    conditions, values = [f"n.story_id NOT IN ({HIDDEN})"], list[Any]([query.sources, query.limit])

    def bound(value: object) -> str:
        values.append(value)
        return f"${len(values)}"

    if query.window:
        start, end = bound(to_seconds(query.window.start)), bound(to_seconds(query.window.end))
        in_window = f"a.stored_at >= {start} AND a.stored_at < {end}"
        if pinned:
            in_window += f" OR a.id = ANY({bound(list(pinned))}::bigint[])"
        conditions.append(f"({in_window})")
    if query.topics:
        topics = bound(list(query.topics))
        moved_to = MOVED_TO.format(topics)
        conditions.append(
            f"(n.topics ?| {topics}::text[] AND n.story_id NOT IN ({MOVED}) OR n.story_id IN ({moved_to}))"
        )
    if query.countries:
        conditions.append(f"n.countries ?| {bound(list(query.countries))}::text[]")
    if query.languages:
        conditions.append(f"n.language = ANY({bound(list(query.languages))}::text[])")
    if query.pushable_only:
        conditions.append("a.is_pushable")
    return _FIND.format(" AND ".join(conditions)), values
