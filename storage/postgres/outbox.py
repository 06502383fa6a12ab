"""The posts and their deliveries in PostgreSQL: queueing, claiming, and recording what became of them."""

import asyncio
import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from domain.ahead import LONGEST_LEASE, LONGEST_WAIT
from domain.chat import ChatKind, Place
from domain.clock import from_seconds, to_seconds
from domain.delivery_rules import PRIORITIES
from domain.digest import Digest
from domain.ids import ChatId, DeliveryId, PostId
from domain.post import Delivery, DeliveryReason, DeliveryState, Notice, Post, PostKind, SentPost
from storage.interface import Addressee, DeliveryOutcome, QueuedDigest
from storage.postgres.consequences import SETTLED, forget_words, settle
from storage.postgres.database import Database, Lock, Row
from storage.postgres.deliveries import add_deliveries, post_of, queue_digests
from storage.postgres.leases import is_live
from storage.rows.chats import wishes_from_json
from storage.rows.posts import content_json, digest_json, grouped, notice_json
from storage.rows.rules import IS_FINAL, MAY_NOT_WAIT, OPEN_STATES, RECEIVED_STATES

_URGENT_FIRST = sorted({*PRIORITIES.values()})
_EACH_PRIORITY = ", ".join(map(str, _URGENT_FIRST))  # a query names each priority, so that the index on it is used
# The waiting deliveries of one priority that may be claimed. Only one delivery of a chat is being sent at a time, which
# keeps the order, and so a crash repeats at most one message of a chat. Rows that another transaction is changing are
# left for a later claim. OFFSET 0 makes the planner look up each chat in the index of deliveries that are being sent.
# Without it, the planner may read that whole index for each waiting delivery, if its statistics were made when nothing
# was being sent.
_FREE = """
free_{priority} AS (
  SELECT id, chat_id, thread_id, priority, not_before FROM deliveries d
   WHERE state = 'waiting' AND priority = {priority} AND not_before <= $1
     AND NOT EXISTS (SELECT 1 FROM deliveries o WHERE o.state = 'sending' AND o.chat_id = d.chat_id OFFSET 0)
   ORDER BY not_before, id LIMIT $3 FOR UPDATE SKIP LOCKED)
"""
# The id of the post that replaces the delivery's post; NULL if none does, or if it is queued for the chat already.
_REPLACEMENT = """(
SELECT p.replaced_by FROM posts p
 WHERE p.id = deliveries.post_id AND p.replaced_by IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM deliveries o WHERE o.chat_id = deliveries.chat_id AND o.thread_id = deliveries.thread_id
                                    AND o.post_id = p.replaced_by))
"""
_CLAIM = f"""
WITH {", ".join(_FREE.format(priority=priority) for priority in _URGENT_FIRST)},
first AS (
  SELECT DISTINCT ON (chat_id) id, chat_id, thread_id FROM (
    {" UNION ALL ".join(f"SELECT * FROM free_{priority}" for priority in _URGENT_FIRST)}
    ORDER BY priority, not_before, id LIMIT $3) f
   ORDER BY chat_id, priority, id)
UPDATE deliveries SET state = 'sending', leased_until = $2, owner = nullif($4, ''), attempts = attempts + 1,
       post_id = CASE parts_sent WHEN 0 THEN coalesce({_REPLACEMENT}, post_id) ELSE post_id END
  FROM first LEFT JOIN chats c ON c.chat_id = first.chat_id AND c.thread_id = first.thread_id
 WHERE deliveries.id = first.id
RETURNING deliveries.id, post_id, first.chat_id, first.thread_id, deliveries.locale, zone, is_silent, deliveries.state,
          not_before, parts_sent, message_ids, attempts, CASE c.state WHEN 'active' THEN c.preferences END, priority,
          c.kind, reply_to, owner
"""
_POST = """
SELECT p.id, p.kind, p.created_at, p.content, n.content FROM posts p LEFT JOIN posts n ON n.id = p.replaced_by
 WHERE p.id = $1
"""
_WAITING = f"CASE WHEN {MAY_NOT_WAIT} THEN 'dropped' ELSE 'waiting' END"
# Whether the reported state is stored. If another process has taken over the delivery, only a state that finishes the
# delivery is stored.
_COUNTS = f"(deliveries.owner IS NOT DISTINCT FROM nullif(r.owner, '') OR r.state NOT IN {OPEN_STATES})"
_RECORD = f"""
UPDATE deliveries
   SET state = CASE WHEN NOT {_COUNTS} THEN deliveries.state
                    WHEN r.state = 'waiting' THEN {_WAITING} ELSE r.state END,
       parts_sent = greatest(deliveries.parts_sent, r.parts_sent),
       message_ids = CASE WHEN r.parts_sent >= deliveries.parts_sent THEN r.message_ids ELSE deliveries.message_ids END,
       not_before = coalesce(CASE WHEN {_COUNTS} THEN r.not_before END, deliveries.not_before),
       reason = CASE WHEN {_COUNTS} THEN r.reason ELSE deliveries.reason END
  FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[])
    AS r (id, state, parts_sent, message_ids, not_before, reason, owner)
 WHERE deliveries.id = r.id AND NOT {IS_FINAL}
{SETTLED}
"""
_RECOVER = f"""
UPDATE deliveries SET state = {_WAITING}, owner = NULL, not_before = least(not_before, $1) WHERE state = 'sending'
   AND (NOT $2::boolean
        OR CASE WHEN coalesce(owner, '') = $5 THEN leased_until NOT BETWEEN $1 + 1 AND $3 AND id <> ALL($4::bigint[])
                ELSE NOT {is_live("coalesce(deliveries.owner, '')")} END)
{SETTLED}
"""
_FORGET = f"""
DELETE FROM deliveries WHERE id IN (
    SELECT id FROM (SELECT id, state, created_at FROM deliveries ORDER BY id LIMIT $1) oldest
     WHERE created_at < $2 AND state NOT IN {OPEN_STATES})
"""
_FORGET_POSTS = """
DELETE FROM posts WHERE created_at < $2
   AND id < coalesce((SELECT min(post_id) FROM (SELECT post_id FROM deliveries ORDER BY id LIMIT $1) oldest),
                     1::bigint << 62)
"""


