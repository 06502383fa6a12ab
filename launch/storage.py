"""Opening, locking, copying and restoring the storage; the only module that decides which database is used."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from cli.context import CommandFailed
from cli.faults import storage_fault
from domain.addresses import without_password
from domain.clock import Clock
from jobs.backups import Backups
from launch.leases import LeaseRenewal
from launch.sharing import Sharing
from settings import Settings
from storage.interface import LeaseStore, Step, Storage, StorageError, StorageFault, StorageKeeper, no_step
from storage.interface.moving import TableKeeper
from storage.sqlite import SqliteKeeper

if TYPE_CHECKING:
    from storage.postgres import PostgresKeeper

_WRONG = {"storage-refused", "storage-newer", "storage-older", "storage-foreign"}
# Seconds: how long to wait for another process, and the pause between two attempts.
_TOGETHER_PATIENCE, _LOOK = 60.0, 0.5
Database = Path | SecretStr  # path of an SQLite file, or address of a PostgreSQL database


def keeper_of(database: Database) -> StorageKeeper:
    """Return the keeper of a storage, which locks, opens, backs up and restores it; nothing is opened yet."""
    return _kept(database)


def tables_of(database: Database) -> TableKeeper:
    """Return the keeper of a storage by which its tables can be read and filled."""
    return _kept(database)


def _kept(database: Database) -> "SqliteKeeper | PostgresKeeper":
    if isinstance(database, Path):
        return SqliteKeeper(database)
    # Imported here, because its driver need not be installed if SQLite is used.
    from storage.postgres import PostgresKeeper

    return PostgresKeeper(database.get_secret_value())


def name_of(database: Database) -> str:
    """Return the name of a database for messages to the operator, without the password."""
    return str(database) if isinstance(database, Path) else without_password(database.get_secret_value())


@contextlib.asynccontextmanager
async def open_storage(database: Database, *, is_alone: bool = False) -> AsyncIterator[Storage]:
    """Open the storage; create it if it does not exist. `is_alone` says that the caller has the lock."""
    keeper = keeper_of(database)
    with said(database):
        async with keeper.open(is_alone=is_alone) as storage:
            yield storage


def takes_several(database: Database) -> bool:
    """Return whether several processes of the bot may use the database at once."""
    return keeper_of(database).takes_several


@contextlib.asynccontextmanager
async def hold_together(database: Database, *, patience: float = _TOGETHER_PATIENCE) -> AsyncIterator[None]:
    """Use this database together with other processes until the block ends; its tables have the latest version.

    If no other process uses the database, missing tables are created and old ones upgraded. If another process is doing
    that, wait up to `patience` seconds; raises CommandFailed if it still has the lock then.
    """
    keeper = keeper_of(database)
    until = asyncio.get_running_loop().time() + patience
    with contextlib.ExitStack() as stack:
        with said(database):
            try:
                await _bring_up_to_date(keeper)
            except StorageError as error:
                if error.key != StorageFault.HELD:
                    raise
            while True:
                try:
                    stack.enter_context(keeper.hold(is_shared=True))
                    break
                except StorageError as error:
                    if error.key != StorageFault.HELD or asyncio.get_running_loop().time() > until:
                        raise
                await asyncio.sleep(_LOOK)
        yield


async def _bring_up_to_date(keeper: StorageKeeper) -> None:
    """Create missing tables, or upgrade old ones; raises StorageError `storage-held` if another process is using them.

    The lock is taken only if there is something to change: a process whose connection broke takes the lock again, and
    would have to end if it found the lock taken.
    """
    try:
        async with keeper.open():
            pass
    except StorageError as error:
        if error.key != "storage-older":
            raise
        with keeper.hold():
            async with keeper.open(is_alone=True):
                pass


@contextlib.asynccontextmanager
async def leased(database: Database, store: LeaseStore, sharing: Sharing) -> AsyncIterator[None]:
    """Take and renew this process's leases until the block ends, then give them back."""
    renewal = LeaseRenewal(store, sharing.leases, sharing.roles)
    with said(database):
        await renewal.start()
    try:
        yield
    finally:
        await renewal.close()


@contextlib.contextmanager
def hold_lock(database: Database) -> Iterator[None]:
    """Hold the lock under which one process polls, sends or replaces this database, until the block or process ends.

    Raises CommandFailed if another process has the lock.
    """
    keeper = keeper_of(database)
    with contextlib.ExitStack() as stack:
        with said(database):
            stack.enter_context(keeper.hold())
        yield


async def back_up(database: Database, target: Path, on_step: Step = no_step) -> None:
    """Write a checked copy of the database, even while the bot runs."""
    keeper = keeper_of(database)
    with said(database):
        await keeper.backup(target, on_step)


def backups_of(settings: Settings, storage: Storage, clock: Clock) -> Backups | None:
    """Return the maker of nightly backups; None if the settings do not ask for any."""
    folder = settings.backup_folder
    if folder is None:
        return None
    return Backups(
        folder,
        keeper_of(settings.database).backup,
        storage.housekeeping.size,
        clock,
        zone=settings.default_time_zone,
        days=settings.backup_days,
        weeks=settings.backup_weeks,
        command=settings.backup_command,
    )


async def put_back(source: Path, database: Database, on_step: Step = no_step) -> None:
    """Replace the database with the backup `source`, under the lock."""
    with hold_lock(database), said(str(source)):
        await keeper_of(database).restore(source, on_step)


async def drill(source: Path, database: Database, on_step: Step = no_step) -> tuple[dict[str, int], tuple[str, ...]]:
    """Restore a backup into a temporary database; return the counts of its contents and the faults found in it.

    The backup must be from a database of the same kind; with PostgreSQL, the drill uses a separate schema of
    `database`.
    """
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(said(str(source)))
        keeper = await stack.enter_async_context(_scratch(database))
        await keeper.restore(source, on_step)
        async with keeper.open(is_alone=True) as storage:
            return await storage.housekeeping.counts(), await storage.housekeeping.check()


@contextlib.asynccontextmanager
async def _scratch(database: Database) -> AsyncIterator[StorageKeeper]:
    """Yield the keeper of a temporary storage of the same kind, which is deleted when the block ends."""
    if isinstance(database, Path):
        with tempfile.TemporaryDirectory(prefix="jarchi-drill-") as folder:
            yield SqliteKeeper(Path(folder) / "jarchi.db")
    else:
        from storage.postgres import PostgresKeeper

        async with PostgresKeeper(database.get_secret_value()).scratch() as keeper:
            yield keeper


@contextlib.contextmanager
def said(what: Database | str) -> Iterator[None]:
    """Turn errors of the storage into CommandFailed, with one line for the operator.

    If the database of DATABASE_URL cannot be used, the setting is wrong, so the exit status is 2.
    """
    try:
        yield
    except StorageError as error:
        line = storage_fault(error, what if isinstance(what, str) else name_of(what))
        raise CommandFailed(line, _status(what, error.key)) from error


def _status(what: Database | str, key: str) -> int:
    """Return the exit status: 1 if starting again may help, 2 if it cannot help."""
    if isinstance(what, SecretStr):
        return 2 if key in _WRONG else 1
    return 1 if key == "storage-held" else 2
