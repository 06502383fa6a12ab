"""A PostgreSQL server for the tests, with a schema on it for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.storage.inside import Opened
from tests.storage.postgres.opener import open_postgres, server
from tests.storage.postgres.server import Server


@pytest.fixture(name="server")
def _server() -> Server:
    return server()


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Opened]:
    async with open_postgres(tmp_path) as one:
        yield one
