"""The broadcasts in PostgreSQL: composing and changing a draft, sending it through the outbox, stopping it."""

from collections.abc import Mapping
from datetime import datetime

from domain.audit import Change
from domain.broadcast import Broadcast, Fates, Segment
from domain.chat import Place
from domain.clock import to_seconds
from domain.delivery_rules import PRIORITIES
from domain.ids import BroadcastId, MessageId, PostId, UpdateId
from domain.post import Announcement, PostKind
from storage.postgres.database import Database, Lock
from storage.postgres.inbox import mark_applied
from storage.postgres.newsroom import keep_changes
from storage.rows.broadcasts import broadcast_from_row, fate_counts, segment_from_json, segment_to_json
from storage.rows.posts import announcement_json

_COLUMNS = "id, chat_id, thread_id, content, segment, state, post_id, message_id"
_ANY = "cardinality({0}::text[]) = 0"
_CHOSEN = "(c.preferences::jsonb -> '{0}')"
_MEETS = (
    f"({_ANY} OR jsonb_array_length({_CHOSEN.replace('{0}', '{1}')}) = 0 OR {_CHOSEN.replace('{0}', '{1}')} ?| {{0}})"
)
_IN_SEGMENT = f"""
 FROM chats c WHERE c.state = 'active' AND ({_ANY.format("$1")} OR c.locale = ANY($1::text[]))
  AND {_MEETS.format("$2", "countries")} AND {_MEETS.format("$3", "topics")}
"""
_QUEUE = f"""
WITH queued AS (
  INSERT INTO deliveries (post_id, chat_id, thread_id, locale, zone, is_silent, state, priority, not_before, created_at)
  SELECT $4, c.chat_id, c.thread_id, c.locale, c.preferences::jsonb ->> 'zone', false, 'waiting', $5, $6, $6
  {_IN_SEGMENT} ORDER BY c.chat_id, c.thread_id
  RETURNING id)
SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM queued
"""
_FATES = """
SELECT d.locale, d.state, d.reason, count(*) FROM broadcasts b JOIN deliveries d
    ON d.id BETWEEN b.first_delivery AND b.last_delivery AND d.post_id = b.post_id
 WHERE b.id = $1 GROUP BY d.locale, d.state, d.reason
"""


