"""Chats, what they follow and what they were told."""

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime

import aiosqlite

from domain.chat import Chat, ChatKind, ChatState, Follow
from domain.clock import from_seconds, to_seconds
from domain.digest import Digest
from domain.post import DeliveryState, Notice, PostKind
from storage.interface import Addressee, StorageError
from storage.sqlite.chat_rows import COLUMNS, chat_from_row, chat_to_row
from storage.sqlite.database import Database
from storage.sqlite.inbox import mark_applied
from storage.sqlite.queueing import PRIORITIES, add_deliveries, add_stories

_READ = f"SELECT {COLUMNS} FROM chats "
# Whoever saves read the chat a moment ago; what its digests covered since is the outbox's to say.
_KEPT = ("chat_id", "thread_id", "last_digest_end", "served_slot")
_SAVE = (
    f"INSERT INTO chats ({COLUMNS}) VALUES ({', '.join('?' * 13)}) ON CONFLICT (chat_id, thread_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in COLUMNS.split(", ") if name not in _KEPT)
)
_DROP_WAITING = (
    "UPDATE deliveries SET state = 'dropped', reason = ? WHERE chat_id = ? AND state = 'waiting'"
    " AND post_id NOT IN (SELECT id FROM posts WHERE kind = 'notice')"
)
# Sent, if only in part, being sent or about to be: what a chat has in its queue is not queued again.
_TOLD = """
SELECT d.chat_id, group_concat(d.post_id) FROM deliveries d
 WHERE d.chat_id IN (SELECT value FROM json_each(:chats)) AND d.thread_id = :thread
   AND d.post_id >= coalesce((SELECT min(id) FROM posts WHERE created_at >= :since), 1 << 62)
   AND (d.state IN ('sent', 'sending', 'waiting') OR d.parts_sent)
 GROUP BY d.chat_id
"""
_TAKE_BACK = """
UPDATE deliveries SET state = 'dropped', reason = 'shown'
 WHERE chat_id = ? AND thread_id = ? AND state = 'waiting' AND parts_sent = 0 AND EXISTS (
       SELECT 1 FROM post_stories mine, json_each(mine.articles) article
        WHERE mine.post_id = deliveries.post_id AND article.value IN (
              SELECT known.value FROM post_stories shown, json_each(shown.articles) known WHERE shown.post_id = ?))
RETURNING priority
"""
# A digest that was taken back comes at once with what is left of it.
_DUE_AGAIN = """
UPDATE chats SET next_due_at = ? WHERE chat_id = ? AND thread_id = ? AND state = 'active' AND next_due_at IS NOT NULL
"""
_BREATH = 250  # rows made into chats before the loop gets its turn
_TABLES = ("deliveries", "inbox", "follows", "chats")


