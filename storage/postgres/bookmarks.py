"""The bookmarks in PostgreSQL: the stories that chats saved, or of which they want further news."""

from collections.abc import Collection
from datetime import datetime

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Place
from domain.ids import ArticleId, UpdateId
from storage.postgres.database import Database, Lock
from storage.postgres.inbox import mark_applied
from storage.rows.bookmarks import COLUMNS, bookmark_from_row, bookmark_values

_READ = f"SELECT {COLUMNS} FROM bookmarks "
_PUT = f"""
INSERT INTO bookmarks ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (chat_id, thread_id, kind, article_id) DO UPDATE
   SET headline = excluded.headline, source = excluded.source, url = excluded.url, made_at = excluded.made_at,
       message_id = excluded.message_id
"""


class PostgresBookmarks:
    """The PostgreSQL implementation of storage.interface.BookmarkStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def of(self, place: Place, kind: BookmarkKind) -> tuple[Bookmark, ...]:
        rows = await self._db.read(
            _READ + "WHERE chat_id = $1 AND thread_id = $2 AND kind = $3 ORDER BY made_at DESC, article_id DESC",
            place.chat_id,
            place.thread_id or 0,
            str(kind),
        )
        return tuple(map(bookmark_from_row, rows))

    async def followers(self, article_ids: Collection[ArticleId]) -> tuple[Bookmark, ...]:
        rows = await self._db.read(
            _READ + "WHERE kind = 'followed' AND article_id = ANY($1::bigint[])"
            " ORDER BY made_at, chat_id, thread_id, article_id",
            list(article_ids),
        )
        return tuple(map(bookmark_from_row, rows))

    async def add(self, bookmark: Bookmark, *, now: datetime, update_id: UpdateId | None = None) -> None:
        async with self._db.write(Lock.PEOPLE) as transaction:
            if await mark_applied(transaction, update_id, now, step="add_bookmark"):
                await transaction.execute(_PUT, *bookmark_values(bookmark))

    async def remove(
        self,
        place: Place,
        kind: BookmarkKind,
        article_ids: Collection[ArticleId],
        *,
        now: datetime,
        update_id: UpdateId | None = None,
    ) -> bool:
        async with self._db.write(Lock.PEOPLE) as transaction:
            if not await mark_applied(transaction, update_id, now, step="remove_bookmark"):
                return False
            gone = await transaction.execute(
                "DELETE FROM bookmarks WHERE chat_id = $1 AND thread_id = $2 AND kind = $3"
                " AND article_id = ANY($4::bigint[])",
                place.chat_id,
                place.thread_id or 0,
                str(kind),
                list(article_ids),
            )
            return gone > 0
