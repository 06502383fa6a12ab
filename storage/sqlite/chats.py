"""The chats in SQLite with their preferences."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

import aiosqlite

from domain.chat import Chat, ChatState, Place
from domain.clock import to_seconds
from domain.delivery_rules import people_to_tell, person_to_tell
from domain.ids import ChatId, PersonId, UpdateId, person_id
from domain.post import DeliveryReason, Notice, PostKind
from domain.stats import event_of
from storage.interface import Addressee
from storage.rows.chats import COLUMNS, chat_from_row, chat_to_row
from storage.rows.moments import seconds_or_none
from storage.rows.rules import LOSABLE_STATES, MAY_NOT_WAIT
from storage.sqlite.consequences import SETTLED, forget_words, settle
from storage.sqlite.database import Database, fetch
from storage.sqlite.deliveries import add_deliveries
from storage.sqlite.inbox import mark_applied
from storage.sqlite.newsroom import forget_person
from storage.sqlite.readers import count_readers

_READ = f"SELECT {COLUMNS} FROM chats "
_STATE = "SELECT state FROM chats WHERE chat_id = ? "
# The columns that saving a chat does not overwrite. The first two are its key. The last two say up to when the chat has
# had its digests; the outbox changes them, possibly after the caller of `save` has read the chat.
_KEPT = ("chat_id", "thread_id", "last_digest_end", "served_slot")
_SAVE = (
    f"INSERT INTO chats ({COLUMNS}) VALUES ({', '.join('?' * 12)}) ON CONFLICT (chat_id, thread_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in COLUMNS.split(", ") if name not in _KEPT)
)
_DROP_WAITING = (
    "UPDATE deliveries SET state = 'dropped', reason = ? WHERE chat_id = ? AND thread_id = ? AND state = 'waiting'"
    f" AND {MAY_NOT_WAIT} {SETTLED}"
)
_BREATH = 250  # rows converted to chats before other tasks may run
_TABLES = ("deliveries", "inbox", "follows", "bookmarks", "chats")


class SqliteChats:
    """The SQLite implementation of storage.interface.ChatStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, place: Place) -> Chat | None:
        rows = await self._db.read(_READ + "WHERE chat_id = ? AND thread_id = ?", (place.chat_id, place.thread_id or 0))
        return chat_from_row(rows[0]) if rows else None

    async def threads_of(self, chat_id: ChatId) -> tuple[Chat, ...]:
        rows = await self._db.read(_READ + "WHERE chat_id = ? ORDER BY thread_id", (chat_id,))
        return tuple(chat_from_row(row) for row in rows)

    async def set_up_by(self, person: PersonId) -> tuple[Chat, ...]:
        rows = await self._db.read(_READ + "WHERE set_up_by = ? ORDER BY chat_id, thread_id", (person,))
        return tuple(chat_from_row(row) for row in rows)

    async def save(self, chat: Chat, *, now: datetime, update_id: UpdateId | None = None) -> None:
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, now, step="save"):
                return
            place = (chat.id, chat.thread_id or 0)
            known = await fetch(connection, _STATE + "AND thread_id = ?", place)
            await count_readers(connection, [event_of(_state(known), chat.state)], now)
            await connection.execute(_SAVE, chat_to_row(chat))
            if chat.state is ChatState.STOPPED:
                await settle(connection, await fetch(connection, _DROP_WAITING, (DeliveryReason.STOPPED, *place)))

    async def delete(self, chat_id: ChatId, *, now: datetime, update_id: UpdateId | None = None) -> None:
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, now, step="delete"):
                return
            # Updates of this chat that are later than this one stay, because they are still to be handled. Their chat
            # id is erased after that.
            if update_id is not None:
                await connection.execute("DELETE FROM inbox WHERE chat_id = ? AND update_id < ?", (chat_id, update_id))
                await connection.execute(
                    "UPDATE inbox SET chat_id = 0, payload = NULL WHERE update_id = ?", (update_id,)
                )
            else:
                await connection.execute("DELETE FROM inbox WHERE chat_id = ?", (chat_id,))
            posts = await fetch(connection, "DELETE FROM deliveries WHERE chat_id = ? RETURNING post_id", (chat_id,))
            await forget_words(connection, {row[0] for row in posts})
            gone = await fetch(connection, _STATE, (chat_id,))
            await count_readers(connection, [event_of(_state([row]), None) for row in gone], now)
            for table in ("follows", "bookmarks", "chats"):
                await connection.execute(f"DELETE FROM {table} WHERE chat_id = ?", (chat_id,))
            await connection.execute("DELETE FROM broadcasts WHERE chat_id = ? AND state = 'draft'", (chat_id,))
            await connection.execute(
                "UPDATE broadcasts SET chat_id = 0, thread_id = 0, message_id = NULL WHERE chat_id = ?", (chat_id,)
            )
            await connection.execute("UPDATE chats SET set_up_by = NULL WHERE set_up_by = ?", (chat_id,))
            await forget_person(connection, person_id(chat_id))
        await self._db.empty_journal()

    async def migrate(
        self, old_id: ChatId, new_id: ChatId, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, now, step="migrate"):
                return
            for table in _TABLES:
                # If the bot got messages from the supergroup before it got this change of the id, there are rows under
                # the new id already. REPLACE deletes them, because the rows of the old id take their place.
                await connection.execute(
                    f"UPDATE OR REPLACE {table} SET chat_id = ? WHERE chat_id = ?",
                    (new_id, old_id),
                )
            await connection.execute("UPDATE drafts SET user_id = ? WHERE user_id = ?", (new_id, old_id))
            await connection.execute(
                "UPDATE chats SET kind = 'supergroup' WHERE chat_id = ? AND kind = 'group'", (new_id,)
            )

    async def due(self, *, now: datetime, limit: int) -> tuple[Chat, ...]:
        rows = await self._db.read(
            _READ + "WHERE state = 'active' AND next_due_at <= ? ORDER BY next_due_at LIMIT ?",
            (to_seconds(now), limit),
        )
        return await _chats(rows)

    async def planned_after(self, moment: datetime, *, served_after: datetime | None = None) -> tuple[Chat, ...]:
        ahead = "WHERE state = 'active' AND next_due_at IS NOT NULL AND (next_due_at > ? OR last_digest_end > ?)"
        moments = (to_seconds(moment), seconds_or_none(served_after))
        return await _chats(await self._db.read(_READ + ahead, moments))

    async def readers(self, *, wants_breaking: bool = False) -> tuple[Chat, ...]:
        wanted = " AND wants_breaking" if wants_breaking else ""
        return await _chats(await self._db.read(_READ + "WHERE state = 'active'" + wanted))

    async def lose(
        self, chat_id: ChatId, state: ChatState, *, now: datetime, notice: Notice | None = None
    ) -> tuple[Chat, ...]:
        return await self._lose(chat_id, None, state, now, notice)

    async def lose_thread(
        self, place: Place, state: ChatState, *, now: datetime, notice: Notice | None = None
    ) -> tuple[Chat, ...]:
        return await self._lose(place.chat_id, place.thread_id or 0, state, now, notice)

    async def _lose(
        self, chat_id: ChatId, thread_id: int | None, state: ChatState, now: datetime, notice: Notice | None
    ) -> tuple[Chat, ...]:
        """Mark a thread as lost (0: the general thread of a forum), or with None the chat and all its threads."""
        place = "chat_id = ?1 AND (?2 IS NULL OR thread_id = ?2)"
        values = (chat_id, thread_id, str(state))
        async with self._db.write() as connection:
            rows = await fetch(
                connection, _READ + f"WHERE {place} AND state IN {LOSABLE_STATES} AND state != ?3", values
            )
            lost = tuple(chat_from_row(row) for row in rows)
            await count_readers(connection, [event_of(chat.state, state) for chat in lost], now)
            await connection.execute(
                f"UPDATE chats SET state = ?3, next_due_at = NULL WHERE {place} AND state IN {LOSABLE_STATES}",
                values,
            )
            dropped = await fetch(
                connection,
                f"UPDATE deliveries SET state = 'dropped', reason = ?3 WHERE {place} AND state = 'waiting' {SETTLED}",
                values,
            )
            await settle(connection, dropped)
            if notice is not None:
                await tell_people(connection, lost, notice, now)
        return lost


def _state(rows: Sequence[aiosqlite.Row]) -> ChatState | None:
    return ChatState(rows[0][0]) if rows else None


async def tell_people(connection: aiosqlite.Connection, chats: Sequence[Chat], notice: Notice, now: datetime) -> None:
    """Queue the notice for the people who set up these chats."""
    addressees = []
    for person, chat in people_to_tell(chats).items():
        rows = await fetch(connection, _READ + "WHERE chat_id = ? AND thread_id = 0", (person,))
        to = person_to_tell(person, chat_from_row(rows[0]) if rows else None, chat)
        addressees.append(Addressee(to, to.next_due_at))
    if addressees:
        await add_deliveries(connection, PostKind.NOTICE, notice, addressees, now)


async def _chats(rows: Sequence[aiosqlite.Row]) -> tuple[Chat, ...]:
    """Return the chats of these rows.

    Other tasks of the event loop may run in between, because there may be 100,000 rows.
    """
    chats: list[Chat] = []
    for first in range(0, len(rows), _BREATH):
        chats.extend(chat_from_row(row) for row in rows[first : first + _BREATH])
        await asyncio.sleep(0)
    return tuple(chats)
