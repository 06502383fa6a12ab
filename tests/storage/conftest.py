"""The storages that the contract is held to; another database is one more entry of OPENERS."""

import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from domain.clock import SystemClock
from storage.interface import Storage
from storage.sqlite import open_storage
from tests.storage.shelf import Shelf

Opener = Callable[[Path], AbstractAsyncContextManager[Storage]]


@contextlib.asynccontextmanager
async def open_sqlite(folder: Path) -> AsyncIterator[Storage]:
    opened = await open_storage(folder / "jarchi.db", clock=SystemClock())
    try:
        yield opened.storage
    finally:
        await opened.close()


OPENERS: dict[str, Opener] = {"sqlite": open_sqlite}


@pytest.fixture(params=sorted(OPENERS))
def opener(request: pytest.FixtureRequest) -> Opener:
    """Opens the storage that lives in a folder; opened again after closing, it holds what it held."""
    return OPENERS[request.param]


@pytest.fixture
async def storage(opener: Opener, tmp_path: Path) -> AsyncIterator[Storage]:
    async with opener(tmp_path) as opened:
        yield opened


@pytest.fixture
def shelf(storage: Storage) -> Shelf:
    return Shelf(storage)