class SqliteChats:
    """The ChatStore of storage.interface."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, chat_id: int, thread_id: int | None = None) -> Chat | None:
        rows = await self._db.read(_READ + "WHERE chat_id = ? AND thread_id = ?", (chat_id, thread_id or 0))
        return chat_from_row(rows[0]) if rows else None

    async def threads_of(self, chat_id: int) -> tuple[Chat, ...]:
        """Everything set up under that chat id: the chat itself and its forum threads."""
        rows = await self._db.read(_READ + "WHERE chat_id = ? ORDER BY thread_id", (chat_id,))
        return tuple(chat_from_row(row) for row in rows)

    async def save(self, chat: Chat, *, update_id: int | None = None) -> None:
        """Add or change; what waits for a chat that stopped is dropped."""
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, step="save"):
                return
            await connection.execute(_SAVE, chat_to_row(chat))
            if chat.state is ChatState.STOPPED:
                await connection.execute(
                    _DROP_WAITING + " AND thread_id = ?", ("stopped", chat.id, chat.thread_id or 0)
                )

    async def delete(self, chat_id: int, *, update_id: int | None = None) -> None:
        """Forget everything about it: no row with the chat's id is left in any table."""
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, step="delete"):
                return
            # Updates that came after this one are still to be handled; their rows go when they are.
            if update_id is not None:
                await connection.execute("DELETE FROM inbox WHERE chat_id = ? AND update_id < ?", (chat_id, update_id))
                await connection.execute(
                    "UPDATE inbox SET chat_id = 0, payload = NULL WHERE update_id = ?", (update_id,)
                )
            else:
                await connection.execute("DELETE FROM inbox WHERE chat_id = ?", (chat_id,))
            for table in ("deliveries", "follows", "chats"):
                await connection.execute(f"DELETE FROM {table} WHERE chat_id = ?", (chat_id,))
            await connection.execute("UPDATE chats SET set_up_by = NULL WHERE set_up_by = ?", (chat_id,))
        await self._db.empty_journal()

    async def migrate(self, old_id: int, new_id: int, *, update_id: int | None = None) -> None:
        """A group became a supergroup: rewrite its id everywhere."""
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, step="migrate"):
                return
            for table in _TABLES:
                # What was set up before the move wins over what the first words in the supergroup made.
                await connection.execute(
                    f"UPDATE OR REPLACE {table} SET chat_id = ? WHERE chat_id = ?",
                    (new_id, old_id),
                )
            await connection.execute(
                "UPDATE chats SET kind = 'supergroup' WHERE chat_id = ? AND kind = 'group'", (new_id,)
            )

    async def due(self, *, now: datetime, limit: int) -> tuple[Chat, ...]:
        """Active chats with next_due_at <= now, earliest first."""
        rows = await self._db.read(
            _READ + "WHERE state = 'active' AND next_due_at <= ? ORDER BY next_due_at LIMIT ?",
            (to_seconds(now), limit),
        )
        return await _chats(rows)

    async def planned_after(self, moment: datetime) -> tuple[Chat, ...]:
        """Active chats with next_due_at later than that."""
        return await _chats(
            await self._db.read(_READ + "WHERE state = 'active' AND next_due_at > ?", (to_seconds(moment),))
        )

    async def readers(self, *, wants_breaking: bool = False) -> tuple[Chat, ...]:
        """Active chats; with `wants_breaking` those that asked for breaking news."""
        wanted = " AND wants_breaking" if wants_breaking else ""
        return await _chats(await self._db.read(_READ + "WHERE state = 'active'" + wanted))

    async def lose(
        self,
        chat_id: int,
        state: ChatState,
        *,
        now: datetime,
        thread_id: int | None = None,
        notice: Notice | None = None,
    ) -> tuple[Chat, ...]:
        """No push is planned and what waits is dropped; nothing is deleted. The chats that changed, as they were."""
        place = "chat_id = ?1 AND (?2 IS NULL OR thread_id = ?2)"
        async with self._db.write() as connection:
            rows = await _rows(
                connection,
                _READ + f"WHERE {place} AND state IN ('active', 'suspended') AND state != ?3",
                (chat_id, thread_id, str(state)),
            )
            lost = tuple(chat_from_row(row) for row in rows)
            await connection.execute(
                f"UPDATE chats SET state = ?3, next_due_at = NULL WHERE {place} AND state IN ('active', 'suspended')",
                (chat_id, thread_id, str(state)),
            )
            await connection.execute(
                f"UPDATE deliveries SET state = 'dropped', reason = ?3 WHERE {place} AND state = 'waiting'",
                (chat_id, thread_id, str(state)),
            )
            if notice is not None:
                await _tell(connection, lost, notice, now)
        return lost

    async def told(
        self, chat_ids: Sequence[int], *, since: datetime, thread_id: int | None = None
    ) -> dict[int, frozenset[int]]:
        """Chat → ids of the articles told. Chats that got the same posts share one set."""
        parameters = {"chats": json.dumps(list(chat_ids)), "thread": thread_id or 0, "since": to_seconds(since)}
        rows = await self._db.read(_TOLD, parameters)
        histories = {row[1] for row in rows}
        posts = sorted({int(post) for history in histories for post in history.split(",")})
        articles: dict[int, set[int]] = {}
        for post_id, told_of_story in await self._db.read(
            "SELECT post_id, articles FROM post_stories WHERE post_id IN (SELECT value FROM json_each(?))",
            (json.dumps(posts),),
        ):
            articles.setdefault(post_id, set()).update(json.loads(told_of_story))
        nothing: frozenset[int] = frozenset()
        told = {
            history: nothing.union(*(articles.get(int(post), ()) for post in history.split(",")))
            for history in histories
        }
        result = {row[0]: told[row[1]] for row in rows}
        return {chat_id: result.get(chat_id, nothing) for chat_id in chat_ids}

    async def record_shown(
        self,
        chat_id: int,
        digest: Digest,
        *,
        now: datetime,
        update_id: int | None = None,
        thread_id: int | None = None,
    ) -> None:
        """A digest that was shown on request counts as told; what waits and tells some of it again is taken back."""
        moment = to_seconds(now)
        async with self._db.write() as connection:
            if not digest.stories or not await mark_applied(connection, update_id, now, step="record_shown"):
                return
            cursor = await connection.execute(
                "INSERT INTO posts (kind, created_at) VALUES (?, ?)", (str(PostKind.DIGEST), moment)
            )
            post_id = cursor.lastrowid
            assert post_id is not None
            await add_stories(connection, post_id, digest)
            await connection.execute(
                "INSERT INTO deliveries (post_id, chat_id, thread_id, locale, zone, is_silent, state, priority,"
                " not_before, created_at) VALUES (?, ?, ?, '', '', 0, ?, 0, ?, ?)",
                (post_id, chat_id, thread_id or 0, str(DeliveryState.SENT), moment, moment),
            )
            place = (chat_id, thread_id or 0)
            taken = await _rows(connection, _TAKE_BACK, (*place, post_id))
            if any(row[0] == PRIORITIES[PostKind.DIGEST] for row in taken):
                await connection.execute(_DUE_AGAIN, (moment, *place))

    async def follows(self, chat_id: int | None = None) -> tuple[Follow, ...]:
        """Of one chat, or of all."""
        where, parameters = ("", ()) if chat_id is None else (" WHERE chat_id = ?", (chat_id,))
        rows = await self._db.read(
            f"SELECT id, chat_id, query, at_once, created_at FROM follows{where} ORDER BY id",
            parameters,
        )
        return tuple(Follow(row[0], row[1], row[2], bool(row[3]), from_seconds(row[4])) for row in rows)

    async def add_follow(
        self, chat_id: int, query: str, *, at_once: bool, now: datetime, update_id: int | None = None
    ) -> Follow:
        """The follow with that query; one that is there already takes the new `at_once`."""
        async with self._db.write() as connection:
            if await mark_applied(connection, update_id, now, step="add_follow"):
                await connection.execute(
                    "INSERT INTO follows (chat_id, query, at_once, created_at) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (chat_id, query) DO UPDATE SET at_once = excluded.at_once",
                    (chat_id, query, int(at_once), to_seconds(now)),
                )
            rows = await _rows(
                connection,
                "SELECT id, at_once, created_at FROM follows WHERE chat_id = ? AND query = ?",
                (chat_id, query),
            )
        if not rows:
            raise StorageError("follow-error-gone")
        return Follow(rows[0][0], chat_id, query, bool(rows[0][1]), from_seconds(rows[0][2]))

    async def remove_follow(self, chat_id: int, follow_id: int, *, update_id: int | None = None) -> bool:
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, step="remove_follow"):
                return True
            cursor = await connection.execute("DELETE FROM follows WHERE chat_id = ? AND id = ?", (chat_id, follow_id))
            return cursor.rowcount == 1


