"""The chats in PostgreSQL with their preferences."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from domain.chat import Chat, ChatState, Place
from domain.clock import to_seconds
from domain.delivery_rules import people_to_tell, person_to_tell
from domain.ids import ChatId, PersonId, UpdateId, person_id
from domain.post import DeliveryReason, Notice, PostKind
from domain.stats import event_of
from storage.interface import Addressee
from storage.postgres.consequences import SETTLED, forget_words, settle
from storage.postgres.database import Database, Lock, Row, Transaction
from storage.postgres.deliveries import add_deliveries
from storage.postgres.inbox import mark_applied
from storage.postgres.newsroom import forget_person
from storage.postgres.readers import count_readers
from storage.rows.chats import COLUMNS, chat_from_row, chat_to_row
from storage.rows.moments import seconds_or_none
from storage.rows.rules import LOSABLE_STATES, MAY_NOT_WAIT

_READ = f"SELECT {COLUMNS} FROM chats "
_STATE = "SELECT state FROM chats WHERE chat_id = $1 "
_NAMES = COLUMNS.split(", ")
# The columns that saving a chat does not overwrite. The first two are its key. The last two say up to when the chat has
# had its digests; the outbox changes them, possibly after the caller of `save` has read the chat.
_KEPT = ("chat_id", "thread_id", "last_digest_end", "served_slot")
_SAVE = (
    f"INSERT INTO chats ({COLUMNS}) VALUES ({', '.join(f'${n}' for n in range(1, len(_NAMES) + 1))})"
    " ON CONFLICT (chat_id, thread_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _NAMES if name not in _KEPT)
)
_DROP_WAITING = (
    "UPDATE deliveries SET state = 'dropped', reason = $1 WHERE chat_id = $2 AND thread_id = $3 AND state = 'waiting'"
    f" AND {MAY_NOT_WAIT} {SETTLED}"
)
_PLACE = "chat_id = $1 AND ($2::bigint IS NULL OR thread_id = $2)"
_LOST = f"SELECT {COLUMNS} FROM chats WHERE {_PLACE} AND state IN {LOSABLE_STATES} AND state <> $3 ORDER BY thread_id"
_LOSE = f"UPDATE chats SET state = $3, next_due_at = NULL WHERE {_PLACE} AND state IN {LOSABLE_STATES}"
_DROP = f"UPDATE deliveries SET state = 'dropped', reason = $3 WHERE {_PLACE} AND state = 'waiting' {SETTLED}"
# Table → the columns that, beside chat_id, make a row unique. They are needed when a group gets a new id, to find rows
# that exist under both ids.
_TABLES = {
    "deliveries": ("thread_id", "post_id"),
    "inbox": (),
    "follows": ("query",),
    "bookmarks": ("thread_id", "kind", "article_id"),
    "chats": ("thread_id",),
}
_BREATH = 250  # rows converted to chats before other tasks may run


class PostgresChats:
    """The PostgreSQL implementation of storage.interface.ChatStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, place: Place) -> Chat | None:
        rows = await self._db.read(_READ + "WHERE chat_id = $1 AND thread_id = $2", place.chat_id, place.thread_id or 0)
        return chat_from_row(rows[0]) if rows else None

    async def threads_of(self, chat_id: ChatId) -> tuple[Chat, ...]:
        rows = await self._db.read(_READ + "WHERE chat_id = $1 ORDER BY thread_id", chat_id)
        return tuple(chat_from_row(row) for row in rows)

    async def set_up_by(self, person: PersonId) -> tuple[Chat, ...]:
        rows = await self._db.read(_READ + "WHERE set_up_by = $1 ORDER BY chat_id, thread_id", person)
        return tuple(chat_from_row(row) for row in rows)

    async def save(self, chat: Chat, *, now: datetime, update_id: UpdateId | None = None) -> None:
        async with self._db.write(Lock.PEOPLE) as transaction:
            if not await mark_applied(transaction, update_id, now, step="save"):
                return
            known = await transaction.fetch(_STATE + "AND thread_id = $2", chat.id, chat.thread_id or 0)
            await count_readers(transaction, [event_of(_state(known), chat.state)], now)
            await transaction.execute(_SAVE, *chat_to_row(chat))
            if chat.state is ChatState.STOPPED:
                values = (str(DeliveryReason.STOPPED), chat.id, chat.thread_id or 0)
                await settle(transaction, await transaction.fetch(_DROP_WAITING, *values))

    async def delete(self, chat_id: ChatId, *, now: datetime, update_id: UpdateId | None = None) -> None:
        async with self._db.write(Lock.PEOPLE) as transaction:
            if not await mark_applied(transaction, update_id, now, step="delete"):
                return
            # Updates of this chat that are later than this one stay, because they are still to be handled. Their chat
            # id is erased after that.
            if update_id is not None:
                await transaction.execute("DELETE FROM inbox WHERE chat_id = $1 AND update_id < $2", chat_id, update_id)
                await transaction.execute(
                    "UPDATE inbox SET chat_id = 0, payload = NULL WHERE update_id = $1", update_id
                )
            else:
                await transaction.execute("DELETE FROM inbox WHERE chat_id = $1", chat_id)
            posts = await transaction.fetch("DELETE FROM deliveries WHERE chat_id = $1 RETURNING post_id", chat_id)
            await forget_words(transaction, {row[0] for row in posts})
            gone = await transaction.fetch(_STATE, chat_id)
            await count_readers(transaction, [event_of(_state([row]), None) for row in gone], now)
            for table in ("follows", "bookmarks", "chats"):
                await transaction.execute(f"DELETE FROM {table} WHERE chat_id = $1", chat_id)
            await transaction.execute("DELETE FROM broadcasts WHERE chat_id = $1 AND state = 'draft'", chat_id)
            await transaction.execute(
                "UPDATE broadcasts SET chat_id = 0, thread_id = 0, message_id = NULL WHERE chat_id = $1", chat_id
            )
            await transaction.execute("UPDATE chats SET set_up_by = NULL WHERE set_up_by = $1", chat_id)
            await forget_person(transaction, person_id(chat_id))

    async def migrate(
        self, old_id: ChatId, new_id: ChatId, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        async with self._db.write(Lock.PEOPLE) as transaction:
            if not await mark_applied(transaction, update_id, now, step="migrate"):
                return
            for table, names in _TABLES.items():
                if names:
                    # If the bot got messages from the supergroup before it got this change of the id, there are rows
                    # under the new id already. They are deleted, because the rows of the old id take their place.
                    same = " AND ".join(f"earlier.{name} = {table}.{name}" for name in names)
                    await transaction.execute(
                        f"DELETE FROM {table} WHERE chat_id = $2 AND EXISTS"
                        f" (SELECT 1 FROM {table} earlier WHERE earlier.chat_id = $1 AND {same})",
                        old_id,
                        new_id,
                    )
                await transaction.execute(f"UPDATE {table} SET chat_id = $2 WHERE chat_id = $1", old_id, new_id)
            await transaction.execute("UPDATE drafts SET user_id = $2 WHERE user_id = $1", old_id, new_id)
            await transaction.execute(
                "UPDATE chats SET kind = 'supergroup' WHERE chat_id = $1 AND kind = 'group'", new_id
            )

    async def due(self, *, now: datetime, limit: int) -> tuple[Chat, ...]:
        rows = await self._db.read(
            _READ + "WHERE state = 'active' AND next_due_at <= $1 ORDER BY next_due_at LIMIT $2", to_seconds(now), limit
        )
        return await _chats(rows)

    async def planned_after(self, moment: datetime, *, served_after: datetime | None = None) -> tuple[Chat, ...]:
        ahead = "WHERE state = 'active' AND next_due_at IS NOT NULL AND (next_due_at > $1 OR last_digest_end > $2)"
        return await _chats(await self._db.read(_READ + ahead, to_seconds(moment), seconds_or_none(served_after)))

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
        """Set the state of a thread (0: the general thread of a forum), or with None that of a chat with its threads.

        Queue the `notice` for the people who set them up. Return those whose state changed, as they were before.
        """
        values = (chat_id, thread_id, str(state))
        async with self._db.write(Lock.PEOPLE) as transaction:
            lost = tuple(chat_from_row(row) for row in await transaction.fetch(_LOST, *values))
            await count_readers(transaction, [event_of(chat.state, state) for chat in lost], now)
            await transaction.execute(_LOSE, *values)
            await settle(transaction, await transaction.fetch(_DROP, *values))
            if notice is not None:
                await tell_people(transaction, lost, notice, now)
        return lost


def _state(rows: Sequence[Row]) -> ChatState | None:
    return ChatState(rows[0][0]) if rows else None


async def tell_people(transaction: Transaction, chats: Sequence[Chat], notice: Notice, now: datetime) -> None:
    """Queue the notice for the people who set up these chats."""
    addressees = []
    for person, chat in people_to_tell(chats).items():
        rows = await transaction.fetch(_READ + "WHERE chat_id = $1 AND thread_id = 0", person)
        to = person_to_tell(person, chat_from_row(rows[0]) if rows else None, chat)
        addressees.append(Addressee(to, to.next_due_at))
    if addressees:
        await add_deliveries(transaction, PostKind.NOTICE, notice, addressees, now)


async def _chats(rows: Sequence[Row]) -> tuple[Chat, ...]:
    """Return the chats of these rows.

    Other tasks of the event loop may run in between, because there may be 100,000 rows.
    """
    chats: list[Chat] = []
    for first in range(0, len(rows), _BREATH):
        chats.extend(chat_from_row(row) for row in rows[first : first + _BREATH])
        await asyncio.sleep(0)
    return tuple(chats)
