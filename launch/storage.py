"""The storage of a file, opened and put back; here alone it is said which database that is."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from cli.context import CommandFailed
from cli.faults import storage_fault
from domain.clock import AdjustableClock
from launch.lock import hold_lock
from storage import sqlite
from storage.interface import Storage, StorageError
from storage.sqlite.housekeeping import restore


@contextlib.asynccontextmanager
async def open_storage(database: Path, clock: AdjustableClock, *, is_alone: bool = False) -> AsyncIterator[Storage]:
    """Open the storage of that file, made when absent; `is_alone`: under the lock, so that a crash is noticed."""
    try:
        opened = await sqlite.open_storage(database, clock=clock, is_alone=is_alone)
        try:
            yield opened.storage
        finally:
            await opened.close()
    except StorageError as error:
        raise CommandFailed(storage_fault(error, database)) from error


async def put_back(source: Path, database: Path) -> None:
    """Put the backup `source` in the place of the database, under the lock."""
    with hold_lock(database):
        try:
            await asyncio.to_thread(restore, source, database)
        except StorageError as error:
            raise CommandFailed(storage_fault(error, source)) from error
