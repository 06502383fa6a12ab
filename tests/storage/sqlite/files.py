"""SQLite files of other programs or of other versions of ours, or locked by another program."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from storage.sqlite.migrate import migrations, statements


def make_foreign(path: Path, *, version: int = 0) -> None:
    """Make the database of another program, or of a later version of ours."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.execute(f"PRAGMA user_version = {version}")


def make_older(path: Path) -> int:
    """Replace this file with one that has the schema before the latest; return its version."""
    for leftover in ("", "-wal", "-shm"):
        Path(f"{path}{leftover}").unlink(missing_ok=True)
    earlier = migrations()[:-1]
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for version, sql in earlier:
            for statement in statements(sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version}")
    path.chmod(0o600)
    return len(earlier)


def add_migration(checkout: Path) -> None:
    """Add a migration to a copy of the program, which makes it a newer release."""
    file = checkout / f"storage/sqlite/migrations/{len(migrations()) + 1:04}_of_a_newer_release.sql"
    file.write_text("CREATE TABLE newer (id INTEGER) STRICT;\n")


def version_of(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Lock the database against writing until the block ends, as another program may."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
