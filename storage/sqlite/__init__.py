"""The storage in an SQLite file; it implements storage.interface."""

from storage.sqlite.keeper import SqliteKeeper
from storage.sqlite.storage import SqliteStorage, open_storage

__all__ = ["SqliteKeeper", "SqliteStorage", "open_storage"]
