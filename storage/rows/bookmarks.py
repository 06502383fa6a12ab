"""Bookmarks, converted to rows of a table and back."""

from typing import Any

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Place
from domain.clock import from_seconds, to_seconds

COLUMNS = "chat_id, thread_id, kind, article_id, headline, source, url, made_at, message_id"


def bookmark_values(bookmark: Bookmark) -> tuple[object, ...]:
    """Return the values of a bookmark in the order of COLUMNS."""
    return (
        bookmark.place.chat_id,
        bookmark.place.thread_id or 0,
        str(bookmark.kind),
        bookmark.article_id,
        bookmark.headline,
        bookmark.source,
        bookmark.url,
        to_seconds(bookmark.made_at),
        bookmark.message_id,
    )


def bookmark_from_row(row: Any) -> Bookmark:
    """Return the bookmark in a row with the values of COLUMNS."""
    return Bookmark(
        place=Place(row[0], row[1] or None),
        kind=BookmarkKind(row[2]),
        article_id=row[3],
        headline=row[4],
        source=row[5],
        url=row[6],
        made_at=from_seconds(row[7]),
        message_id=row[8],
    )
