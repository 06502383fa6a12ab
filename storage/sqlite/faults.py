"""Translating SQLite's errors into those of storage.interface."""

import contextlib
import sqlite3
from collections.abc import Iterator

from domain.faults import StorageBug
from storage.interface import StorageError

# The errors by which SQLite reports that there is no room left: FULL for a full disk (ENOSPC), IOERR_WRITE for a file
# that may not grow further (EFBIG), IOERR_SHMSIZE if its -shm file, beside the database, cannot grow.
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)


@contextlib.contextmanager
def faults() -> Iterator[None]:
    """Raise StorageError if the disk is full or fails or the file is damaged; StorageBug for other errors of SQLite."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None) or 0
        if code in _FULL:
            raise StorageError("storage-full") from error
        if code & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR):
            raise StorageError("storage-unwritable", reason=str(error)) from error
        if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise StorageError("storage-damaged", reason=str(error)) from error
        raise StorageBug(str(error)) from error
