"""The people of the newsroom, and the changes that they made."""

from collections.abc import Sequence
from datetime import datetime

import aiosqlite

from domain.audit import Change, KeptChange
from domain.clock import from_seconds, to_seconds
from domain.ids import ChangeId, PersonId, UpdateId
from domain.post import Notice, PostKind
from domain.roles import Member, Role
from storage.interface import Addressee
from storage.rows.chats import COLUMNS, chat_from_row
from storage.sqlite.connections import Row
from storage.sqlite.database import Database, fetch
from storage.sqlite.deliveries import add_deliveries
from storage.sqlite.inbox import mark_applied

_CHANGES = "SELECT id, made_at, user_id, action, subject, before, after, about_id FROM changes "


class SqliteNewsroom:
    """The SQLite implementation of storage.interface.NewsroomStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def role_of(self, person: PersonId) -> Role | None:
        rows = await self._db.read("SELECT role FROM newsroom WHERE user_id = ?", (person,))
        return Role(rows[0][0]) if rows else None

    async def members(self) -> tuple[Member, ...]:
        rows = await self._db.read("SELECT user_id, role, added_at FROM newsroom ORDER BY role, added_at, user_id")
        return tuple(Member(row[0], Role(row[1]), from_seconds(row[2])) for row in rows)

    async def set_role(
        self,
        person: PersonId,
        role: Role | None,
        change: Change,
        *,
        now: datetime,
        update_id: UpdateId | None = None,
        notice: Notice | None = None,
    ) -> bool:
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, now, step="set_role"):
                return False
            if role is None:
                cursor = await connection.execute("DELETE FROM newsroom WHERE user_id = ?", (person,))
            else:
                cursor = await connection.execute(
                    "INSERT INTO newsroom (user_id, role, added_at) VALUES (?, ?, ?)"
                    " ON CONFLICT (user_id) DO UPDATE SET role = excluded.role WHERE role <> excluded.role",
                    (person, str(role), to_seconds(now)),
                )
            if cursor.rowcount > 0:
                await keep_changes(connection, [change], now)
                if notice is not None:
                    await _tell(connection, person, notice, now)
            return cursor.rowcount > 0

    async def record(self, changes: Sequence[Change], *, now: datetime, update_id: UpdateId | None = None) -> None:
        async with self._db.write() as connection:
            if await mark_applied(connection, update_id, now, step="record"):
                await keep_changes(connection, changes, now)

    async def changes(self, *, limit: int, before: ChangeId | None = None) -> tuple[KeptChange, ...]:
        rows = await self._db.read(_CHANGES + "WHERE ?1 IS NULL OR id < ?1 ORDER BY id DESC LIMIT ?2", (before, limit))
        return tuple(map(_kept, rows))

    async def changes_by(self, person: PersonId) -> tuple[KeptChange, ...]:
        return tuple(map(_kept, await self._db.read(_CHANGES + "WHERE user_id = ? ORDER BY id DESC", (person,))))


async def keep_changes(connection: aiosqlite.Connection, changes: Sequence[Change], now: datetime) -> None:
    """Record changes, inside the transaction in which they are made."""
    await connection.executemany(
        "INSERT INTO changes (made_at, user_id, action, subject, before, after, about_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(to_seconds(now), one.person, one.action, one.subject, one.before, one.after, one.about) for one in changes],
    )


async def forget_person(connection: aiosqlite.Connection, person: PersonId) -> None:
    """Delete a person's role; records of changes that the person made stay, without the person's id."""
    await connection.execute("DELETE FROM newsroom WHERE user_id = ?", (person,))
    for table in ("trouble_wishes", "trouble_rests"):
        await connection.execute(f"DELETE FROM {table} WHERE user_id = ?", (person,))
    await connection.execute("UPDATE changes SET user_id = NULL WHERE user_id = ?", (person,))
    await connection.execute("UPDATE drafts SET user_id = NULL WHERE user_id = ?", (person,))
    await connection.execute("UPDATE changes SET about_id = NULL WHERE about_id = ?", (person,))


async def _tell(connection: aiosqlite.Connection, person: PersonId, notice: Notice, now: datetime) -> None:
    """Queue a notice for a person's private chat, if there is one."""
    rows = await fetch(connection, f"SELECT {COLUMNS} FROM chats WHERE chat_id = ? AND thread_id = 0", (person,))
    to = [Addressee(chat, chat.next_due_at) for chat in map(chat_from_row, rows)]
    if to:
        await add_deliveries(connection, PostKind.NOTICE, notice, to, now)


def _kept(row: Row) -> KeptChange:
    return KeptChange(row[0], from_seconds(row[1]), Change(row[2], row[3], row[4], row[5], row[6], row[7]))
