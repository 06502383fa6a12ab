"""The storages: every test of this folder runs with each of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.interface import Storage
from tests.storage.openers import OPENERS, Opened, Opener
from tests.storage.shelf import Shelf


@pytest.fixture(params=sorted(OPENERS))
def opener(request: pytest.FixtureRequest) -> Opener:
    return OPENERS[request.param]


@pytest.fixture
async def opened(opener: Opener, tmp_path: Path) -> AsyncIterator[Opened]:
    async with opener(tmp_path) as one:
        yield one


@pytest.fixture
def storage(opened: Opened) -> Storage:
    return opened.storage


@pytest.fixture
def shelf(storage: Storage) -> Shelf:
    return Shelf(storage)