class PostgresBroadcasts:
    """The PostgreSQL implementation of storage.interface.BroadcastStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def compose(
        self, place: Place, content: Announcement, *, now: datetime, update_id: UpdateId | None = None
    ) -> Broadcast | None:
        where = (place.chat_id, place.thread_id or 0)
        async with self._db.write(Lock.PEOPLE) as transaction:
            if not await mark_applied(transaction, update_id, now, step="compose_broadcast"):
                return None
            await transaction.execute(
                "DELETE FROM broadcasts WHERE state = 'draft' AND chat_id = $1 AND thread_id = $2", *where
            )
            rows = await transaction.fetch(
                "INSERT INTO broadcasts (chat_id, thread_id, content, segment, state, made_at)"
                " VALUES ($1, $2, $3, $4, 'draft', $5) RETURNING id",
                *where,
                announcement_json().dump_json(content).decode(),
                segment_to_json(Segment()),
                to_seconds(now),
            )
            return Broadcast(rows[0][0], place, content)

    async def get(self, broadcast_id: BroadcastId) -> Broadcast | None:
        rows = await self._db.read(f"SELECT {_COLUMNS} FROM broadcasts WHERE id = $1", broadcast_id)
        return broadcast_from_row(rows[0]) if rows else None

    async def reword(self, broadcast_id: BroadcastId, content: Announcement, *, now: datetime) -> None:  # noqa: ARG002 - likewise
        await self._db.write_one(
            "UPDATE broadcasts SET content = $2 WHERE id = $1 AND state = 'draft'",
            broadcast_id,
            announcement_json().dump_json(content).decode(),
        )

    async def aim(self, broadcast_id: BroadcastId, segment: Segment, *, now: datetime) -> None:  # noqa: ARG002 - the contract's
        await self._db.write_one(
            "UPDATE broadcasts SET segment = $2 WHERE id = $1 AND state = 'draft'",
            broadcast_id,
            segment_to_json(segment),
        )

    async def discard(self, broadcast_id: BroadcastId, *, now: datetime) -> None:  # noqa: ARG002 - part of the contract
        await self._db.write_one("DELETE FROM broadcasts WHERE id = $1 AND state = 'draft'", broadcast_id)

    async def count(self, segment: Segment) -> Mapping[str, int]:
        rows = await self._db.read(
            f"SELECT c.locale, count(*) {_IN_SEGMENT} GROUP BY c.locale ORDER BY c.locale", *_lists(segment)
        )
        return {row[0]: row[1] for row in rows}

    async def start(
        self, broadcast_id: BroadcastId, *, message_id: MessageId | None, now: datetime, change: Change | None = None
    ) -> PostId | None:
        moment = to_seconds(now)
        async with self._db.write(Lock.PEOPLE) as transaction:
            found = await transaction.fetch(
                "SELECT content, segment FROM broadcasts WHERE id = $1 AND state = 'draft'", broadcast_id
            )
            if not found:
                return None
            posts = await transaction.fetch(
                "INSERT INTO posts (kind, content, created_at) VALUES ($1, $2, $3) RETURNING id",
                str(PostKind.BROADCAST),
                found[0][0],
                moment,
            )
            post_id = PostId(posts[0][0])
            segment = _lists(segment_from_json(found[0][1]))
            queued = await transaction.fetch(_QUEUE, *segment, post_id, PRIORITIES[PostKind.BROADCAST], moment)
            await transaction.execute(
                "UPDATE broadcasts SET state = 'running', post_id = $2, message_id = $3, first_delivery = $4,"
                " last_delivery = $5 WHERE id = $1",
                broadcast_id,
                post_id,
                message_id,
                queued[0][0],
                queued[0][1],
            )
            await keep_changes(transaction, [change] if change else [], now)
            return post_id

    async def stop(self, broadcast_id: BroadcastId, *, now: datetime, change: Change | None = None) -> PostId | None:
        # OutboxStore.claim takes the same lock, so none of the broadcast's deliveries is claimed meanwhile.
        async with self._db.write(Lock.PEOPLE, Lock.CLAIMS) as transaction:
            stopped = await transaction.fetch(
                "UPDATE broadcasts SET state = 'stopped' WHERE id = $1 AND state = 'running'"
                " RETURNING post_id, first_delivery, last_delivery",
                broadcast_id,
            )
            if not stopped:
                return None
            await transaction.execute(
                "UPDATE deliveries SET state = 'dropped', reason = 'stopped by us'"
                " WHERE post_id = $1 AND id BETWEEN $2 AND $3 AND state = 'waiting'",
                *stopped[0],
            )
            await transaction.execute("UPDATE posts SET content = NULL WHERE id = $1", stopped[0][0])
            await keep_changes(transaction, [change] if change else [], now)
            return PostId(stopped[0][0])

    async def fates(self, broadcast_id: BroadcastId) -> Mapping[str, Fates]:
        return fate_counts([(row[0], row[1], row[2], row[3]) for row in await self._db.read(_FATES, broadcast_id)])

    async def running(self) -> tuple[Broadcast, ...]:
        rows = await self._db.read(
            f"SELECT {_COLUMNS} FROM broadcasts WHERE state IN ('running', 'stopped') ORDER BY id"
        )
        return tuple(map(broadcast_from_row, rows))

    async def finish(self, broadcast_id: BroadcastId, *, now: datetime) -> None:  # noqa: ARG002 - part of the contract
        await self._db.write_one(
            "UPDATE broadcasts SET state = 'done', content = NULL WHERE id = $1 AND state IN ('running', 'stopped')",
            broadcast_id,
        )


def _lists(segment: Segment) -> tuple[list[str], list[str], list[str]]:
    return list(segment.locales), list(segment.countries), list(segment.topics)
