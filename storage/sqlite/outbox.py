"""Posts and their deliveries, waiting and sent."""

import asyncio
import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.ahead import LONGEST_LEASE, LONGEST_WAIT
from domain.chat import ChatKind, Place
from domain.clock import from_seconds, to_seconds
from domain.delivery_rules import OPEN, PRIORITIES
from domain.digest import Digest
from domain.ids import ChatId, DeliveryId, PostId
from domain.post import Delivery, DeliveryReason, DeliveryState, Notice, Post, PostKind, SentPost
from storage.interface import Addressee, DeliveryOutcome, QueuedDigest
from storage.rows.chats import wishes_from_json
from storage.rows.posts import content_json, digest_json, notice_json
from storage.rows.rules import IS_FINAL, MAY_NOT_WAIT, OPEN_STATES, RECEIVED_STATES
from storage.sqlite.consequences import SETTLED, forget_words, settle
from storage.sqlite.database import Database, fetch
from storage.sqlite.deliveries import MOVE, QUEUE_DIGEST, add_deliveries, groups_of, post_of
from storage.sqlite.leases import is_live

_URGENT_FIRST = sorted({*PRIORITIES.values()})
_EACH_PRIORITY = ", ".join(map(str, _URGENT_FIRST))  # each priority is named, because only then SQLite uses the index
# If all outcomes are among these, the usual ones, one statement stores them. Other outcomes need further statements:
# the chat may have missed a digest, so its next digest must also cover the missed one's window.
_LEAVES_NOTHING_OPEN = (DeliveryState.SENT, DeliveryState.REFUSED)
# Finds the deliveries that may be sent now, for one priority. A chat that is being sent something must wait, so its
# messages stay in order and a crash repeats at most one of them.
_FREE = """
SELECT * FROM (
  SELECT id, chat_id, priority FROM deliveries d
   WHERE state = 'waiting' AND priority = {priority} AND not_before <= :now
     AND NOT EXISTS (SELECT 1 FROM deliveries o WHERE o.state = 'sending' AND o.chat_id = d.chat_id)
   ORDER BY not_before, id LIMIT :limit)
"""
# The id of the post that replaces the delivery's post; NULL if none does, or if it is queued for the chat already.
_REPLACEMENT = """(
SELECT p.replaced_by FROM posts p
 WHERE p.id = deliveries.post_id AND NOT EXISTS (
       SELECT 1 FROM deliveries o WHERE o.chat_id = deliveries.chat_id AND o.thread_id = deliveries.thread_id
                                    AND o.post_id = p.replaced_by))
"""
_CLAIM = f"""
UPDATE deliveries SET state = 'sending', leased_until = :leased_until, owner = nullif(:owner, ''),
       attempts = attempts + 1,
       post_id = CASE parts_sent WHEN 0 THEN coalesce({_REPLACEMENT}, post_id) ELSE post_id END
 WHERE id IN (
   SELECT id FROM (
     SELECT id, min(priority << 48 | id) FROM (
       {" UNION ALL ".join(_FREE.format(priority=priority) for priority in _URGENT_FIRST)}
       LIMIT :limit)
      GROUP BY chat_id))
RETURNING id, post_id, chat_id, thread_id, locale, zone, is_silent, state, not_before, parts_sent, message_ids,
          attempts, (SELECT preferences FROM chats c WHERE c.chat_id = deliveries.chat_id
                        AND c.thread_id = deliveries.thread_id AND c.state = 'active'), priority,
          (SELECT kind FROM chats c WHERE c.chat_id = deliveries.chat_id AND c.thread_id = deliveries.thread_id),
          reply_to, owner
"""
_POST = """
SELECT p.id, p.kind, p.created_at, p.content, n.content FROM posts p LEFT JOIN posts n ON n.id = p.replaced_by
 WHERE p.id = ?
"""
_WAITING = f"CASE WHEN {MAY_NOT_WAIT} THEN 'dropped' ELSE 'waiting' END"
# True if the reported state is to be stored: a process that has lost the delivery to another may report only that it
# was finished.
_COUNTS = f"(deliveries.owner IS nullif(r.owner, '') OR r.state NOT IN {OPEN_STATES})"
_RECORD = f"""
UPDATE deliveries
   SET state = CASE WHEN NOT {_COUNTS} THEN deliveries.state
                    WHEN r.state = 'waiting' THEN {_WAITING} ELSE r.state END,
       parts_sent = max(deliveries.parts_sent, r.parts_sent),
       message_ids = CASE WHEN r.parts_sent >= deliveries.parts_sent THEN r.message_ids ELSE deliveries.message_ids END,
       not_before = coalesce(CASE WHEN {_COUNTS} THEN r.not_before END, deliveries.not_before),
       reason = CASE WHEN {_COUNTS} THEN r.reason ELSE deliveries.reason END
  FROM (SELECT value ->> 0 AS state, value ->> 1 AS parts_sent, value -> 2 AS message_ids, value ->> 3 AS not_before,
               value ->> 4 AS reason, value ->> 5 AS id,
               value ->> 6 AS owner FROM json_each(?)) r
 WHERE deliveries.id = r.id AND NOT {IS_FINAL}
{SETTLED}
"""

