"""Posts and deliveries on their way out."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import aiosqlite
from pydantic import TypeAdapter

from domain.clock import from_seconds, to_seconds
from domain.digest import Digest
from domain.post import Delivery, DeliveryState, Notice, Post, PostKind
from storage.interface import Addressee, DeliveryOutcome
from storage.sqlite.chat_rows import wishes_from_json
from storage.sqlite.database import Database

PRIORITIES = {
    PostKind.BREAKING: 0,
    PostKind.FOLLOW: 0,
    PostKind.NOTICE: 0,
    PostKind.DIGEST: 1,
    PostKind.BROADCAST: 2,
}
_LONGEST_WAIT = timedelta(days=2)  # of a delivery: a night's quiet, or a flood wait
FLOOD = "flood"  # the reason of a delivery that Telegram told to wait

# One statement queues for a whole group of chats: the rows come as JSON, so that neither the loop nor the driver
# touches them one by one. The conditions on chats are those of _MOVE, in the same transaction.
_ADDRESSEES = """
WITH wanted AS (
  SELECT value ->> 0 AS chat_id, value ->> 1 AS thread_id, value ->> 2 AS locale, value ->> 3 AS zone,
         value ->> 4 AS is_silent, value ->> 5 AS not_before, value ->> 6 AS selected_due, value ->> 7 AS next_due,
         value ->> 8 AS window_end, value ->> 9 AS served_slot
    FROM json_each(:addressees))
"""
_QUEUE = (
    _ADDRESSEES
    + """
INSERT OR IGNORE INTO deliveries (post_id, chat_id, thread_id, locale, zone, is_silent, state, priority, not_before,
                                  created_at)
SELECT :post_id, w.chat_id, w.thread_id, w.locale, w.zone, w.is_silent, 'waiting', :priority, w.not_before, :now
  FROM wanted w LEFT JOIN chats c ON c.chat_id = w.chat_id AND c.thread_id = w.thread_id
"""
)
_QUEUE_DIGEST = _QUEUE + " WHERE c.state = 'active' AND c.next_due_at = w.selected_due"
_QUEUE_ACTIVE = _QUEUE + " WHERE c.state = 'active'"
_QUEUE_NOTICE = _QUEUE + " WHERE c.state IS NOT 'unreachable'"
_MOVE = (
    _ADDRESSEES
    + """
UPDATE chats SET next_due_at = w.next_due, last_digest_end = coalesce(w.window_end, last_digest_end),
                 served_slot = coalesce(w.served_slot, chats.served_slot)
  FROM wanted w
 WHERE chats.chat_id = w.chat_id AND chats.thread_id = w.thread_id AND chats.state = 'active'
   AND chats.next_due_at = w.selected_due
"""
)
# One delivery of a chat at a time: order is kept, and a crash doubles at most one message of a chat.
_CLAIM = """
UPDATE deliveries SET state = 'sending', leased_until = :leased_until, attempts = attempts + 1
 WHERE id IN (
   SELECT min(id) FROM (
     SELECT id, chat_id FROM deliveries d
      WHERE d.state = 'waiting' AND d.priority = :priority AND d.not_before <= :now
        AND NOT EXISTS (SELECT 1 FROM deliveries o WHERE o.state = 'sending' AND o.chat_id = d.chat_id)
      ORDER BY d.not_before, d.id LIMIT :limit)
    GROUP BY chat_id)
RETURNING id, post_id, chat_id, thread_id, locale, zone, is_silent, state, not_before, parts_sent, message_ids,
          attempts, (SELECT preferences FROM chats c WHERE c.chat_id = deliveries.chat_id
                        AND c.thread_id = deliveries.thread_id AND c.state = 'active')
"""
# A chat that stopped, blocked us or lost us while its message was on the way is not tried again.
_UNWANTED = """
EXISTS (SELECT 1 FROM chats c JOIN posts p ON p.id = deliveries.post_id
         WHERE c.chat_id = deliveries.chat_id AND c.thread_id = deliveries.thread_id
           AND (c.state = 'unreachable' OR c.state IN ('stopped', 'suspended') AND p.kind != 'notice'))
"""
_WAITING = f"CASE WHEN {_UNWANTED} THEN 'dropped' ELSE 'waiting' END"
_RECORD = f"""
UPDATE deliveries SET state = CASE WHEN ?1 = 'waiting' THEN {_WAITING} ELSE ?1 END, parts_sent = max(parts_sent, ?2),
                      message_ids = CASE WHEN ?2 >= parts_sent THEN ?3 ELSE message_ids END,
                      not_before = coalesce(?4, not_before), reason = ?5
 WHERE id = ?6
