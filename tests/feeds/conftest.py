"""Worker processes and the hostile server, started once for each module that uses them."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from feeds.jobs import make_pool
from tests.feeds.rig import ROOT
from workers.pool import WorkerPool


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[WorkerPool]:
    pool = make_pool(ROOT / "catalogue", processes=2)
    await pool.start()
    yield pool
    await pool.close()


@pytest.fixture(scope="module")
def hostile() -> Iterator[tuple[int, int]]:
    """Yield the hostile server's port on 127.0.0.2 and the port of the trap."""
    command = [sys.executable, "-m", "tests.feeds.hostile.server"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True) as server:
        assert server.stdout is not None
        port, trap = map(int, server.stdout.readline().split())
        try:
            yield port, trap
        finally:
            server.terminate()
