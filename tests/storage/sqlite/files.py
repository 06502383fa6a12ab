"""SQLite files that are not ours to open, or of other versions."""

import contextlib
import sqlite3
from pathlib import Path


def make_foreign(path: Path, *, version: int = 0) -> None:
    """The database of another program, or of a version of ours that is still to come."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.execute(f"PRAGMA user_version = {version}")


def make_older(path: Path) -> int:
    """Take a database back to the schema before retention could wait; return the version that it says afterwards."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE retention_hold")
        connection.execute("PRAGMA user_version = 19")
    return 19


def version_of(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
