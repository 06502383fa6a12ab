"""The broadcasts in SQLite: composing and changing a draft, sending it through the outbox, stopping it."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from domain.audit import Change
from domain.broadcast import Broadcast, Fates, Segment
from domain.chat import Place
from domain.clock import to_seconds
from domain.delivery_rules import PRIORITIES
from domain.ids import BroadcastId, MessageId, PostId, UpdateId
from domain.post import Announcement, PostKind
from storage.rows.broadcasts import broadcast_from_row, fate_counts, segment_from_json, segment_to_json
from storage.rows.posts import announcement_json
from storage.sqlite.database import Database, fetch
from storage.sqlite.inbox import mark_applied
from storage.sqlite.newsroom import keep_changes
from storage.sqlite.posts import add_content

_COLUMNS = "id, chat_id, thread_id, content, segment, state, post_id, message_id"
_AMONG = """
(json_array_length({wanted}) = 0 OR json_array_length(c.preferences, '$.{name}') = 0 OR EXISTS (
  SELECT 1 FROM json_each(c.preferences, '$.{name}') WHERE value IN (SELECT value FROM json_each({wanted}))))
"""
_IN_SEGMENT = f"""
 FROM chats c WHERE c.state = 'active'
  AND (json_array_length(:locales) = 0 OR c.locale IN (SELECT value FROM json_each(:locales)))
  AND {_AMONG.format(name="countries", wanted=":countries")} AND {_AMONG.format(name="topics", wanted=":topics")}
"""
_QUEUE = f"""
INSERT INTO deliveries (post_id, chat_id, thread_id, locale, zone, is_silent, state, priority, not_before, created_at)
SELECT :post_id, c.chat_id, c.thread_id, c.locale, c.preferences ->> '$.zone', 0, 'waiting', :priority, :now, :now
{_IN_SEGMENT} ORDER BY c.chat_id, c.thread_id
"""
_FATES = """
SELECT d.locale, d.state, d.reason, count(*) FROM broadcasts b JOIN deliveries d
    ON d.id BETWEEN b.first_delivery AND b.last_delivery AND d.post_id = b.post_id
 WHERE b.id = ? GROUP BY d.locale, d.state, d.reason
"""


class SqliteBroadcasts:
    """The SQLite implementation of storage.interface.BroadcastStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def compose(
        self, place: Place, content: Announcement, *, now: datetime, update_id: UpdateId | None = None
    ) -> Broadcast | None:
        where = (place.chat_id, place.thread_id or 0)
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, now, step="compose_broadcast"):
                return None
            await connection.execute(
                "DELETE FROM broadcasts WHERE state = 'draft' AND chat_id = ? AND thread_id = ?", where
            )
            cursor = await connection.execute(
                "INSERT INTO broadcasts (chat_id, thread_id, content, segment, state, made_at)"
                " VALUES (?, ?, ?, ?, 'draft', ?)",
                (*where, announcement_json().dump_json(content).decode(), segment_to_json(Segment()), to_seconds(now)),
            )
            assert cursor.lastrowid is not None
            return Broadcast(BroadcastId(cursor.lastrowid), place, content)

    async def get(self, broadcast_id: BroadcastId) -> Broadcast | None:
        rows = await self._db.read(f"SELECT {_COLUMNS} FROM broadcasts WHERE id = ?", (broadcast_id,))
        return broadcast_from_row(rows[0]) if rows else None

    async def reword(self, broadcast_id: BroadcastId, content: Announcement, *, now: datetime) -> None:  # noqa: ARG002 - likewise
        await self._db.write_one(
            "UPDATE broadcasts SET content = ? WHERE id = ? AND state = 'draft'",
            (announcement_json().dump_json(content).decode(), broadcast_id),
        )

    async def aim(self, broadcast_id: BroadcastId, segment: Segment, *, now: datetime) -> None:  # noqa: ARG002 - the contract's
        await self._db.write_one(
            "UPDATE broadcasts SET segment = ? WHERE id = ? AND state = 'draft'",
            (segment_to_json(segment), broadcast_id),
        )

    async def discard(self, broadcast_id: BroadcastId, *, now: datetime) -> None:  # noqa: ARG002 - part of the contract
        await self._db.write_one("DELETE FROM broadcasts WHERE id = ? AND state = 'draft'", (broadcast_id,))

    async def count(self, segment: Segment) -> Mapping[str, int]:
        rows = await self._db.read(
            f"SELECT c.locale, count(*) {_IN_SEGMENT} GROUP BY c.locale ORDER BY c.locale", _parameters(segment)
        )
        return {row[0]: row[1] for row in rows}

    async def start(
        self, broadcast_id: BroadcastId, *, message_id: MessageId | None, now: datetime, change: Change | None = None
    ) -> PostId | None:
        async with self._db.write() as connection:
            found = await fetch(
                connection, f"SELECT {_COLUMNS} FROM broadcasts WHERE id = ? AND state = 'draft'", (broadcast_id,)
            )
            if not found:
                return None
            post_id = await add_content(connection, PostKind.BROADCAST, found[0][3], now)
            before = (await fetch(connection, "SELECT coalesce(max(id), 0) FROM deliveries"))[0][0]
            priority = PRIORITIES[PostKind.BROADCAST]
            values = {"post_id": post_id, "priority": priority, "now": to_seconds(now)}
            await connection.execute(_QUEUE, values | _parameters(segment_from_json(found[0][4])))
            await connection.execute(
                "UPDATE broadcasts SET state = 'running', post_id = ?2, message_id = ?3, first_delivery = ?4,"
                " last_delivery = (SELECT coalesce(max(id), 0) FROM deliveries) WHERE id = ?1",
                (broadcast_id, post_id, message_id, before + 1),
            )
            await keep_changes(connection, [change] if change else [], now)
            return post_id

    async def stop(self, broadcast_id: BroadcastId, *, now: datetime, change: Change | None = None) -> PostId | None:
        async with self._db.write() as connection:
            stopped = await fetch(
                connection,
                "UPDATE broadcasts SET state = 'stopped' WHERE id = ? AND state = 'running'"
                " RETURNING post_id, first_delivery, last_delivery",
                (broadcast_id,),
            )
            if not stopped:
                return None
            await connection.execute(
                "UPDATE deliveries SET state = 'dropped', reason = 'stopped by us'"
                " WHERE post_id = ? AND id BETWEEN ? AND ? AND state = 'waiting'",
                tuple(stopped[0]),
            )
            await connection.execute("UPDATE posts SET content = NULL WHERE id = ?", (stopped[0][0],))
            await keep_changes(connection, [change] if change else [], now)
            return PostId(stopped[0][0])

    async def fates(self, broadcast_id: BroadcastId) -> Mapping[str, Fates]:
        return fate_counts([tuple(row) for row in await self._db.read(_FATES, (broadcast_id,))])

    async def running(self) -> tuple[Broadcast, ...]:
        rows = await self._db.read(
            f"SELECT {_COLUMNS} FROM broadcasts WHERE state IN ('running', 'stopped') ORDER BY id"
        )
        return tuple(map(broadcast_from_row, rows))

    async def finish(self, broadcast_id: BroadcastId, *, now: datetime) -> None:  # noqa: ARG002 - part of the contract
        await self._db.write_one(
            "UPDATE broadcasts SET state = 'done', content = NULL WHERE id = ? AND state IN ('running', 'stopped')",
            (broadcast_id,),
        )


def _parameters(segment: Segment) -> dict[str, object]:
    return {name: json.dumps(values) for name, values in asdict(segment).items()}
