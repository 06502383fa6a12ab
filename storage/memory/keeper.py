"""The keeper of a storage in memory; its contents are kept when it is closed, and so are its backups."""

import contextlib
import copy
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from storage.interface import Step, Storage, StorageError, no_step
from storage.memory.storage import open_tables
from storage.memory.tables import Tables


class MemoryKeeper:
    """The in-memory implementation of storage.interface.StorageKeeper.

    `copies` maps the path of each backup to its contents; no files are written.
    """

    def __init__(self, tables: Tables | None = None, copies: dict[Path, Tables] | None = None) -> None:
        self.tables = tables or Tables()
        self.copies = {} if copies is None else copies
        self._is_held = False

    @property
    def name(self) -> str:
        return "memory"

    @property
    def takes_several(self) -> bool:
        return False

    @contextlib.contextmanager
    def hold(self, *, is_shared: bool = False) -> Iterator[None]:
        del is_shared  # not used, because the tables belong to one process, so no other can share the lock
        if self._is_held:
            raise StorageError("storage-held")
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False

    @contextlib.asynccontextmanager
    # `is_alone` is not needed, because a crash leaves nothing in memory that would have to be checked.
    async def open(self, *, is_alone: bool = False) -> AsyncIterator[Storage]:  # noqa: ARG002
        yield open_tables(self.tables)

    async def backup(self, target: Path, on_step: Step = no_step) -> None:
        self.copies[target] = copy.deepcopy(self.tables)
        on_step(1, 1)

    async def restore(self, source: Path, on_step: Step = no_step) -> None:
        if source not in self.copies:
            raise StorageError("storage-absent")
        self.tables = copy.deepcopy(self.copies[source])
        on_step(1, 1)
