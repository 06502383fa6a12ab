"""The words and names that chats follow."""

from datetime import datetime

from domain.chat import Follow
from domain.clock import from_seconds, to_seconds
from domain.ids import ChatId, FollowId, UpdateId
from storage.interface import StorageError
from storage.sqlite.connections import Row
from storage.sqlite.database import Database, fetch
from storage.sqlite.inbox import mark_applied

_READ = "SELECT id, chat_id, query, at_once, created_at FROM follows "


class SqliteFollows:
    """The SQLite implementation of storage.interface.FollowStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def of(self, chat_id: ChatId) -> tuple[Follow, ...]:
        return tuple(map(_follow, await self._db.read(_READ + "WHERE chat_id = ? ORDER BY id", (chat_id,))))

    async def all(self) -> tuple[Follow, ...]:
        return tuple(map(_follow, await self._db.read(_READ + "ORDER BY id")))

    async def add(
        self, chat_id: ChatId, query: str, *, at_once: bool, now: datetime, update_id: UpdateId | None = None
    ) -> Follow:
        async with self._db.write() as connection:
            if await mark_applied(connection, update_id, now, step="add_follow"):
                await connection.execute(
                    "INSERT INTO follows (chat_id, query, at_once, created_at) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (chat_id, query) DO UPDATE SET at_once = excluded.at_once",
                    (chat_id, query, int(at_once), to_seconds(now)),
                )
            rows = await fetch(
                connection,
                _READ + "WHERE chat_id = ? AND query = ?",
                (chat_id, query),
            )
        if not rows:
            raise StorageError("follow-error-gone")
        return _follow(rows[0])

    async def remove(
        self, chat_id: ChatId, follow_id: FollowId, *, now: datetime, update_id: UpdateId | None = None
    ) -> bool:
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, now, step="remove_follow"):
                return False
            cursor = await connection.execute("DELETE FROM follows WHERE chat_id = ? AND id = ?", (chat_id, follow_id))
            return cursor.rowcount == 1


def _follow(row: Row) -> Follow:
    return Follow(row[0], row[1], row[2], bool(row[3]), from_seconds(row[4]))
