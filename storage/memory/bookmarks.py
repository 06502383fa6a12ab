"""The bookmarks in memory: the stories that chats saved, or of which they want further news."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Place
from domain.ids import ArticleId, UpdateId
from storage.memory.tables import Tables, second


class MemoryBookmarks:
    """The in-memory implementation of storage.interface.BookmarkStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def of(self, place: Place, kind: BookmarkKind) -> tuple[Bookmark, ...]:
        found = [one for one in self._tables.bookmarks.values() if (one.place, one.kind) == (place, kind)]
        return tuple(sorted(found, key=lambda one: (one.made_at, one.article_id), reverse=True))

    async def followers(self, article_ids: Collection[ArticleId]) -> tuple[Bookmark, ...]:
        wanted = set(article_ids)
        found = [
            one
            for one in self._tables.bookmarks.values()
            if one.kind is BookmarkKind.FOLLOWED and one.article_id in wanted
        ]
        return tuple(
            sorted(found, key=lambda one: (one.made_at, one.place.chat_id, one.place.thread_id or 0, one.article_id))
        )

    async def add(self, bookmark: Bookmark, *, now: datetime, update_id: UpdateId | None = None) -> None:
        if self._tables.mark_applied(update_id, now, "add_bookmark"):
            key = (bookmark.place, bookmark.kind, bookmark.article_id)
            self._tables.bookmarks[key] = replace(bookmark, made_at=second(bookmark.made_at))

    async def remove(
        self,
        place: Place,
        kind: BookmarkKind,
        article_ids: Collection[ArticleId],
        *,
        now: datetime,
        update_id: UpdateId | None = None,
    ) -> bool:
        if not self._tables.mark_applied(update_id, now, "remove_bookmark"):
            return False
        gone = [self._tables.bookmarks.pop((place, kind, article_id), None) for article_id in set(article_ids)]
        return any(gone)
