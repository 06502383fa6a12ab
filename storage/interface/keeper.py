"""The place of a storage, whether open or not: opening, locking, copying and restoring."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from pathlib import Path
from typing import Protocol

from storage.interface.bundle import Storage

Step = Callable[[int, int], object]  # gets how many steps are done, and how many there are; called in any thread


def no_step(_done: int, _total: int) -> None:
    """Do nothing about a step."""


class StorageKeeper(Protocol):
    """The keeper of a storage. Every method raises StorageError with one of the keys of storage.interface.faults.

    A method that raises has changed nothing.
    """

    @property
    def name(self) -> str:
        """The name of the place where the storage is kept, without any password."""
        ...

    @property
    def takes_several(self) -> bool:
        """Whether several processes may poll and send at once."""
        ...

    def hold(self, *, is_shared: bool = False) -> AbstractContextManager[None]:
        """Hold the lock under which one process polls, sends or replaces the contents, until the block ends.

        With `is_shared`, others may poll and send as well if the storage takes several, but none may replace the
        contents. The lock is released when the process ends in any way. Raises `storage-held` if another process has
        it.
        """
        ...

    def open(self, *, is_alone: bool = False) -> AbstractAsyncContextManager[Storage]:
        """Open the storage, creating it if absent; its contents last beyond closing.

        `is_alone`: the caller has the lock. In that case the contents are checked after a crash before they are used,
        and those of an older version are upgraded after a copy was made. Without the lock the contents are opened as
        they are, because an older version may be using them. Raises `storage-damaged`, `storage-foreign`,
        `storage-newer`, `storage-older`, `storage-refused`, `storage-held`, `storage-full` or `storage-unwritable`.
        """
        ...

    async def backup(self, target: Path, on_step: Step = no_step) -> None:
        """Make a consistent, checked copy, also while the storage is open; `target` only appears when complete.

        Raises `storage-itself`, `storage-absent`, `storage-damaged`, `storage-full` or `storage-unwritable`.
        """
        ...

    async def restore(self, source: Path, on_step: Step = no_step) -> None:
        """Replace the contents with a copy; the caller has the lock, and nobody may have the storage open.

        The copy is checked first. Raises `storage-absent`, `storage-itself`, `storage-foreign`, `storage-damaged`,
        `storage-newer`, `storage-full` or `storage-unwritable`.
        """
        ...