async def _tell(connection: aiosqlite.Connection, lost: Sequence[Chat], notice: Notice, now: datetime) -> None:
    """Queue the notice for whoever set up the lost chats, in their own language where we know it."""
    people = {chat.set_up_by: chat for chat in lost if chat.set_up_by is not None}
    addressees = []
    for person, chat in people.items():
        rows = await _rows(connection, _READ + "WHERE chat_id = ? AND thread_id = 0", (person,))
        to = chat_from_row(rows[0]) if rows else Chat(person, ChatKind.PRIVATE, chat.locale, chat.timetable)
        addressees.append(Addressee(to, to.next_due_at))
    if addressees:
        await add_deliveries(connection, PostKind.NOTICE, notice, addressees, now)


async def _chats(rows: Sequence[aiosqlite.Row]) -> tuple[Chat, ...]:
    """There may be a hundred thousand; the loop gets its turn in between."""
    chats: list[Chat] = []
    for first in range(0, len(rows), _BREATH):
        chats.extend(chat_from_row(row) for row in rows[first : first + _BREATH])
        await asyncio.sleep(0)
    return tuple(chats)


async def _rows(connection: aiosqlite.Connection, sql: str, parameters: Sequence[object]) -> list[aiosqlite.Row]:
    return list(await connection.execute_fetchall(sql, tuple(parameters)))
