"""The archive's search: what is asked of the index, in blocks of matches, and how these are ranked."""

from storage.sqlite.search.store import SqliteSearch

__all__ = ["SqliteSearch"]
