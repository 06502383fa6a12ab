"""The people of the newsroom and their roles in PostgreSQL, and the changes that they made."""

from collections.abc import Sequence
from datetime import datetime

from domain.audit import Change, KeptChange
from domain.clock import from_seconds, to_seconds
from domain.ids import ChangeId, PersonId, UpdateId
from domain.post import Notice, PostKind
from domain.roles import Member, Role
from storage.interface import Addressee
from storage.postgres.database import Database, Lock, Row, Transaction
from storage.postgres.deliveries import add_deliveries
from storage.postgres.inbox import mark_applied
from storage.rows.chats import COLUMNS, chat_from_row

_CHANGES = "SELECT id, made_at, user_id, action, subject, before, after, about_id FROM changes "


class PostgresNewsroom:
    """The PostgreSQL implementation of storage.interface.NewsroomStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def role_of(self, person: PersonId) -> Role | None:
        rows = await self._db.read("SELECT role FROM newsroom WHERE user_id = $1", person)
        return Role(rows[0][0]) if rows else None

    async def members(self) -> tuple[Member, ...]:
        rows = await self._db.read(
            'SELECT user_id, role, added_at FROM newsroom ORDER BY role COLLATE "C", added_at, user_id'
        )
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
        async with self._db.write(Lock.PEOPLE) as transaction:
            if not await mark_applied(transaction, update_id, now, step="set_role"):
                return False
            if role is None:
                changed = await transaction.execute("DELETE FROM newsroom WHERE user_id = $1", person)
            else:
                changed = await transaction.execute(
                    "INSERT INTO newsroom (user_id, role, added_at) VALUES ($1, $2, $3)"
                    " ON CONFLICT (user_id) DO UPDATE SET role = excluded.role WHERE newsroom.role <> excluded.role",
                    person,
                    str(role),
                    to_seconds(now),
                )
            if changed:
                await keep_changes(transaction, [change], now)
                if notice is not None:
                    await _tell(transaction, person, notice, now)
            return changed > 0

    async def record(self, changes: Sequence[Change], *, now: datetime, update_id: UpdateId | None = None) -> None:
        async with self._db.write(Lock.PEOPLE) as transaction:
            if await mark_applied(transaction, update_id, now, step="record"):
                await keep_changes(transaction, changes, now)

    async def changes(self, *, limit: int, before: ChangeId | None = None) -> tuple[KeptChange, ...]:
        older = "WHERE $1::bigint IS NULL OR id < $1 ORDER BY id DESC LIMIT $2"
        return tuple(map(_kept, await self._db.read(_CHANGES + older, before, limit)))

    async def changes_by(self, person: PersonId) -> tuple[KeptChange, ...]:
        return tuple(map(_kept, await self._db.read(_CHANGES + "WHERE user_id = $1 ORDER BY id DESC", person)))


async def keep_changes(transaction: Transaction, changes: Sequence[Change], now: datetime) -> None:
    """Record changes of the newsroom, inside the caller's transaction, which also makes them."""
    await transaction.each(
        "INSERT INTO changes (made_at, user_id, action, subject, before, after, about_id)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [(to_seconds(now), one.person, one.action, one.subject, one.before, one.after, one.about) for one in changes],
    )


async def forget_person(transaction: Transaction, person: PersonId) -> None:
    """Delete a person's role; records of changes that the person made stay, without the person's id."""
    await transaction.execute("DELETE FROM newsroom WHERE user_id = $1", person)
    for table in ("trouble_wishes", "trouble_rests"):
        await transaction.execute(f"DELETE FROM {table} WHERE user_id = $1", person)
    await transaction.execute("UPDATE changes SET user_id = NULL WHERE user_id = $1", person)
    await transaction.execute("UPDATE drafts SET user_id = NULL WHERE user_id = $1", person)
    await transaction.execute("UPDATE changes SET about_id = NULL WHERE about_id = $1", person)


async def _tell(transaction: Transaction, person: PersonId, notice: Notice, now: datetime) -> None:
    """Queue a notice for a person's private chat, if there is one."""
    rows = await transaction.fetch(f"SELECT {COLUMNS} FROM chats WHERE chat_id = $1 AND thread_id = 0", person)
    to = [Addressee(chat, chat.next_due_at) for chat in map(chat_from_row, rows)]
    if to:
        await add_deliveries(transaction, PostKind.NOTICE, notice, to, now)


def _kept(row: Row) -> KeptChange:
    return KeptChange(row[0], from_seconds(row[1]), Change(row[2], row[3], row[4], row[5], row[6], row[7]))
