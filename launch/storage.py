"""Opening, locking, copying and restoring the storage; the only module that says which database is used."""

import contextlib
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from cli.context import CommandFailed
from cli.faults import storage_fault
from domain.clock import Clock
from jobs.backups import Backups
from settings import Settings
from storage.interface import Storage, StorageError, StorageKeeper
from storage.sqlite import SqliteKeeper


def keeper_of(database: Path) -> StorageKeeper:
    """Return the keeper of the storage; nothing is opened yet."""
    return SqliteKeeper(database)


@contextlib.asynccontextmanager
async def open_storage(database: Path, *, is_alone: bool = False) -> AsyncIterator[Storage]:
    """Open the storage, creating it if absent; `is_alone`: under the lock, so that a crash is noticed."""
    keeper = keeper_of(database)
    with _said(keeper.name):
        async with keeper.open(is_alone=is_alone) as storage:
            yield storage


@contextlib.contextmanager
def hold_lock(database: Path) -> Iterator[None]:
    """Be the only process that polls, sends or replaces this database, until the block or the process ends.

    Raises CommandFailed if another process has the lock.
    """
    keeper = keeper_of(database)
    with contextlib.ExitStack() as stack:
        with _said(keeper.name):
            stack.enter_context(keeper.hold())
        yield


async def back_up(database: Path, target: Path) -> None:
    """Write a checked copy, even while the bot runs."""
    keeper = keeper_of(database)
    with _said(keeper.name):
        await keeper.backup(target)


def backups_of(settings: Settings, storage: Storage, clock: Clock) -> Backups | None:
    """Return the maker of nightly copies, or None if the settings want none."""
    folder = settings.backup_folder
    if folder is None:
        return None
    return Backups(
        folder,
        keeper_of(settings.database_path).backup,
        storage.housekeeping.size,
        clock,
        zone=settings.default_time_zone,
        days=settings.backup_days,
        weeks=settings.backup_weeks,
        command=settings.backup_command,
    )


async def put_back(source: Path, database: Path) -> None:
    """Replace the database with the backup `source`, under the lock."""
    with hold_lock(database), _said(str(source)):
        await keeper_of(database).restore(source)


async def drill(source: Path) -> tuple[dict[str, int], tuple[str, ...]]:
    """Restore the backup into a temporary place; return the counts of its contents and what is wrong with it."""
    with tempfile.TemporaryDirectory(prefix="jarchi-drill-") as folder, _said(str(source)):
        keeper = keeper_of(Path(folder) / "jarchi.db")
        await keeper.restore(source)
        async with keeper.open(is_alone=True) as storage:
            return await storage.housekeeping.counts(), await storage.housekeeping.check()


@contextlib.contextmanager
def _said(name: str) -> Iterator[None]:
    """Turn errors of the storage into CommandFailed, with one line for the operator."""
    try:
        yield
    except StorageError as error:
        raise CommandFailed(storage_fault(error, name)) from error
