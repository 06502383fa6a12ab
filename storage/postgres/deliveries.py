"""Queueing a post for any number of chats by a few SQL statements, not one for each chat."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.digest import Digest
from domain.ids import PostId
from domain.post import Notice, PostKind
from storage.interface import Addressee, QueuedDigest
from storage.postgres.database import Transaction
from storage.postgres.posts import add_post
from storage.rows.posts import grouped
from storage.rows.rules import MAY_BE_QUEUED_AGAIN, may_be_queued_for

# One statement queues a post for all chats with equal settings; $2 is the array of their ids.
_QUEUE = """
INSERT INTO deliveries (post_id, chat_id, thread_id, locale, zone, is_silent, state, priority, not_before,
                        created_at, reply_to)
SELECT $1, w.chat_id, $3, $4, $5, $6, 'waiting', $7, $8, $9, $10
  FROM unnest($2::bigint[]) WITH ORDINALITY w (chat_id, place)
"""
# If the chat has a dropped delivery of this post, that delivery is set to waiting again in place of a new one.
_ONCE = f"""
 ORDER BY w.place
    ON CONFLICT (chat_id, thread_id, post_id) DO UPDATE
   SET state = 'waiting', reason = NULL, is_silent = excluded.is_silent, not_before = excluded.not_before,
       created_at = excluded.created_at
 WHERE {MAY_BE_QUEUED_AGAIN}
"""
_QUEUE_DIGEST = f"""
{_QUEUE} JOIN chats c ON c.chat_id = w.chat_id AND c.thread_id = $3
 WHERE {may_be_queued_for(PostKind.DIGEST, "c.state")} AND c.next_due_at = $11 {_ONCE}
"""
_OF_CHAT = "LEFT JOIN chats c ON c.chat_id = w.chat_id AND c.thread_id = $3 WHERE "
_QUEUE_POST = {kind: _QUEUE + _OF_CHAT + may_be_queued_for(kind, "c.state") + _ONCE for kind in PostKind}
# Sets a new next_due_at for exactly the chats for which _QUEUE_DIGEST has queued a digest, so its conditions are the
# same.
_MOVE = f"""
UPDATE chats SET next_due_at = $3, last_digest_end = coalesce($4, last_digest_end),
                 served_slot = coalesce($5, served_slot)
 WHERE chat_id = ANY($1::bigint[]) AND thread_id = $2
   AND {may_be_queued_for(PostKind.DIGEST, "state")} AND next_due_at = $6
"""


async def queue_digests(
    transaction: Transaction, groups: Sequence[tuple[int, Mapping[str, Any]]], posts: Sequence[PostId | None]
) -> None:
    """Queue digests for groups of chats, and set when the next digests of these chats are due.

    Each group is (index of its post in `posts`, the group's settings by name), as `grouped` returns it.
    """
    for place, group in groups:
        post_id = posts[place]
        if post_id is not None:
            await transaction.execute(_QUEUE_DIGEST, *_queued(post_id, group), group["selected_due"])
    for _, group in groups:
        moved = ("chats", "thread_id", "next_due", "window_end", "served_slot", "selected_due")
        await transaction.execute(_MOVE, *(group[name] for name in moved))


async def add_deliveries(
    transaction: Transaction,
    kind: PostKind,
    content: Digest | Notice,
    addressees: Sequence[Addressee],
    now: datetime,
    post_id: PostId | None = None,
) -> PostId:
    """Queue a delivery of a post for each addressee, and return the post's id; the chats' next_due_at do not change.

    The post is stored first, unless `post_id` names one that is stored.
    """
    if post_id is None:
        post_id = await add_post(transaction, kind, content, now)
    for _, group in grouped([addressees], kind, now):
        await transaction.execute(_QUEUE_POST[kind], *_queued(post_id, group))
    return post_id


def _queued(post_id: PostId, group: Mapping[str, Any]) -> tuple[Any, ...]:
    names = ("chats", "thread_id", "locale", "zone", "is_silent", "priority", "not_before", "now", "reply_to")
    return (post_id, *(group[name] for name in names))


async def post_of(transaction: Transaction, digest: QueuedDigest, now: datetime) -> PostId | None:
    """Return the id of a digest's post, after storing the post if it has no id yet.

    Return None if the digest has no content.
    """
    if digest.content is None:
        return None
    return digest.post_id or await add_post(transaction, PostKind.DIGEST, digest.content, now)
