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

# Chats with equal settings are queued by one statement, with their ids as JSON; due chats have few different settings.
# So neither Python nor the driver handles chats one by one. CROSS JOIN and + keep SQLite from reading all due chats for
# each id.
_QUEUE = """
INSERT INTO deliveries (post_id, chat_id, thread_id, locale, zone, is_silent, state, priority, not_before,
                        created_at, reply_to)
SELECT :post_id, w.value, :thread_id, :locale, :zone, :is_silent, 'waiting', :priority, :not_before, :now, :reply_to
  FROM json_each(:chats) w
"""
# If the chat has a dropped delivery of this post, that one is set to waiting again.
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
# The conditions are those of QUEUE_DIGEST: exactly the chats for which it has queued a digest get a new next_due_at.
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
    """Queue a post inside a write transaction without changing timetables; return the post's id."""
    if post_id is None:
        post_id = await add_post(connection, kind, content, now)
    rows = [group | {"post_id": post_id} for _, group in groups_of([addressees], kind, now)]
    await connection.executemany(_QUEUE_POST[kind], rows)
    return post_id


def groups_of(
    digests: Sequence[Sequence[Addressee]], kind: PostKind, now: datetime
) -> list[tuple[int, dict[str, object]]]:
    """Return groups of chats that get one digest and have equal settings: (index of the digest, values for _QUEUE)."""
    groups = grouped(digests, kind, now)
    return [(place, group | {"chats": json.dumps(group["chats"])}) for place, group in groups]


async def post_of(connection: aiosqlite.Connection, digest: QueuedDigest, now: datetime) -> PostId | None:
    if digest.content is None:
        return None
    return digest.post_id or await add_post(connection, PostKind.DIGEST, digest.content, now)
