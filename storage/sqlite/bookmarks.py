"""The bookmarks in SQLite: the stories that chats saved, or of which they want further news."""

import json
from collections.abc import Collection
from datetime import datetime

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Place
from domain.ids import ArticleId, UpdateId
from storage.rows.bookmarks import COLUMNS, bookmark_from_row, bookmark_values
from storage.sqlite.database import Database
from storage.sqlite.inbox import mark_applied

_READ = f"SELECT {COLUMNS} FROM bookmarks "
_AMONG = "article_id IN (SELECT value FROM json_each(?))"


class SqliteBookmarks:
    """The SQLite implementation of storage.interface.BookmarkStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def of(self, place: Place, kind: BookmarkKind) -> tuple[Bookmark, ...]:
        rows = await self._db.read(
            _READ + "WHERE chat_id = ? AND thread_id = ? AND kind = ? ORDER BY made_at DESC, article_id DESC",
            (place.chat_id, place.thread_id or 0, str(kind)),
        )
        return tuple(map(bookmark_from_row, rows))

    async def followers(self, article_ids: Collection[ArticleId]) -> tuple[Bookmark, ...]:
        rows = await self._db.read(
            _READ + f"WHERE kind = 'followed' AND {_AMONG} ORDER BY made_at, chat_id, thread_id, article_id",
            (json.dumps(list(article_ids)),),
        )
        return tuple(map(bookmark_from_row, rows))

    async def add(self, bookmark: Bookmark, *, now: datetime, update_id: UpdateId | None = None) -> None:
        async with self._db.write() as connection:
            if await mark_applied(connection, update_id, now, step="add_bookmark"):
                await connection.execute(
                    f"INSERT OR REPLACE INTO bookmarks ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    bookmark_values(bookmark),
                )

    async def remove(
        self,
        place: Place,
        kind: BookmarkKind,
        article_ids: Collection[ArticleId],
        *,
        now: datetime,
        update_id: UpdateId | None = None,
    ) -> bool:
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, now, step="remove_bookmark"):
                return False
            cursor = await connection.execute(
                f"DELETE FROM bookmarks WHERE chat_id = ? AND thread_id = ? AND kind = ? AND {_AMONG}",
                (place.chat_id, place.thread_id or 0, str(kind), json.dumps(list(article_ids))),
            )
            return cursor.rowcount > 0
