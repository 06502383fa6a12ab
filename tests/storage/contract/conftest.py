"""The storages: every test of this folder runs with each of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.storage.openers import OPENERS, Opened, Opener


@pytest.fixture(params=sorted(OPENERS))
def opener(request: pytest.FixtureRequest) -> Opener:
    return OPENERS[request.param]


@pytest.fixture
async def opened(opener: Opener, tmp_path: Path) -> AsyncIterator[Opened]:
    async with opener(tmp_path) as one:
        yield one
