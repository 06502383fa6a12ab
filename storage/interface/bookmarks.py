"""Stories that chats saved or follow."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Place
from domain.ids import ArticleId, UpdateId


class BookmarkStore(Protocol):
    async def of(self, place: Place, kind: BookmarkKind) -> tuple[Bookmark, ...]:
        """Return a place's bookmarks of a kind, newest first."""
        ...

    async def add(self, bookmark: Bookmark, *, now: datetime, update_id: UpdateId | None = None) -> None:
        """Add a bookmark; one of the same place, kind and article is replaced."""
        ...

    async def remove(
        self,
        place: Place,
        kind: BookmarkKind,
        article_ids: Collection[ArticleId],
        *,
        now: datetime,
        update_id: UpdateId | None = None,
    ) -> bool:
        """Remove a place's bookmarks of these articles; return whether there was one."""
        ...

    async def followers(self, article_ids: Collection[ArticleId]) -> tuple[Bookmark, ...]:
        """Return the bookmarks of all places that follow one of these articles, oldest first."""
        ...
