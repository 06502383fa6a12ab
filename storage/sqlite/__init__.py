"""The implementation of storage.interface with SQLite."""

from storage.sqlite.keeper import SqliteKeeper
from storage.sqlite.storage import SqliteStorage, open_storage

__all__ = ["SqliteKeeper", "SqliteStorage", "open_storage"]
