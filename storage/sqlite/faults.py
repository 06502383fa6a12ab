"""Translating SQLite's errors to those of storage.interface."""

import contextlib
import sqlite3
from collections.abc import Iterator

from domain.faults import StorageBug
from storage.interface import StorageError

# SQLite reports EFBIG (a limit of the process or file system) as an error of writing, and ENOSPC as FULL. The memory
# shared by readers is a file, too.
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)


@contextlib.contextmanager
def faults() -> Iterator[None]:
    """Raise StorageError for a full disk or a damaged file; other errors are bugs and raise StorageBug."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None) or 0
        if code in _FULL:
            raise StorageError("storage-full") from error
        if code & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise StorageError("storage-unwritable", reason=str(error)) from error
        if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise StorageError("storage-damaged", reason=str(error)) from error
        raise StorageBug(str(error)) from error
