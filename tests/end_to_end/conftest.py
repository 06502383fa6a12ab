"""A PostgreSQL server of a test's own, and the hosts that share it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.hosts import Hosts, open_hosts, own_server
from tests.storage.postgres.server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    with own_server() as one:
        yield one


@pytest.fixture
async def hosts(tmp_path: Path, server: Server) -> AsyncIterator[Hosts]:
    async with open_hosts(tmp_path, server) as opened:
        yield opened
