"""Stories: finds them by window, topic, country and language; moves articles between them after a new clustering."""

import asyncio
import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime

from domain.article import IndexWords
from domain.clock import from_seconds, to_seconds
from domain.features import StoryFeatures, StoryItem
from domain.ids import ArticleId, StoryId
from domain.story import Story, Summary
from storage.features import from_json
from storage.interface import FreshArticle, StoryQuery
from storage.interface.stories import NAME_CROWD, NAMES_IN_COMMON
from storage.rows.stories import stories_of
from storage.sqlite.connections import Readable, Row
from storage.sqlite.corrections import HIDDEN, MOVED, MOVED_TO, PINNED, corrections_of
from storage.sqlite.database import Database
from storage.sqlite.story_moves import move_articles
from storage.sqlite.summaries import MISSING, OF_STORIES, write_summaries

_MANY = 200  # rows of more articles than this are converted in a thread, so that the event loop does not wait
_BATCH = 1000  # rows read at a time to rebuild StoryIndex
_FIND = """
SELECT n.story_id FROM articles a JOIN annotations n ON n.article_id = a.id JOIN feeds f ON f.id = a.feed_id
 WHERE {} GROUP BY n.story_id{} ORDER BY max(a.id) DESC LIMIT :limit
"""
_MEMBERS = """
SELECT s.id, s.created_at, s.updated_at, a.id, coalesce(a.source, f.source), a.url, n.headline, n.language,
       a.published_at, a.stored_at, a.is_pushable, n.topics, n.countries, n.sentences,
       CASE WHEN a.source IS NULL THEN f.outlet END
  FROM stories s
  JOIN annotations n ON n.story_id = s.id
  JOIN articles a ON a.id = n.article_id
  JOIN feeds f ON f.id = a.feed_id
 WHERE s.id IN (SELECT value FROM json_each(?))
 ORDER BY s.id, a.id
"""
# Finds the stories of an affair: goes from one of them back to the first one, and then forward, step by step, to the
# stories that develop one already found. UNION drops rows that were found before, so the search ends even if stories
# develop one another in a circle.
_AFFAIR = f"""
WITH RECURSIVE
  before (id, develops) AS (
    SELECT id, develops FROM stories WHERE id = :story
    UNION SELECT s.id, s.develops FROM stories s JOIN before b ON s.id = b.develops
  ),
  affair (id) AS (
    SELECT id FROM before
    UNION SELECT s.id FROM stories s JOIN affair a ON s.develops = a.id
  )
SELECT id FROM (
  SELECT a.id, min(n.article_id) AS began
    FROM affair a JOIN annotations n ON n.story_id = a.id WHERE a.id NOT IN ({HIDDEN})
   GROUP BY a.id ORDER BY began DESC LIMIT :limit
) ORDER BY began
"""
# Finds stories that have several names in common with this one, most names first. Names are compared by `key`, which is
# the same for all spellings; a name that occurs in too many stories does not count.
_RELATED = f"""
WITH mine AS MATERIALIZED (
    SELECT DISTINCT j.value ->> '$.key' AS key FROM annotations n, json_each(n.names) j
     WHERE n.story_id = :story AND j.value ->> '$.key' <> ''
  ),
  named AS MATERIALIZED (
    SELECT n.story_id, n.article_id, j.value ->> '$.key' AS key
      FROM articles a JOIN annotations n ON n.article_id = a.id, json_each(n.names) j
     WHERE a.stored_at >= :since AND n.story_id NOT IN ({HIDDEN}) AND j.value ->> '$.key' IN (SELECT key FROM mine)
  ),
  telling AS (SELECT key FROM named GROUP BY key HAVING count(DISTINCT story_id) <= {NAME_CROWD})
SELECT story_id FROM named WHERE story_id <> :story AND key IN (SELECT key FROM telling)
 GROUP BY story_id HAVING count(DISTINCT key) >= {NAMES_IN_COMMON}
 ORDER BY count(DISTINCT key) DESC, max(article_id) DESC LIMIT :limit
"""
_DEVELOPED = f"""
SELECT id, develops FROM stories WHERE id IN (SELECT value FROM json_each(?)) AND develops IS NOT NULL
   AND develops NOT IN ({HIDDEN})
"""
_INDEXED = """
SELECT a.id, n.story_id, coalesce(a.source, f.source), n.language, a.published_at, a.stored_at, n.features
  FROM articles a JOIN annotations n ON n.article_id = a.id JOIN feeds f ON f.id = a.feed_id
 WHERE a.stored_at >= ? AND a.id > ? ORDER BY a.id LIMIT ?
"""
_FRESH = f"""
SELECT a.id, n.story_id, coalesce(a.source, f.source), n.language, n.topics, n.countries, a.stored_at,
       w.exact, w.title, w.text
  FROM articles a JOIN annotations n ON n.article_id = a.id JOIN feeds f ON f.id = a.feed_id
  JOIN words w ON w.rowid = -a.id
 WHERE a.id >= ? AND a.stored_at >= ? AND a.is_pushable AND a.id NOT IN (SELECT value FROM json_each(?))
   AND n.story_id NOT IN ({HIDDEN})
 ORDER BY a.id LIMIT ?
"""
_ABOUT = "EXISTS (SELECT 1 FROM json_each(n.{0}) WHERE value IN (SELECT value FROM json_each(:{0})))"
# The first reserved id is higher than every story id in stories and in posts, and than ids given to another process.
_RESERVE = """
UPDATE story_ids
   SET last = max(last, (SELECT coalesce(max(id), 0) FROM stories),
                  (SELECT coalesce(max(story_id), 0) FROM post_stories)) + ?
RETURNING last
"""


