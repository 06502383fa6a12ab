"""The updates that Telegram sent, and the records of what was changed for each of them.

Because of these records, an update that arrives or is handled twice changes nothing the second time.
"""

import json
from collections.abc import Sequence
from datetime import datetime

import aiosqlite

from domain.clock import to_seconds
from domain.ids import UpdateId
from storage.interface.inbox import PAYLOAD_KEPT, UPDATES_KEPT, StoredUpdate
from storage.sqlite.database import Database, fetch
from storage.sqlite.leases import is_live

_FREE = f"""
SELECT update_id, chat_id, payload, starts, owner IS NOT NULL FROM inbox i
 WHERE handled_at IS NULL AND set_aside_at IS NULL AND payload IS NOT NULL AND owner IS NOT :owner
   AND NOT {is_live("i.owner")}
   AND NOT EXISTS (SELECT 1 FROM inbox o WHERE o.chat_id = i.chat_id AND o.handled_at IS NULL
                      AND o.set_aside_at IS NULL AND o.owner <> :owner AND {is_live("o.owner")})
 ORDER BY update_id LIMIT :limit
"""


async def mark_applied(
    connection: aiosqlite.Connection, update_id: UpdateId | None, now: datetime, *, step: str
) -> bool:
    """Record, in the caller's transaction, that `step` was done for an update; return False if it was done before.

    A step is the name of one change, since one update may lead to several. Without an update nothing is recorded and
    the result is True.
    """
    if update_id is None:
        return True
    cursor = await connection.execute(
        "INSERT OR IGNORE INTO applied (update_id, step, applied_at) VALUES (?, ?, ?)",
        (update_id, step, to_seconds(now)),
    )
    return cursor.rowcount == 1


class SqliteInbox:
    """The SQLite implementation of storage.interface.InboxStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def put(self, updates: Sequence[StoredUpdate], *, now: datetime) -> frozenset[UpdateId]:
        rows = json.dumps([(update.update_id, update.chat_id, json.dumps(update.payload)) for update in updates])
        new = await self._db.write_one(
            "INSERT OR IGNORE INTO inbox (update_id, chat_id, payload, received_at)"
            " SELECT value ->> 0, value ->> 1, value ->> 2, ? FROM json_each(?) RETURNING update_id",
            (to_seconds(now), rows),
        )
        return frozenset(row[0] for row in new)

    async def waiting(self) -> tuple[StoredUpdate, ...]:
        rows = await self._db.read(
            "SELECT update_id, chat_id, payload, starts FROM inbox"
            " WHERE handled_at IS NULL AND set_aside_at IS NULL AND payload IS NOT NULL ORDER BY update_id"
        )
        return tuple(StoredUpdate(row[0], row[1], json.loads(row[2]), row[3]) for row in rows)

    async def claim(self, owner: str, *, now: datetime, limit: int = 1000) -> tuple[StoredUpdate, ...]:
        del now  # not used, because leases, which show what processes are running, end by the machine's clock
        async with self._db.write() as connection:
            rows = await fetch(connection, _FREE, {"owner": owner, "limit": limit})
            ids = json.dumps([row[0] for row in rows])
            await connection.execute(
                "UPDATE inbox SET owner = ? WHERE update_id IN (SELECT value FROM json_each(?))", (owner, ids)
            )
        return tuple(StoredUpdate(row[0], row[1], json.loads(row[2]), row[3], bool(row[4])) for row in rows)

    async def count_start(self, update_id: UpdateId, *, now: datetime) -> None:  # noqa: ARG002 - part of the contract
        await self._db.write_one("UPDATE inbox SET starts = starts + 1 WHERE update_id = ?", (update_id,))

    async def set_aside(self, update_id: UpdateId, *, now: datetime) -> None:
        await self._db.write_one(
            "UPDATE inbox SET set_aside_at = ? WHERE update_id = ? AND handled_at IS NULL",
            (to_seconds(now), update_id),
        )

    async def mark_handled(self, update_ids: Sequence[UpdateId], *, now: datetime) -> None:
        await self._db.write_one(
            "UPDATE inbox SET handled_at = ?, payload = NULL, chat_id = 0, owner = NULL"
            " WHERE update_id IN (SELECT value FROM json_each(?))",
            (to_seconds(now), json.dumps(list(update_ids))),
        )

    async def is_applied(self, update_id: UpdateId) -> bool:
        return bool(await self._db.read("SELECT 1 FROM applied WHERE update_id = ? LIMIT 1", (update_id,)))

    async def forget(self, *, now: datetime) -> None:
        async with self._db.write() as connection:
            await connection.execute(
                "UPDATE inbox SET payload = NULL, chat_id = 0, handled_at = ?"
                " WHERE handled_at IS NULL AND set_aside_at IS NULL AND received_at < ?",
                (to_seconds(now), to_seconds(now - PAYLOAD_KEPT)),
            )
            old = to_seconds(now - UPDATES_KEPT)
            await connection.execute("DELETE FROM inbox WHERE received_at < ?", (old,))
            await connection.execute("DELETE FROM applied WHERE applied_at < ?", (old,))
        await self._db.empty_journal()
