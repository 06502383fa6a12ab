"""The lock that makes a process the only one which polls, sends or replaces a database."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from cli.context import CommandFailed
from cli.faults import storage_fault


@contextlib.contextmanager
def hold_lock(database: Path) -> Iterator[None]:
    """Hold the storage until the block ends, however the process ends; raises CommandFailed where it is held."""
    from launch.storage import keeper_of
    from storage.interface import StorageError

    keeper = keeper_of(database)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(keeper.hold())
        except StorageError as error:
            raise CommandFailed(storage_fault(error, keeper.name)) from error
        yield
