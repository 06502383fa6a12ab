"""Searching the archive with FTS5: expressions, blocks of matches, and ranking."""

from storage.sqlite.search.store import SqliteSearch

__all__ = ["SqliteSearch"]
