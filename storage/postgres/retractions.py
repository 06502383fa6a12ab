"""Removing a hidden story from waiting deliveries, and notifying chats that were told it.

All functions run inside the caller's transaction.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from domain.clock import from_seconds, to_seconds
from domain.correction import is_finished, without
from domain.delivery_rules import PRIORITIES
from domain.ids import ArticleId, PostId
from domain.post import Notice, PostKind
from storage.postgres.database import Transaction
from storage.postgres.posts import add_content, add_stories
from storage.rows.posts import digest_json
from storage.rows.rules import MAY_BE_CORRECTED, MAY_BE_WITHDRAWN, RECEIVED_IN_PART, UNDER_WAY

_TELLING = """
SELECT DISTINCT s.post_id FROM post_stories s JOIN posts p ON p.id = s.post_id
 WHERE p.created_at >= $2 AND s.articles && $1::bigint[]
"""
_TELLING_WITH_CONTENT = f"""
SELECT id, kind, content FROM posts WHERE content IS NOT NULL AND replaced_by IS NULL AND id IN ({_TELLING}) ORDER BY id
"""
# Makes the new post $1 replace the post $2, and also the posts that $2 has replaced.
_REPLACE = "UPDATE posts SET replaced_by = $1 WHERE id = $2 OR replaced_by = $2 RETURNING id"
# Counts the chats that get the notice of a hidden story; $1 and $2 are the same as in _TELLING.
REACH = f"""
SELECT count(*)
  FROM (SELECT DISTINCT chat_id, thread_id FROM deliveries WHERE post_id IN ({_TELLING}) AND {RECEIVED_IN_PART}) d
  LEFT JOIN chats c ON c.chat_id = d.chat_id AND c.thread_id = d.thread_id
 WHERE {MAY_BE_CORRECTED}
"""
# Queues the notice once for each chat, as a reply to the chat's last message with the story. If the notice is queued
# for the chat already, the unique index of deliveries prevents a second one.
_NOTIFY = f"""
INSERT INTO deliveries (post_id, chat_id, thread_id, locale, zone, is_silent, state, priority, not_before, created_at,
                        reply_to)
SELECT $1, d.chat_id, d.thread_id, coalesce(c.locale, nullif(d.locale, ''), 'en'),
       coalesce(c.preferences::json ->> 'zone', nullif(d.zone, ''), 'UTC'), false, 'waiting', $3, $4, $4,
       (d.message_ids::json ->> -1)::bigint
  FROM deliveries d LEFT JOIN chats c ON c.chat_id = d.chat_id AND c.thread_id = d.thread_id
 WHERE d.id IN (SELECT max(o.id) FROM deliveries o
                 WHERE o.post_id = ANY($2::bigint[]) AND {RECEIVED_IN_PART}
                 GROUP BY o.chat_id, o.thread_id)
   AND {MAY_BE_CORRECTED}
 ORDER BY d.id
    ON CONFLICT (chat_id, thread_id, post_id) DO NOTHING
"""
_WITHDRAW = f"""
UPDATE deliveries SET state = 'dropped', reason = 'withdrawn'
 WHERE {MAY_BE_WITHDRAWN} AND post_id = ANY($1::bigint[])
"""
_UNDER_WAY = "SELECT " + " OR ".join(
    f"EXISTS (SELECT 1 FROM deliveries WHERE {one} AND post_id = ANY($1::bigint[]))" for one in UNDER_WAY
)


async def replace_posts(
    transaction: Transaction, articles: Collection[ArticleId], since: datetime, now: datetime
) -> tuple[PostId, ...]:
    """Replace each digest that was made since `since` and has one of the articles by a new post without their stories.

    Return the ids of the replaced posts.
    """
    replaced = []
    found = await transaction.fetch(_TELLING_WITH_CONTENT, sorted(articles), to_seconds(since))
    for post_id, kind, content in found:
        digest = without(digest_json().validate_json(content), articles)
        new_id = await add_content(transaction, PostKind(kind), digest, now)
        await add_stories(transaction, new_id, digest)
        replaced += [row[0] for row in await transaction.fetch(_REPLACE, new_id, post_id)]
    return tuple(map(PostId, replaced))


async def retract(
    transaction: Transaction, notice: Notice, articles: Collection[ArticleId], since: datetime, now: datetime
) -> None:
    """Queue a notice for all chats that were told the story.

    The notice is also kept for chats to which the story is just being sent; `tell_open` queues it for them.
    """
    post_id = await add_content(transaction, PostKind.CORRECTION, notice, now)
    told = sorted(articles)
    await _notify(transaction, post_id, await _telling(transaction, told, to_seconds(since)), to_seconds(now))
    await transaction.execute(
        "INSERT INTO retractions (post_id, articles, since, made_at) VALUES ($1, $2, $3, $4)",
        post_id,
        told,
        to_seconds(since),
        to_seconds(now),
    )


async def tell_open(transaction: Transaction, now: datetime) -> int:
    """Queue the notices kept by `retract`, for chats that got the hidden story after that; return how many chats.

    Notices that no chat can need any more are no longer kept.
    """
    told = 0
    for post_id, articles, since, made_at in await transaction.fetch(
        "SELECT post_id, articles, since, made_at FROM retractions ORDER BY post_id"
    ):
        telling = await _telling(transaction, articles, since)
        told += await _notify(transaction, post_id, telling, to_seconds(now))
        (is_under_way,) = (await transaction.fetch(_UNDER_WAY, telling))[0]
        if is_finished(from_seconds(made_at), now, is_under_way=is_under_way):
            await transaction.execute("DELETE FROM retractions WHERE post_id = $1", post_id)
    return told


async def take_back(transaction: Transaction, articles: Collection[ArticleId]) -> None:
    """Drop the waiting notices that the story of these articles was hidden, because the story is shown again."""
    found = await transaction.fetch(
        "DELETE FROM retractions WHERE articles && $1::bigint[] RETURNING post_id", sorted(articles)
    )
    await transaction.execute(_WITHDRAW, [row[0] for row in found])


async def _telling(transaction: Transaction, articles: Sequence[ArticleId], since: int) -> list[PostId]:
    """Return the ids of the posts made since `since`, in seconds since 1970, that contain one of the articles."""
    return [row[0] for row in await transaction.fetch(_TELLING, list(articles), since)]


async def _notify(transaction: Transaction, post_id: PostId, telling: Sequence[PostId], now: int) -> int:
    return await transaction.execute(_NOTIFY, post_id, list(telling), PRIORITIES[PostKind.CORRECTION], now)