class PostgresOutbox:
    """The PostgreSQL implementation of storage.interface.OutboxStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def enqueue_digests(self, digests: Sequence[QueuedDigest], *, now: datetime) -> tuple[PostId | None, ...]:
        # The chats are grouped in a thread, because there may be thousands of them.
        groups = await asyncio.to_thread(grouped, [digest.addressees for digest in digests], PostKind.DIGEST, now)
        async with self._db.write(Lock.PEOPLE) as transaction:
            posts = [await post_of(transaction, digest, now) for digest in digests]
            await queue_digests(transaction, groups, posts)
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
        async with self._db.write(Lock.PEOPLE) as transaction:
            return await add_deliveries(transaction, kind, content, addressees, now, post_id)

    async def claim(self, *, now: datetime, limit: int, lease: timedelta, owner: str = "") -> tuple[Delivery, ...]:
        async with self._db.write(Lock.CLAIMS) as transaction:
            rows = await transaction.fetch(_CLAIM, to_seconds(now), to_seconds(now + lease), limit, owner)
        return tuple(_delivery(row) for row in sorted(rows, key=lambda row: (row[13], row[0])))

    async def post(self, post_id: PostId) -> Post | None:
        rows = await self._db.read(_POST, post_id)
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
        del now  # not needed, because each outcome has its own moments
        # Only the last outcome of each delivery is used, because one statement can change a row only once.
        latest = {outcome.delivery_id: outcome for outcome in outcomes}
        if not latest:
            return
        values = [
            (
                outcome.delivery_id,
                str(outcome.state),
                outcome.parts_sent,
                json.dumps(outcome.message_ids),
                None if outcome.not_before is None else to_seconds(outcome.not_before),
                None if outcome.reason is None else str(outcome.reason),
                outcome.owner,
            )
            for outcome in latest.values()
        ]
        async with self._db.write(Lock.PEOPLE) as transaction:
            ended = await transaction.fetch(_RECORD, *map(list, zip(*values, strict=True)))
            await settle(transaction, ended)

    async def of(self, chat_id: ChatId) -> tuple[SentPost, ...]:
        rows = await self._db.read(
            "SELECT p.kind, d.created_at, d.state, d.message_ids FROM deliveries d JOIN posts p ON p.id = d.post_id"
            " WHERE d.chat_id = $1 ORDER BY d.id",
            chat_id,
        )
        return tuple(
            SentPost(PostKind(row[0]), from_seconds(row[1]), DeliveryState(row[2]), tuple(json.loads(row[3])))
            for row in rows
        )

    async def recover(
        self, *, now: datetime, expired_only: bool = False, held: Collection[DeliveryId] = (), owner: str = ""
    ) -> int:
        if not expired_only:
            # Make the two converters now, which blocks the event loop for 40 ms: at the start nobody is served yet.
            digest_json(), notice_json()
        moment = to_seconds(now)
        async with self._db.write(Lock.PEOPLE) as transaction:
            recovered = await transaction.fetch(
                _RECOVER, moment, expired_only, to_seconds(now + LONGEST_LEASE), list(held), owner
            )
            await settle(transaction, recovered)
            if not expired_only:
                notices = await transaction.fetch("SELECT id FROM posts WHERE kind = 'notice' AND content IS NOT NULL")
                await forget_words(transaction, [row[0] for row in notices])
            # A wait longer than LONGEST_WAIT was set by a wrong clock (domain.ahead), so it ends now.
            await transaction.execute(
                f"UPDATE deliveries SET not_before = $1 WHERE state = 'waiting' AND priority IN ({_EACH_PRIORITY})"
                " AND not_before > $2",
                moment,
                to_seconds(now + LONGEST_WAIT),
            )
            return len(recovered)

    async def flood_until(self, *, now: datetime) -> datetime | None:
        rows = await self._db.read(
            "SELECT max(not_before) FROM deliveries WHERE state = 'waiting' AND reason = $1"
            " AND not_before > $2 AND not_before <= $3",
            str(DeliveryReason.FLOOD),
            to_seconds(now),
            to_seconds(now + LONGEST_WAIT),
        )
        return None if rows[0][0] is None else from_seconds(rows[0][0])

    async def received(self, kind: PostKind, *, since: datetime, until: datetime | None = None) -> dict[Place, int]:
        rows = await self._db.read(
            "SELECT d.chat_id, d.thread_id, count(*) FROM deliveries d JOIN posts p ON p.id = d.post_id"
            " WHERE p.kind = $1 AND d.priority = $2 AND d.created_at BETWEEN $3 AND $4"
            f" AND d.state IN {RECEIVED_STATES}"
            " GROUP BY d.chat_id, d.thread_id",
            str(kind),
            PRIORITIES[kind],
            to_seconds(since),
            to_seconds(until) if until else 1 << 62,
        )
        return {Place(row[0], row[1] or None): row[2] for row in rows}

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        rows = await self._db.read(
            f"SELECT min(not_before) FROM deliveries WHERE state = 'waiting' AND priority IN ({_EACH_PRIORITY})"
            " AND not_before <= $1",
            to_seconds(now),
        )
        return None if rows[0][0] is None else from_seconds(rows[0][0])

    async def waiting(self) -> int:
        rows = await self._db.read(f"SELECT count(*) FROM deliveries WHERE state IN {OPEN_STATES}")
        return int(rows[0][0])

    async def forget(self, *, older_than: datetime, batch: int = 1000) -> int:
        moment = to_seconds(older_than)
        async with self._db.write(Lock.PEOPLE) as transaction:
            gone = await transaction.execute(_FORGET, batch, moment)
            await transaction.execute(_FORGET_POSTS, batch, moment)
        return gone


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row[0],
        post_id=row[1],
        chat_id=row[2],
        thread_id=row[3] or None,
        locale=row[4],
        zone=row[5],
        is_silent=row[6],
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
