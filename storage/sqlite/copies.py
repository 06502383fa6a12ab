"""Copying an SQLite file, to make backups and to restore them."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from storage.interface import Step, StorageError, StorageFault, no_step
from storage.sqlite.faults import faults
from storage.sqlite.migrate import migrate, version_of

_PAGES = 4096  # pages of 4 KiB that are copied between two calls of `on_step`


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))


def copy(source: Path, target: Path, on_step: Step = no_step) -> None:
    """Write a consistent copy of a database of any version and check it; the database may be in use.

    `target` appears only when the copy is complete.
    """
    if any(_is_same(target, Path(f"{source}{suffix}")) for suffix in ("", "-wal", "-shm", ".lock")):
        raise StorageError("storage-itself")
    if not source.is_file():
        raise StorageError("storage-absent")
    partial = target.with_name(f"{target.name}.partial")
    with _written(target, partial):
        _create(partial)
        with _opened(source) as ours, _opened(partial) as filled:
            _fill(filled, ours, on_step)
            filled.execute("PRAGMA journal_mode = DELETE")
        partial.replace(target)


def restore(source: Path, database: Path, on_step: Step = no_step) -> None:
    """Replace the database with a backup; no process may have the database open.

    The backup is checked first. Raises StorageError if it is not one of our databases, is damaged, or is of a newer
    version. The old file is kept with the ending `.before-restore`, even if it is damaged.
    """
    if not source.is_file():
        raise StorageError("storage-absent")
    if _is_same(source, database):
        raise StorageError("storage-itself")
    fresh = database.with_name(f"{database.name}.restoring")
    with _written(database, fresh):
        database.parent.mkdir(parents=True, exist_ok=True)
        _create(fresh)
        with _opened(source, "?mode=ro") as backup, _opened(fresh) as filled:
            if not version_of(backup):
                raise StorageError("storage-foreign")
            _fill(filled, backup, on_step)
            migrate(filled)
        if database.exists():
            _set_aside(database)
        fresh.replace(database)


@contextlib.contextmanager
def _written(target: Path, unfinished: Path) -> Iterator[None]:
    """Write `target` by way of the file `unfinished`, which is deleted before and afterwards.

    Errors of the disk name `target`, because the other file of a copy is only read.
    """
    try:
        unfinished.unlink(missing_ok=True)
        with faults():
            yield
    except OSError as error:
        raise StorageError("storage-unwritable", path=str(target), reason=error.strerror or str(error)) from error
    except StorageError as error:
        if error.key == StorageFault.FULL:
            raise StorageError(error.key, path=str(target)) from error
        raise
    finally:
        for leftover in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):  # on a file system that is read-only, there is no such file
                Path(f"{unfinished}{leftover}").unlink(missing_ok=True)


def _set_aside(database: Path) -> None:
    """Give the old file a second name, which it keeps when the caller gives its first name to the new file.

    So at every moment there is a file with the name of the database.
    """
    # First move the journal's contents into the old file; if the old file is too damaged for that, go on without.
    with contextlib.suppress(sqlite3.Error), _opened(database) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = database.with_name(f"{database.name}.before-restore")
    for leftover in ("", "-wal"):
        Path(f"{before}{leftover}").unlink(missing_ok=True)
    before.hardlink_to(database)
    journal = Path(f"{database}-wal")
    if journal.exists():
        journal.replace(f"{before}-wal")
    Path(f"{database}-shm").unlink(missing_ok=True)


def _create(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


@contextlib.contextmanager
def _opened(path: Path, options: str = "") -> Iterator[sqlite3.Connection]:
    uri = f"{path.absolute().as_uri()}{options}"
    with contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        yield connection


def _fill(filled: sqlite3.Connection, original: sqlite3.Connection, on_step: Step) -> None:
    """Copy all pages as they are at one moment, and then check the copy; raises StorageError if it is damaged.

    For `on_step`, checking counts as many steps as copying: one for each page.
    """
    # Without this transaction, each time a running bot writes, the copying would start again from the beginning.
    original.execute("BEGIN")
    original.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    original.backup(filled, pages=_PAGES, progress=lambda _, left, pages: on_step(pages - left, 2 * pages))
    original.execute("COMMIT")
    (pages,) = filled.execute("PRAGMA page_count").fetchone()
    damage = [row[0] for row in filled.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    if damage:
        raise StorageError("storage-damaged", reason="; ".join(damage))
    on_step(2 * pages, 2 * pages)