_RECOVER = f"""
UPDATE deliveries SET state = {_WAITING}, owner = NULL, not_before = min(not_before, :now) WHERE state = 'sending'
   AND (NOT :expired_only
        OR CASE WHEN coalesce(owner, '') = :owner THEN leased_until NOT BETWEEN :now + 1 AND :farthest
                                                       AND id NOT IN (SELECT value FROM json_each(:held))
                ELSE NOT {is_live("coalesce(deliveries.owner, '')")} END)
{SETTLED}
"""


class SqliteOutbox:
    """The SQLite implementation of storage.interface.OutboxStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def enqueue_digests(self, digests: Sequence[QueuedDigest], *, now: datetime) -> tuple[PostId | None, ...]:
        # In a thread, because there may be thousands of chats.
        groups = await asyncio.to_thread(groups_of, [digest.addressees for digest in digests], PostKind.DIGEST, now)
        async with self._db.write() as connection:
            posts = [await post_of(connection, digest, now) for digest in digests]
            rows = [group | {"post_id": posts[place]} for place, group in groups]
            await connection.executemany(QUEUE_DIGEST, rows)
            await connection.executemany(MOVE, rows)
        return tuple(posts)

    async def enqueue(
        self,
        kind: PostKind,
        content: Digest | Notice,
        addressees: Sequence[Addressee],
        *,
        now: datetime,
        post_id: PostId | None = None,
    ) -> PostId:
        async with self._db.write() as connection:
            return await add_deliveries(connection, kind, content, addressees, now, post_id)

    async def claim(self, *, now: datetime, limit: int, lease: timedelta, owner: str = "") -> tuple[Delivery, ...]:
        parameters = {"now": to_seconds(now), "leased_until": to_seconds(now + lease)}
        rows = await self._db.write_one(_CLAIM, parameters | {"limit": limit, "owner": owner})
        return tuple(_delivery(row) for row in sorted(rows, key=lambda row: (row[13], row[0])))

    async def post(self, post_id: PostId) -> Post | None:
        rows = await self._db.read(_POST, (post_id,))
        if not rows or rows[0][3] is None:
            return None
        kind = PostKind(rows[0][1])
        content = content_json(kind).validate_json(rows[0][3])
        replaced = rows[0][4] is not None and isinstance(content, Digest)
        left = (
            frozenset(story.story_id for story in digest_json().validate_json(rows[0][4]).stories) if replaced else None
        )
        return Post(rows[0][0], kind, from_seconds(rows[0][2]), content, left)

    async def record(self, outcomes: Sequence[DeliveryOutcome], *, now: datetime) -> None:
        del now  # not needed, because each outcome says itself when the delivery may be sent next
        # For each delivery the last outcome, because one statement can change a row only once.
        latest = {outcome.delivery_id: outcome for outcome in outcomes}
        rows = [
            [
                outcome.state,
                outcome.parts_sent,
                outcome.message_ids,
                None if outcome.not_before is None else to_seconds(outcome.not_before),
                outcome.reason,
                outcome.delivery_id,
                outcome.owner,
            ]
            for outcome in latest.values()
        ]
        parameters = (json.dumps(rows),)
        if latest and all(outcome.state in _LEAVES_NOTHING_OPEN for outcome in latest.values()):
            ended = await self._db.write_one(_RECORD, parameters)
            notices = {row[1] for row in ended if row[4] == PostKind.NOTICE}
            if notices:  # their content is erased now, or at the next start if the process dies before that
                async with self._db.write() as connection:
                    await forget_words(connection, notices)
            return
        async with self._db.write() as connection:
            await settle(connection, await fetch(connection, _RECORD, parameters))

    async def of(self, chat_id: ChatId) -> tuple[SentPost, ...]:
        rows = await self._db.read(
            "SELECT p.kind, d.created_at, d.state, d.message_ids FROM deliveries d JOIN posts p ON p.id = d.post_id"
            " WHERE d.chat_id = ? ORDER BY d.id",
            (chat_id,),
        )
        return tuple(
            SentPost(PostKind(row[0]), from_seconds(row[1]), DeliveryState(row[2]), tuple(json.loads(row[3])))
            for row in rows
        )

    async def recover(
        self, *, now: datetime, expired_only: bool = False, held: Collection[DeliveryId] = (), owner: str = ""
    ) -> int:
        if not expired_only:
            # Build these converters now, while nobody is served yet, because it blocks the event loop for 40 ms.
            digest_json(), notice_json()
        async with self._db.write() as connection:
            recovered = await fetch(
                connection,
                _RECOVER,
                {
                    "now": to_seconds(now),
                    "farthest": to_seconds(now + LONGEST_LEASE),
                    "expired_only": expired_only,
                    "held": json.dumps(list(held)),
                    "owner": owner,
                },
            )
            await settle(connection, recovered)
            if not expired_only:
                notices = await fetch(connection, "SELECT id FROM posts WHERE kind = 'notice' AND content IS NOT NULL")
                await forget_words(connection, [row[0] for row in notices])
            # A wait longer than LONGEST_WAIT was set by a wrong clock (domain.ahead), so it ends now.
            await connection.execute(
                f"UPDATE deliveries SET not_before = ? WHERE state = 'waiting' AND priority IN ({_EACH_PRIORITY})"
                " AND not_before > ?",
                (to_seconds(now), to_seconds(now + LONGEST_WAIT)),
            )
            return len(recovered)

    async def flood_until(self, *, now: datetime) -> datetime | None:
        rows = await self._db.read(
            "SELECT max(not_before) FROM deliveries WHERE state = 'waiting' AND reason = ?"
            " AND not_before > ? AND not_before <= ?",
            (DeliveryReason.FLOOD, to_seconds(now), to_seconds(now + LONGEST_WAIT)),
        )
        return None if rows[0][0] is None else from_seconds(rows[0][0])

    async def received(self, kind: PostKind, *, since: datetime, until: datetime | None = None) -> dict[Place, int]:
        rows = await self._db.read(
            "SELECT d.chat_id, d.thread_id, count(*) FROM deliveries d JOIN posts p ON p.id = d.post_id"
            " WHERE p.kind = ? AND d.priority = ? AND d.created_at BETWEEN ? AND ?"
            f" AND d.state IN {RECEIVED_STATES}"
            " GROUP BY d.chat_id, d.thread_id",
            (str(kind), PRIORITIES[kind], to_seconds(since), to_seconds(until) if until else 1 << 62),
        )
        return {Place(row[0], row[1] or None): row[2] for row in rows}

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        rows = await self._db.read(
            f"SELECT min(not_before) FROM deliveries WHERE state = 'waiting' AND priority IN ({_EACH_PRIORITY})"
            " AND not_before <= ?",
            (to_seconds(now),),
        )
        return None if rows[0][0] is None else from_seconds(rows[0][0])

    async def waiting(self) -> int:
        counts = " + ".join(f"(SELECT count(*) FROM deliveries WHERE state = '{state}')" for state in sorted(OPEN))
        rows = await self._db.read(f"SELECT {counts}")
        return int(rows[0][0])

    async def forget(self, *, older_than: datetime, batch: int = 1000) -> int:
        moment = to_seconds(older_than)
        async with self._db.write() as connection:
            cursor = await connection.execute(
                "DELETE FROM deliveries WHERE id IN (SELECT id FROM (SELECT id, state, created_at FROM deliveries"
                f" ORDER BY id LIMIT ?) WHERE created_at < ? AND state NOT IN {OPEN_STATES})",
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
        reply_to=row[15],
        owner=row[16] or "",
        chat_kind=ChatKind(row[14]) if row[14] else None,
        wishes=wishes_from_json(row[12]) if row[12] else None,
    )
