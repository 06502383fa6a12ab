"""Migrations: numbered .sql files, to which new ones are only added; each is applied once in its own transaction."""

import re
import sqlite3
from pathlib import Path

import structlog

from storage.interface import StorageError

log = structlog.get_logger(__name__)

FOLDER = Path(__file__).with_name("migrations")
# Every version of our schema has these tables; a file that has a version but lacks one of them is another program's.
_OURS = frozenset({"feeds", "host_holds", "articles"})


def migrations() -> list[tuple[int, str]]:
    """Return the migrations as (version, SQL) in order; versions count from 1."""
    found = [(int(path.name.split("_")[0]), path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.sql"))]
    assert [version for version, _ in found] == list(range(1, len(found) + 1))
    return found


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema's version, 0 for an empty file.

    Raises StorageError if the version is newer than this program's, or if the file is not ours.
    """
    known = len(migrations())
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > known:
        raise StorageError("storage-newer", version=version, known=known)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= _OURS if version else tables:
        raise StorageError("storage-foreign")
    return int(version)


def is_older(connection: sqlite3.Connection) -> bool:
    """Return whether there are migrations that were not applied to the file."""
    return 0 < version_of(connection) < len(migrations())


def require_current(connection: sqlite3.Connection) -> None:
    """Raise StorageError if the schema has another version than this program's latest."""
    version, known = version_of(connection), len(migrations())
    if version < known:
        raise StorageError("storage-older", version=version, known=known)


def migrate(connection: sqlite3.Connection) -> None:
    """Migrate the schema to the latest version.

    Raises StorageError, and changes nothing, if it is newer or not ours.
    """
    known, version = migrations(), version_of(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    if 0 < version < len(known):
        log.info(
            "the database of an older version is being migrated; a large one takes minutes",
            version=version,
            wanted=len(known),
        )
    for number, sql in known[version:]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have applied this migration meanwhile.
            if connection.execute("PRAGMA user_version").fetchone()[0] < number:
                for statement in statements(sql):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            # Unlike the statement ROLLBACK, this raises no error if SQLite has already rolled back, as on a full disk.
            connection.rollback()
            raise


def statements(sql: str) -> list[str]:
    """Return the single statements of a script; a `;` inside a trigger does not end its statement."""
    found, current = [], ""
    for part in re.split(r"(?<=;)", sql):
        current += part
        if sqlite3.complete_statement(current):
            found.append(current)
            current = ""
    return found
