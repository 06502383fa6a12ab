"""The keeper of a storage, which opens, locks, copies and restores it; it exists while the storage is closed, too."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from pathlib import Path
from typing import Protocol

from storage.interface.bundle import Storage

Step = Callable[[int, int], object]  # called in any thread with the number of steps done and the number of all steps


def no_step(_done: int, _total: int) -> None:
    """Ignore the progress."""


class StorageKeeper(Protocol):
    """The keeper of a storage. Its methods raise StorageError with one of the keys of storage.interface.faults.

    A method that raises has changed nothing.
    """

    @property
    def name(self) -> str:
        """Where the storage is: a path or the address of a server, without the password."""
        ...

    @property
    def takes_several(self) -> bool:
        """Whether several processes may use the storage at once."""
        ...

    def hold(self, *, is_shared: bool = False) -> AbstractContextManager[None]:
        """Hold the lock until the block ends; only a process that holds it polls, sends or replaces the contents.

        If the storage takes several processes, all that ask with `is_shared` may hold the lock at the same time; none
        of them may replace the contents. The lock is released when the process ends, even by a crash. Raises
        `storage-held` if another process has the lock.
        """
        ...

    def open(self, *, is_alone: bool = False) -> AbstractAsyncContextManager[Storage]:
        """Open the storage until the block ends; it is created if it does not exist.

        `is_alone` says that the caller has the lock. Then the contents are checked if the last process crashed, and
        contents of an older version are upgraded after a copy was made. Without the lock the contents are opened as
        they are, because a process of an older version may be using them. Raises `storage-damaged`, `storage-foreign`,
        `storage-newer`, `storage-older`, `storage-refused`, `storage-held`, `storage-full` or `storage-unwritable`.
        """
        ...

    async def backup(self, target: Path, on_step: Step = no_step) -> None:
        """Write a consistent copy to `target` and check it, even while the storage is in use.

        The file `target` appears only when the copy is complete.

        Raises StorageError with the key `storage-itself`, `storage-absent`, `storage-damaged`, `storage-full` or
        `storage-unwritable`.
        """
        ...

    async def restore(self, source: Path, on_step: Step = no_step) -> None:
        """Replace the contents with a copy. The caller has the lock, and the storage must not be open anywhere.

        The copy is checked first. Raises `storage-absent`, `storage-itself`, `storage-foreign`, `storage-damaged`,
        `storage-newer`, `storage-full` or `storage-unwritable`.
        """
        ...
