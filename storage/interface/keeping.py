"""Where a storage is kept, open or not: opening it, being alone with it, copying it, putting a copy in its place."""

from contextlib import AbstractAsyncContextManager, AbstractContextManager
from pathlib import Path
from typing import Protocol

from storage.interface.bundle import Storage


class StorageKeeper(Protocol):
    """Every method raises StorageError with one of the keys of storage.interface.faults, and changes nothing then."""

    @property
    def name(self) -> str:
        """The name of the place where the storage is kept, without any password."""
        ...

    def hold(self) -> AbstractContextManager[None]:
        """Be the only one that polls, sends or replaces what is kept here, until the block ends.

        The hold goes with the process, however that ends. Raises `storage-held` when another has it.
        """
        ...

    def open(self, *, is_alone: bool = False) -> AbstractAsyncContextManager[Storage]:
        """Open the storage, made when absent; opened again, it holds what it held.

        `is_alone`: the caller holds it. Then what a crash left behind is checked before it is used, and what an older
        version left is brought up to date, after a copy was made. Whoever does not hold it opens what is there: an
        older version may be at work in it. Raises `storage-damaged`, `storage-foreign`, `storage-newer`,
        `storage-older`, `storage-held`, `storage-full` or `storage-unwritable`.
        """
        ...

    async def backup(self, target: Path) -> None:
        """Make a consistent, checked copy, which appears only when it is whole; beside an open storage, too.

        Raises `storage-itself`, `storage-absent`, `storage-damaged`, `storage-full` or `storage-unwritable`.
        """
        ...

    async def restore(self, source: Path) -> None:
        """Put a copy in the place of what is kept here, which nobody may have open; the caller holds it.

        The copy is checked first. Raises `storage-absent`, `storage-itself`, `storage-foreign`, `storage-damaged`,
        `storage-newer`, `storage-full` or `storage-unwritable`.
        """
        ...
