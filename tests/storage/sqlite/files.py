"""SQLite files that are not ours to open."""

import contextlib
import sqlite3
from pathlib import Path


def make_foreign(path: Path, *, version: int = 0) -> None:
    """The database of another program, or of a version of ours that is still to come."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.execute(f"PRAGMA user_version = {version}")
