"""What chats were told, read from the posts that were delivered to them."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.chat import ChatState, Place
from domain.clock import to_seconds
from domain.delivery_rules import comes_again
from domain.digest import Digest
from domain.ids import ArticleId, PostId, UpdateId
from domain.post import DeliveryState, PostKind
from storage.rows.moments import moment_or_none
from storage.rows.rules import MAY_BE_TAKEN_BACK, TOLD
from storage.sqlite.consequences import SETTLED, settle
from storage.sqlite.database import Database, fetch
from storage.sqlite.inbox import mark_applied
from storage.sqlite.posts import add_stories

_TOLD = f"""
SELECT d.chat_id, group_concat(d.post_id) FROM deliveries d
 WHERE d.chat_id IN (SELECT value FROM json_each(:chats)) AND d.thread_id = :thread
   AND d.post_id >= coalesce((SELECT min(id) FROM posts WHERE created_at >= :since), 1 << 62)
   AND {TOLD}
 GROUP BY d.chat_id
"""
# Joins the articles of all stories of a post into one JSON array, because the event loop would be blocked by parsing
# thousands of short arrays instead of a few long ones.
_ARTICLES = """
SELECT post_id, '[' || coalesce(group_concat(nullif(trim(articles, '[]'), '')), '') || ']' FROM post_stories
 WHERE post_id IN (SELECT value FROM json_each(?)) GROUP BY post_id
"""
_TAKE_BACK = f"""
UPDATE deliveries SET state = 'dropped', reason = 'shown'
 WHERE chat_id = ? AND thread_id = ? AND {MAY_BE_TAKEN_BACK} AND EXISTS (
       SELECT 1 FROM post_stories mine, json_each(mine.articles) article
        WHERE mine.post_id = deliveries.post_id AND article.value IN (
              SELECT known.value FROM post_stories shown, json_each(shown.articles) known WHERE shown.post_id = ?))
{SETTLED}
"""
_PLAN = "SELECT state, next_due_at FROM chats WHERE chat_id = ? AND thread_id = ?"
_DUE_AT = "UPDATE chats SET next_due_at = ? WHERE chat_id = ? AND thread_id = ?"


class SqliteTold:
    """The SQLite implementation of storage.interface.ToldStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def articles(self, places: Sequence[Place], *, since: datetime) -> dict[Place, frozenset[ArticleId]]:
        histories: dict[Place, str] = {}  # place → ids of its posts, comma-separated
        for thread_id in {place.thread_id for place in places}:
            chats = [place.chat_id for place in places if place.thread_id == thread_id]
            rows = await self._db.read(
                _TOLD, {"chats": json.dumps(chats), "thread": thread_id or 0, "since": to_seconds(since)}
            )
            histories |= {Place(row[0], thread_id): row[1] for row in rows}
        nothing: frozenset[ArticleId] = frozenset()
        posts = {told: [PostId(int(post)) for post in told.split(",")] for told in set(histories.values())}
        articles = await self._articles_of({post for told in posts.values() for post in told})
        sets = {told: nothing.union(*(articles.get(post, ()) for post in those)) for told, those in posts.items()}
        return {place: sets[histories[place]] if place in histories else nothing for place in places}

    async def _articles_of(self, posts: set[PostId]) -> Mapping[PostId, set[ArticleId]]:
        rows = await self._db.read(_ARTICLES, (json.dumps(sorted(posts)),))
        return {row[0]: set(json.loads(row[1])) for row in rows}

    async def record_shown(
        self, place: Place, digest: Digest, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        moment, where = to_seconds(now), (place.chat_id, place.thread_id or 0)
        async with self._db.write() as connection:
            if not digest.stories or not await mark_applied(connection, update_id, now, step="record_shown"):
                return
            cursor = await connection.execute(
                "INSERT INTO posts (kind, created_at) VALUES (?, ?)", (str(PostKind.DIGEST), moment)
            )
            assert cursor.lastrowid is not None
            post_id = PostId(cursor.lastrowid)
            await add_stories(connection, post_id, digest)
            await connection.execute(
                "INSERT INTO deliveries (post_id, chat_id, thread_id, locale, zone, is_silent, state, priority,"
                " not_before, created_at) VALUES (?, ?, ?, '', '', 0, ?, 0, ?, ?)",
                (post_id, *where, str(DeliveryState.SENT), moment, moment),
            )
            taken = await fetch(connection, _TAKE_BACK, (*where, post_id))
            await settle(connection, taken)
            kinds = [PostKind(row[4]) for row in taken]
            for state, next_due_at in await fetch(connection, _PLAN, where):
                if comes_again(kinds, ChatState(state), moment_or_none(next_due_at)):
                    await connection.execute(_DUE_AT, (moment, *where))
