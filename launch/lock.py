"""The lock that makes a process the only one which polls, sends or replaces a database."""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from cli.context import CommandFailed
from cli.faults import STORAGE_FAULTS


@contextlib.contextmanager
def hold_lock(database: Path) -> Iterator[None]:
    """Hold the lock of this database until the block ends; the kernel gives it back however the process ends."""
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        file = Path(f"{database}.lock").open("w")  # noqa: SIM115 - closed below
    except OSError as error:
        details = {"path": database, "reason": error.strerror or error}
        raise CommandFailed(STORAGE_FAULTS["storage-unwritable"].format(**details)) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandFailed(
                f"{database} is in use by a running bot or another command; stop that first."
            ) from error
        yield
