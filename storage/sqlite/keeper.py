"""The keeper of one SQLite file: it opens, copies and replaces the file, and locks it by another file beside it."""

import asyncio
import contextlib
import fcntl
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from storage.interface import Step, Storage, StorageError, no_step
from storage.sqlite import copies, moving
from storage.sqlite.storage import open_storage


class SqliteKeeper:
    """The SQLite implementation of storage.interface.StorageKeeper."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._real = path.resolve()  # symbolic links may give a file several names, but it has only one lock

    @property
    def name(self) -> str:
        return str(self._path)

    @property
    def takes_several(self) -> bool:
        return False

    @contextlib.contextmanager
    def hold(self, *, is_shared: bool = False) -> Iterator[None]:
        del is_shared  # only one process may use a file, so the lock is never shared
        try:
            self._real.parent.mkdir(parents=True, exist_ok=True)
            file = Path(f"{self._real}.lock").open("w")  # noqa: SIM115 - closed below
        except OSError as error:
            raise StorageError("storage-unwritable", reason=error.strerror or str(error)) from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StorageError("storage-held") from error
            yield

    @contextlib.asynccontextmanager
    async def open(self, *, is_alone: bool = False) -> AsyncIterator[Storage]:
        if not is_alone and not await asyncio.to_thread(self._real.exists):
            with self.hold():
                await (await open_storage(self._real, is_alone=True)).close()
        opened = await open_storage(self._real, is_alone=is_alone, migrates=is_alone)
        try:
            yield opened.storage
        finally:
            await opened.close()

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[moving.SqliteTables]:
        with moving.reading(self._real) as tables:
            yield tables

    @contextlib.asynccontextmanager
    async def filling(self) -> AsyncIterator[moving.SqliteTables]:
        with moving.filling(self._real) as tables:
            yield tables

    async def backup(self, target: Path, on_step: Step = no_step) -> None:
        await asyncio.to_thread(copies.copy, self._real, target, on_step)

    async def restore(self, source: Path, on_step: Step = no_step) -> None:
        await asyncio.to_thread(copies.restore, source, self._real, on_step)
