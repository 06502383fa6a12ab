"""Removing a hidden story from waiting deliveries, and notifying chats that were told it.

The functions are called inside a write transaction.
"""

import json
from collections.abc import Collection
from datetime import datetime

import aiosqlite

from domain.clock import from_seconds, to_seconds
from domain.correction import is_finished, without
from domain.delivery_rules import PRIORITIES
from domain.ids import ArticleId, PostId
from domain.post import Notice, PostKind
from storage.rows.posts import digest_json, notice_json
from storage.rows.rules import MAY_BE_CORRECTED, MAY_BE_WITHDRAWN, RECEIVED_IN_PART, UNDER_WAY
from storage.sqlite.database import fetch
from storage.sqlite.posts import add_content, add_stories

_TELLING = """
SELECT DISTINCT s.post_id FROM post_stories s JOIN posts p ON p.id = s.post_id, json_each(s.articles) a
 WHERE p.created_at >= ?2 AND a.value IN (SELECT value FROM json_each(?1))
"""
_TELLING_WITH_CONTENT = f"""
SELECT id, kind, content FROM posts WHERE content IS NOT NULL AND replaced_by IS NULL AND id IN ({_TELLING})
"""
# Counts the chats that get the notice of a hidden story; ?1 and ?2 are the same as in _TELLING.
REACH = f"""
SELECT count(*)
  FROM (SELECT DISTINCT chat_id, thread_id FROM deliveries WHERE post_id IN ({_TELLING}) AND {RECEIVED_IN_PART}) d
  LEFT JOIN chats c ON c.chat_id = d.chat_id AND c.thread_id = d.thread_id
 WHERE {MAY_BE_CORRECTED}
"""
# Queues one notice for each chat, as a reply to the chat's last message with the story; the UNIQUE index prevents a
# second one.
_NOTIFY = f"""
INSERT INTO deliveries (post_id, chat_id, thread_id, locale, zone, is_silent, state, priority, not_before, created_at,
                        reply_to)
SELECT :post, d.chat_id, d.thread_id, coalesce(c.locale, nullif(d.locale, ''), 'en'),
       coalesce(c.preferences ->> '$.zone', nullif(d.zone, ''), 'UTC'), 0, 'waiting', :priority, :now, :now,
       d.message_ids ->> '$[#-1]'
  FROM deliveries d LEFT JOIN chats c ON c.chat_id = d.chat_id AND c.thread_id = d.thread_id
 WHERE d.id IN (SELECT max(o.id) FROM deliveries o
                 WHERE o.post_id IN (SELECT value FROM json_each(:telling)) AND {RECEIVED_IN_PART}
                 GROUP BY o.chat_id, o.thread_id)
   AND {MAY_BE_CORRECTED}
ON CONFLICT (chat_id, thread_id, post_id) DO NOTHING
"""
_OPEN = """
SELECT DISTINCT r.post_id FROM retractions r, json_each(r.articles) a WHERE a.value IN (SELECT value FROM json_each(?))
"""
_WITHDRAW = f"""
UPDATE deliveries SET state = 'dropped', reason = 'withdrawn'
 WHERE {MAY_BE_WITHDRAWN} AND post_id IN (SELECT value FROM json_each(?))
"""
_UNDER_WAY = "SELECT " + " OR ".join(
    f"EXISTS (SELECT 1 FROM deliveries WHERE {one} AND post_id IN (SELECT value FROM json_each(?1)))"
    for one in UNDER_WAY
)


async def replace_posts(
    connection: aiosqlite.Connection, articles: Collection[ArticleId], since: datetime, now: datetime
) -> tuple[PostId, ...]:
    """Replace each digest that was made since `since` and has one of the articles by a new post without their stories.

    Return the ids of all replaced posts, including those that a post replaced now had itself replaced before.
    """
    ids = json.dumps(sorted(articles))
    found = await fetch(connection, _TELLING_WITH_CONTENT, (ids, to_seconds(since)))
    replaced = []
    for post_id, kind, content in found:
        digest = without(digest_json().validate_json(content), articles)
        new_id = await add_content(connection, PostKind(kind), digest_json().dump_json(digest).decode(), now)
        await add_stories(connection, new_id, digest)
        # Posts that were replaced earlier by the old post are now replaced by the newest one.
        await connection.execute(
            "UPDATE posts SET replaced_by = ?1 WHERE id = ?2 OR replaced_by = ?2", (new_id, post_id)
        )
        replaced += [row[0] for row in await fetch(connection, _REPLACED, (new_id,))]
    return tuple(map(PostId, replaced))


_REPLACED = "SELECT id FROM posts WHERE replaced_by = ?"


async def retract(
    connection: aiosqlite.Connection, notice: Notice, articles: Collection[ArticleId], since: datetime, now: datetime
) -> None:
    """Queue a notice for all chats that were told the story with these articles since that moment.

    The notice is kept, because `tell_open` must queue it later for chats to which the story is just being sent.
    """
    content = notice_json().dump_json(notice).decode()
    post_id = await add_content(connection, PostKind.CORRECTION, content, now)
    ids = json.dumps(sorted(articles))
    await _notify(connection, post_id, await _telling(connection, ids, to_seconds(since)), to_seconds(now))
    await connection.execute(
        "INSERT INTO retractions (post_id, articles, since, made_at) VALUES (?, ?, ?, ?)",
        (post_id, ids, to_seconds(since), to_seconds(now)),
    )


async def tell_open(connection: aiosqlite.Connection, now: datetime) -> int:
    """Queue the notices kept by `retract`, for chats that got the hidden story after that; return how many chats.

    Notices that no chat can need any more are no longer kept.
    """
    told = 0
    for post_id, articles, since, made_at in await fetch(
        connection, "SELECT post_id, articles, since, made_at FROM retractions"
    ):
        telling = await _telling(connection, articles, since)
        told += await _notify(connection, post_id, telling, to_seconds(now))
        (is_under_way,) = (await fetch(connection, _UNDER_WAY, (telling,)))[0]
        if is_finished(from_seconds(made_at), now, is_under_way=bool(is_under_way)):
            await connection.execute("DELETE FROM retractions WHERE post_id = ?", (post_id,))
    return told


async def take_back(connection: aiosqlite.Connection, articles: Collection[ArticleId]) -> None:
    """Drop the waiting notices that the story of these articles was hidden, because the story is shown again."""
    ids = json.dumps(sorted(articles))
    posts = json.dumps([row[0] for row in await fetch(connection, _OPEN, (ids,))])
    await connection.execute(_WITHDRAW, (posts,))
    await connection.execute("DELETE FROM retractions WHERE post_id IN (SELECT value FROM json_each(?))", (posts,))


async def _telling(connection: aiosqlite.Connection, articles: str, since: int) -> str:
    """Return a JSON array of the ids of the posts since that moment that contain one of the articles."""
    return json.dumps([row[0] for row in await fetch(connection, _TELLING, (articles, since))])


async def _notify(connection: aiosqlite.Connection, post_id: PostId, telling: str, now: int) -> int:
    cursor = await connection.execute(
        _NOTIFY, {"post": post_id, "telling": telling, "priority": PRIORITIES[PostKind.CORRECTION], "now": now}
    )
    return cursor.rowcount