"""


class SqliteOutbox:
    """The OutboxStore of storage.interface."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def enqueue(
        self,
        kind: PostKind,
        content: Digest | Notice | None,
        addressees: Sequence[Addressee],
        *,
        now: datetime,
        post_id: int | None = None,
    ) -> int | None:
        """Store the post, a delivery for each chat, and move each chat's next_due_at, in one transaction."""
        parameters: dict[str, Any] = {
            "addressees": json.dumps([_address(to, now) for to in addressees]),
            "priority": PRIORITIES[kind],
            "now": to_seconds(now),
        }
        async with self._db.write() as connection:
            if content is not None:
                if post_id is None:
                    post_id = await _add_post(connection, kind, content, now)
                await connection.execute(_queueing(kind), parameters | {"post_id": post_id})
            if kind is PostKind.DIGEST:
                await connection.execute(_MOVE, {"addressees": parameters["addressees"]})
        return post_id if content is not None else None

    async def claim(self, *, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        """Waiting deliveries whose time has come, urgent ones first, leased and marked as being sent."""
        parameters = {"now": to_seconds(now), "leased_until": to_seconds(now + lease)}
        claimed: list[Delivery] = []
        async with self._db.write() as connection:
            for priority in sorted(set(PRIORITIES.values())):
                free = limit - len(claimed)
                if free > 0:
                    rows = await connection.execute_fetchall(_CLAIM, parameters | {"priority": priority, "limit": free})
                    claimed.extend(sorted((_delivery(row) for row in rows), key=lambda delivery: delivery.id))
        return tuple(claimed)

    async def post(self, post_id: int) -> Post | None:
        rows = await self._db.read("SELECT id, kind, created_at, content FROM posts WHERE id = ?", (post_id,))
        if not rows or rows[0][3] is None:
            return None
        kind = PostKind(rows[0][1])
        is_notice = kind in (PostKind.NOTICE, PostKind.BROADCAST)
        content = (_notices() if is_notice else _digests()).validate_json(rows[0][3])
        return Post(rows[0][0], kind, from_seconds(rows[0][2]), content)

    async def record(self, outcomes: Sequence[DeliveryOutcome], *, now: datetime) -> None:
        del now  # what is recorded carries its own moments
        rows = [
            (
                outcome.state,
                outcome.parts_sent,
                json.dumps(outcome.message_ids),
                None if outcome.not_before is None else to_seconds(outcome.not_before),
                outcome.reason,
                outcome.delivery_id,
            )
            for outcome in outcomes
        ]
        async with self._db.write() as connection:
            await connection.executemany(_RECORD, rows)

    async def recover(self, *, now: datetime, expired_only: bool = False, held: Collection[int] = ()) -> int:
        """What was being sent when whoever had it died is uncertain, and waits again. How many."""
        async with self._db.write() as connection:
            cursor = await connection.execute(
                f"UPDATE deliveries SET state = {_WAITING}, not_before = min(not_before, :now) WHERE state = 'sending'"
                " AND (NOT :expired_only OR leased_until <= :now AND id NOT IN (SELECT value FROM json_each(:held)))",
                {"now": to_seconds(now), "expired_only": expired_only, "held": json.dumps(list(held))},
            )
            # Nothing waits so long but what was queued while the clock was ahead.
            await connection.execute(
                "UPDATE deliveries SET not_before = ? WHERE state = 'waiting' AND priority IN (0, 1, 2)"
                " AND not_before > ?",
                (to_seconds(now), to_seconds(now + _LONGEST_WAIT)),
            )
            return cursor.rowcount

    async def flood_until(self, *, now: datetime) -> datetime | None:
        """The end of a flood wait that is still to be obeyed, as recorded before a restart."""
        rows = await self._db.read(
            "SELECT max(not_before) FROM deliveries WHERE state = 'waiting' AND reason = ? AND not_before > ?",
            (FLOOD, to_seconds(now)),
        )
        return None if rows[0][0] is None else from_seconds(rows[0][0])

    async def received(self, kind: PostKind, *, since: datetime) -> dict[tuple[int, int | None], int]:
        """(chat, thread) → how many posts of that kind were queued for it since."""
        rows = await self._db.read(
            "SELECT d.chat_id, d.thread_id, count(*) FROM deliveries d JOIN posts p ON p.id = d.post_id"
            " WHERE p.kind = ? AND d.priority = ? AND d.created_at >= ? AND d.state != 'dropped'"
            " GROUP BY d.chat_id, d.thread_id",
            (str(kind), PRIORITIES[kind], to_seconds(since)),
        )
        return {(row[0], row[1] or None): row[2] for row in rows}

    async def waiting(self) -> int:
        """How many deliveries are not done yet."""
        rows = await self._db.read(
            "SELECT (SELECT count(*) FROM deliveries WHERE state = 'waiting')"
            " + (SELECT count(*) FROM deliveries WHERE state = 'sending')"
        )
        return int(rows[0][0])

    async def forget(self, *, older_than: datetime, batch: int = 1000) -> int:
        """Delete finished deliveries of before that moment, and posts nobody holds any more; how many went."""
        moment = to_seconds(older_than)
        async with self._db.write() as connection:
            cursor = await connection.execute(
                "DELETE FROM deliveries WHERE id IN (SELECT id FROM (SELECT id, state, created_at FROM deliveries"
                " ORDER BY id LIMIT ?) WHERE created_at < ? AND state NOT IN ('waiting', 'sending'))",
                (batch, moment),
            )
            gone = cursor.rowcount
            await connection.execute(
                "DELETE FROM posts WHERE created_at < ?"
                " AND id < coalesce((SELECT min(post_id) FROM (SELECT post_id FROM deliveries ORDER BY id LIMIT ?)),"
                " 1 << 62)",
                (moment, batch),
            )
        return gone


async def add_notices(
    connection: aiosqlite.Connection, notice: Notice, addressees: Sequence[Addressee], now: datetime
) -> None:
    """Inside a write transaction: queue a notice for those chats."""
    parameters = {
        "addressees": json.dumps([_address(to, now) for to in addressees]),
        "priority": PRIORITIES[PostKind.NOTICE],
        "now": to_seconds(now),
        "post_id": await _add_post(connection, PostKind.NOTICE, notice, now),
    }
    await connection.execute(_QUEUE_NOTICE, parameters)


def _queueing(kind: PostKind) -> str:
    if kind is PostKind.DIGEST:
        return _QUEUE_DIGEST
    return _QUEUE_NOTICE if kind is PostKind.NOTICE else _QUEUE_ACTIVE


async def _add_post(
    connection: aiosqlite.Connection, kind: PostKind, content: Digest | Notice, now: datetime
) -> int | None:
    adapter: TypeAdapter[Any] = _digests() if isinstance(content, Digest) else _notices()
    cursor = await connection.execute(
        "INSERT INTO posts (kind, content, created_at) VALUES (?, ?, ?)",
        (str(kind), adapter.dump_json(content).decode(), to_seconds(now)),
    )
    post_id = cursor.lastrowid
    if isinstance(content, Digest):
        await connection.executemany(
            "INSERT OR REPLACE INTO post_stories (post_id, story_id, revision) VALUES (?, ?, ?)",
            [(post_id, story.story_id, story.revision) for story in content.stories],
        )
    return post_id


def _address(to: Addressee, now: datetime) -> list[Any]:
    chat = to.chat
    return [
        chat.id,
        chat.thread_id or 0,
        chat.locale,
        chat.timetable.zone,
        int(to.is_silent),
        to_seconds(to.not_before or now),
        None if chat.next_due_at is None else to_seconds(chat.next_due_at),
        None if to.next_due_at is None else to_seconds(to.next_due_at),
        None if to.window_end is None else to_seconds(to.window_end),
        to.served_slot,
    ]


def _delivery(row: Sequence[Any]) -> Delivery:
    return Delivery(
        id=row[0],
        post_id=row[1],
        chat_id=row[2],
        thread_id=row[3] or None,
        locale=row[4],
        zone=row[5],
        is_silent=bool(row[6]),
        state=DeliveryState(row[7]),
        not_before=from_seconds(row[8]),
        parts_sent=row[9],
        message_ids=tuple(json.loads(row[10])),
        attempts=row[11],
        wishes=wishes_from_json(row[12]) if row[12] else None,
    )


@cache
def _digests() -> TypeAdapter[Digest]:
    return TypeAdapter(Digest)


@cache
def _notices() -> TypeAdapter[Notice]:
    return TypeAdapter(Notice)
