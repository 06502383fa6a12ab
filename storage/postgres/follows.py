"""The follows in PostgreSQL: the words and names that chats follow."""

from datetime import datetime

from domain.chat import Follow
from domain.clock import from_seconds, to_seconds
from domain.ids import ChatId, FollowId, UpdateId
from storage.interface import StorageError
from storage.postgres.database import Database, Lock, Row
from storage.postgres.inbox import mark_applied

_READ = "SELECT id, chat_id, query, at_once, created_at FROM follows "


class PostgresFollows:
    """The PostgreSQL implementation of storage.interface.FollowStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def of(self, chat_id: ChatId) -> tuple[Follow, ...]:
        return tuple(map(_follow, await self._db.read(_READ + "WHERE chat_id = $1 ORDER BY id", chat_id)))

    async def all(self) -> tuple[Follow, ...]:
        return tuple(map(_follow, await self._db.read(_READ + "ORDER BY id")))

    async def add(
        self, chat_id: ChatId, query: str, *, at_once: bool, now: datetime, update_id: UpdateId | None = None
    ) -> Follow:
        async with self._db.write(Lock.PEOPLE) as transaction:
            if await mark_applied(transaction, update_id, now, step="add_follow"):
                await transaction.execute(
                    "INSERT INTO follows (chat_id, query, at_once, created_at) VALUES ($1, $2, $3, $4)"
                    " ON CONFLICT (chat_id, query) DO UPDATE SET at_once = excluded.at_once",
                    chat_id,
                    query,
                    at_once,
                    to_seconds(now),
                )
            rows = await transaction.fetch(_READ + "WHERE chat_id = $1 AND query = $2", chat_id, query)
        if not rows:
            raise StorageError("follow-error-gone")
        return _follow(rows[0])

    async def remove(
        self, chat_id: ChatId, follow_id: FollowId, *, now: datetime, update_id: UpdateId | None = None
    ) -> bool:
        async with self._db.write(Lock.PEOPLE) as transaction:
            if not await mark_applied(transaction, update_id, now, step="remove_follow"):
                return False
            gone = await transaction.execute("DELETE FROM follows WHERE chat_id = $1 AND id = $2", chat_id, follow_id)
            return gone == 1


def _follow(row: Row) -> Follow:
    return Follow(row[0], row[1], row[2], row[3], from_seconds(row[4]))
