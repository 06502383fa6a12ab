"""Queueing a post for any number of chats by a few SQL statements, not one for each chat."""

import json
from collections.abc import Sequence
from datetime import datetime

import aiosqlite

from domain.digest import Digest
from domain.ids import PostId
from domain.post import Notice, PostKind
from storage.interface import Addressee, QueuedDigest
from storage.rows.posts import grouped
from storage.rows.rules import MAY_BE_QUEUED_AGAIN, may_be_queued_for
from storage.sqlite.posts import add_post

# One statement queues a post for all chats with equal settings, whose ids it gets as JSON. The chats that are due have
# few different settings, so a few statements serve thousands of chats. In QUEUE_DIGEST, CROSS JOIN and the unary + make
# SQLite look each chat up by its id; otherwise it would read all due chats again for each id.
_QUEUE = """
INSERT INTO deliveries (post_id, chat_id, thread_id, locale, zone, is_silent, state, priority, not_before,
                        created_at, reply_to)
SELECT :post_id, w.value, :thread_id, :locale, :zone, :is_silent, 'waiting', :priority, :not_before, :now, :reply_to
  FROM json_each(:chats) w
"""
# A chat has at most one delivery of a post. If that delivery was dropped, it waits again; no second one is added.
_ONCE = (
    " ON CONFLICT (chat_id, thread_id, post_id) DO UPDATE SET state = 'waiting', reason = NULL, is_silent ="
    " excluded.is_silent, not_before = excluded.not_before, created_at = excluded.created_at"
    f" WHERE {MAY_BE_QUEUED_AGAIN}"
)
QUEUE_DIGEST = (
    _QUEUE
    + "CROSS JOIN chats c ON c.chat_id = w.value AND c.thread_id = :thread_id"
    + f" WHERE :post_id IS NOT NULL AND {may_be_queued_for(PostKind.DIGEST, '+c.state')}"
    + " AND +c.next_due_at = :selected_due"
    + _ONCE
)
_OF_CHAT = "LEFT JOIN chats c ON c.chat_id = w.value AND c.thread_id = :thread_id WHERE "
_QUEUE_POST = {kind: _QUEUE + _OF_CHAT + may_be_queued_for(kind, "c.state") + _ONCE for kind in PostKind}
# Moves the timetables of the chats for which QUEUE_DIGEST has just queued a digest, and of no others, because both
# statements have the same conditions.
MOVE = f"""
UPDATE chats SET next_due_at = :next_due, last_digest_end = coalesce(:window_end, last_digest_end),
                 served_slot = coalesce(:served_slot, served_slot)
 WHERE chat_id IN (SELECT value FROM json_each(:chats)) AND thread_id = :thread_id
   AND {may_be_queued_for(PostKind.DIGEST, "+state")} AND +next_due_at = :selected_due
"""


async def add_deliveries(
    connection: aiosqlite.Connection,
    kind: PostKind,
    content: Digest | Notice,
    addressees: Sequence[Addressee],
    now: datetime,
    post_id: PostId | None = None,
) -> PostId:
    """Queue a post for the addressees that may still get it; return the post's id.

    The caller has begun a write transaction. Timetables stay as they are. Without `post_id` the post is stored first.
    """
    if post_id is None:
        post_id = await add_post(connection, kind, content, now)
    rows = [group | {"post_id": post_id} for _, group in groups_of([addressees], kind, now)]
    await connection.executemany(_QUEUE_POST[kind], rows)
    return post_id


def groups_of(
    digests: Sequence[Sequence[Addressee]], kind: PostKind, now: datetime
) -> list[tuple[int, dict[str, object]]]:
    """Return one (index of the digest, parameters for the SQL) for each group of chats.

    The chats of a group get the same digest and have equal settings; their ids are a JSON array in `chats`.
    """
    groups = grouped(digests, kind, now)
    return [(place, group | {"chats": json.dumps(group["chats"])}) for place, group in groups]


async def post_of(connection: aiosqlite.Connection, digest: QueuedDigest, now: datetime) -> PostId | None:
    if digest.content is None:
        return None
    return digest.post_id or await add_post(connection, PostKind.DIGEST, digest.content, now)
