"""Bookmarks: the stories that chats saved, or of which they want further news."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Place
from domain.ids import ArticleId, UpdateId


class BookmarkStore(Protocol):
    async def of(self, place: Place, kind: BookmarkKind) -> tuple[Bookmark, ...]:
        """Return the bookmarks of one kind that a place has, newest first."""
        ...

    async def add(self, bookmark: Bookmark, *, now: datetime, update_id: UpdateId | None = None) -> None:
        """Add a bookmark; it replaces one with the same place, kind and article."""
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
        """Remove a place's bookmarks of this kind for these articles; return whether there were any."""
        ...

    async def followers(self, article_ids: Collection[ArticleId]) -> tuple[Bookmark, ...]:
        """Return the bookmarks of all places that have the kind FOLLOWED and one of these articles, oldest first."""
        ...
