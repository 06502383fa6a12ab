"""The updates in PostgreSQL that Telegram sent, and the records of what was changed for each of them.

By these records a change is made only once, even if its update is handled twice.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from domain.clock import to_seconds
from domain.ids import UpdateId
from storage.interface.inbox import PAYLOAD_KEPT, UPDATES_KEPT, StoredUpdate
from storage.postgres.database import Database, Lock, Transaction
from storage.postgres.leases import is_live

_CLAIM = f"""
UPDATE inbox SET owner = $1
  FROM (SELECT update_id, owner IS NOT NULL AS is_left FROM inbox i
         WHERE handled_at IS NULL AND set_aside_at IS NULL AND payload IS NOT NULL AND owner IS DISTINCT FROM $1
           AND NOT {is_live("i.owner")}
           AND NOT EXISTS (SELECT 1 FROM inbox o WHERE o.chat_id = i.chat_id AND o.handled_at IS NULL
                              AND o.set_aside_at IS NULL AND o.owner <> $1 AND {is_live("o.owner")})
         ORDER BY update_id LIMIT $2) free
 WHERE inbox.update_id = free.update_id
RETURNING inbox.update_id, chat_id, payload, starts, is_left
"""


async def mark_applied(transaction: Transaction, update_id: UpdateId | None, now: datetime, *, step: str) -> bool:
    """Record that the change `step` is made for an update; return False if it was recorded before.

    Several methods may make changes for one update, so each has a `step` of its own. Without an update nothing is
    recorded, and True is returned.
    """
    if update_id is None:
        return True
    marked = await transaction.execute(
        "INSERT INTO applied (update_id, step, applied_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        update_id,
        step,
        to_seconds(now),
    )
    return marked == 1


class PostgresInbox:
    """The PostgreSQL implementation of storage.interface.InboxStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def put(self, updates: Sequence[StoredUpdate], *, now: datetime) -> frozenset[UpdateId]:
        new = await self._db.write_one(
            "INSERT INTO inbox (update_id, chat_id, payload, received_at)"
            " SELECT *, $4::bigint FROM unnest($1::bigint[], $2::bigint[], $3::text[])"
            " ON CONFLICT DO NOTHING RETURNING update_id",
            [update.update_id for update in updates],
            [update.chat_id for update in updates],
            [json.dumps(update.payload) for update in updates],
            to_seconds(now),
        )
        return frozenset(row[0] for row in new)

    async def waiting(self) -> tuple[StoredUpdate, ...]:
        rows = await self._db.read(
            "SELECT update_id, chat_id, payload, starts FROM inbox"
            " WHERE handled_at IS NULL AND set_aside_at IS NULL AND payload IS NOT NULL ORDER BY update_id"
        )
        return tuple(StoredUpdate(row[0], row[1], json.loads(row[2]), row[3]) for row in rows)

    async def claim(self, owner: str, *, now: datetime, limit: int = 1000) -> tuple[StoredUpdate, ...]:
        del now  # not used, because the leases that show which processes are running go by the server's clock
        async with self._db.write(Lock.UPDATES) as transaction:
            rows = await transaction.fetch(_CLAIM, owner, limit)
        # Updates without a payload are left out: the process that had claimed them before has just finished them.
        return tuple(
            StoredUpdate(row[0], row[1], json.loads(row[2]), row[3], row[4])
            for row in sorted(rows, key=lambda row: row[0])
            if row[2]
        )

    async def count_start(self, update_id: UpdateId, *, now: datetime) -> None:  # noqa: ARG002 - part of the agreement
        await self._db.write_one("UPDATE inbox SET starts = starts + 1 WHERE update_id = $1", update_id)

    async def set_aside(self, update_id: UpdateId, *, now: datetime) -> None:
        await self._db.write_one(
            "UPDATE inbox SET set_aside_at = $1 WHERE update_id = $2 AND handled_at IS NULL", to_seconds(now), update_id
        )

    async def mark_handled(self, update_ids: Sequence[UpdateId], *, now: datetime) -> None:
        await self._db.write_one(
            "UPDATE inbox SET handled_at = $1, payload = NULL, chat_id = 0, owner = NULL"
            " WHERE update_id = ANY($2::bigint[])",
            to_seconds(now),
            list(update_ids),
        )

    async def is_applied(self, update_id: UpdateId) -> bool:
        return bool(await self._db.read("SELECT 1 FROM applied WHERE update_id = $1 LIMIT 1", update_id))

    async def forget(self, *, now: datetime) -> None:
        async with self._db.write(Lock.PEOPLE) as transaction:
            await transaction.execute(
                "UPDATE inbox SET payload = NULL, chat_id = 0, handled_at = $1"
                " WHERE handled_at IS NULL AND set_aside_at IS NULL AND received_at < $2",
                to_seconds(now),
                to_seconds(now - PAYLOAD_KEPT),
            )
            old = to_seconds(now - UPDATES_KEPT)
            await transaction.execute("DELETE FROM inbox WHERE received_at < $1", old)
            await transaction.execute("DELETE FROM applied WHERE applied_at < $1", old)