_TOLD_BY_MANY = " HAVING count(DISTINCT coalesce(a.source, f.source)) >= :sources"


class SqliteStories:
    """The SQLite implementation of storage.interface.StoryStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def find(self, query: StoryQuery) -> tuple[Story, ...]:
        return await self.get([row[0] for row in await self._db.read(*finding(query))])

    async def get(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        wanted = json.dumps(list(ids))
        members = await self._db.read(_MEMBERS, (wanted,))
        summaries = await self._db.read(OF_STORIES, (wanted,))
        develops = {row[0]: row[1] for row in await self._db.read(_DEVELOPED, (wanted,))}
        earlier = await self._db.read(_MEMBERS, (json.dumps(list(develops.values())),)) if develops else ()
        corrections = await corrections_of(self._db, json.dumps([*ids, *develops.values()]))
        if len(members) < _MANY:
            return stories_of(ids, members, summaries, develops, earlier, corrections)
        return await asyncio.to_thread(stories_of, ids, members, summaries, develops, earlier, corrections)

    async def get_bare(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        return await bare_stories(self._db, ids)

    async def affair(self, story_id: StoryId, *, limit: int) -> tuple[Story, ...]:
        rows = await self._db.read(_AFFAIR, {"story": story_id, "limit": limit})
        return await self.get_bare([row[0] for row in rows]) if len(rows) > 1 else ()

    async def related(self, story_id: StoryId, *, since: datetime, limit: int) -> tuple[Story, ...]:
        rows = await self._db.read(_RELATED, {"story": story_id, "since": to_seconds(since), "limit": limit})
        return await self.get_bare([row[0] for row in rows]) if rows else ()

    async def without_summary(self, *, limit: int) -> tuple[Story, ...]:
        rows = await self._db.read(MISSING, (limit,))
        return await self.get([row[0] for row in rows]) if rows else ()

    async def save_summaries(self, summaries: Mapping[StoryId, Sequence[Summary]], *, now: datetime) -> None:
        async with self._db.write(erase=False) as connection:
            await write_summaries(connection, summaries, now)

    # `now` is not needed here, but the method has it in storage.interface.
    async def save_affairs(self, affairs: Mapping[StoryId, StoryId | None], *, now: datetime) -> None:  # noqa: ARG002
        if not affairs:
            return
        async with self._db.write(erase=False) as connection:
            await connection.executemany(
                "UPDATE stories SET develops = ?2 WHERE id = ?1 AND (?2 IS NULL OR ?2 IN (SELECT id FROM stories))",
                list(affairs.items()),
            )

    async def indexed_since(self, moment: datetime) -> AsyncIterator[tuple[StoryItem, StoryId]]:
        last = 0
        while True:
            rows = await self._db.read(_INDEXED, (to_seconds(moment), last, _BATCH))
            parsed = await asyncio.to_thread(_features, rows)
            for row, features in zip(rows, parsed, strict=True):
                yield StoryItem(row[0], row[2], row[3], from_seconds(row[4]), from_seconds(row[5]), features), row[1]
            if len(rows) < _BATCH:
                return
            last = rows[-1][0]

    async def fresh(self, *, seen: Collection[ArticleId], since: datetime, limit: int) -> tuple[FreshArticle, ...]:
        first = await self._db.read(
            "SELECT id FROM articles WHERE stored_at >= ? ORDER BY stored_at LIMIT 1", (to_seconds(since),)
        )
        if not first:
            return ()
        rows = await self._db.read(_FRESH, (first[0][0], to_seconds(since), json.dumps(list(seen)), limit))
        return tuple(
            FreshArticle(
                article_id=row[0],
                story_id=row[1],
                source=row[2],
                language=row[3],
                topics=tuple(json.loads(row[4])),
                countries=tuple(json.loads(row[5])),
                stored_at=from_seconds(row[6]),
                words=IndexWords(*(tuple(column.split()) for column in row[7:10])),
            )
            for row in rows
        )

    async def reserve_ids(self, count: int, *, now: datetime) -> StoryId:  # noqa: ARG002 - part of the contract
        rows = await self._db.write_one(_RESERVE, (count,))
        return StoryId(rows[0][0] - count + 1)

    async def regroup(self, moves: Mapping[ArticleId, StoryId], *, now: datetime) -> None:
        if not moves:
            return
        async with self._db.write() as connection:
            await move_articles(connection, moves, now)


async def bare_stories(db: Readable, ids: Sequence[StoryId]) -> tuple[Story, ...]:
    """Return the stories without summaries and earlier stories, which a search does not show."""
    wanted = json.dumps(list(ids))
    members = await db.read(_MEMBERS, (wanted,))
    return stories_of(ids, members, (), {}, (), await corrections_of(db, wanted))


def _features(rows: Sequence[Row]) -> list[StoryFeatures]:
    return [from_json(row[6]) for row in rows]


def finding(query: StoryQuery) -> tuple[str, dict[str, object]]:
    """Return the SQL that finds the ids of stories, and its parameters."""
    conditions = [f"n.story_id NOT IN ({HIDDEN})"]
    parameters = dict[str, object](limit=query.limit, sources=query.sources)
    if query.window:
        in_window = "a.stored_at >= :start AND a.stored_at < :end"
        parameters |= {"start": to_seconds(query.window.start), "end": to_seconds(query.window.end)}
        if query.pinned_at:
            # A condition with OR would have the query read all articles, because no index serves both of its parts.
            in_window = (
                f"a.id IN (SELECT a.id FROM articles a WHERE {in_window}"
                f" UNION SELECT n.article_id FROM annotations n WHERE n.story_id IN ({PINNED}))"
            )
            parameters["pinned_at"] = to_seconds(query.pinned_at)
        conditions.append(f"({in_window})")
    if query.topics:
        conditions.append(f"({_ABOUT.format('topics')} AND n.story_id NOT IN ({MOVED}) OR n.story_id IN ({MOVED_TO}))")
        parameters["topics"] = json.dumps(query.topics)
    if query.countries:
        conditions.append(_ABOUT.format("countries"))
        parameters["countries"] = json.dumps(query.countries)
    if query.languages:
        conditions.append("n.language IN (SELECT value FROM json_each(:languages))")
        parameters["languages"] = json.dumps(query.languages)
    if query.pushable_only:
        conditions.append("a.is_pushable")
    by_many = _TOLD_BY_MANY if query.sources > 1 else ""
    return _FIND.format(" AND ".join(conditions), by_many), parameters
