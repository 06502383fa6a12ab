"""Searching the archive with FTS5."""

from storage.sqlite.search.store import SqliteSearch

__all__ = ["SqliteSearch"]
