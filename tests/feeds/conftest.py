"""Worker processes and the hostile server, each started once for a module that uses it."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from domain.clock import AdjustableClock
from feeds.annotator import Annotator
from feeds.jobs import make_pool
from tests.feeds.channel_rig import Telegram
from tests.feeds.newsroom import CATALOGUE, NOW, Newsroom
from tests.feeds.rig import ROOT, Rig, opened
from tests.feeds.site import Site, open_site
from tests.storage.openers import open_storage
from workers.pool import WorkerPool


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[WorkerPool]:
    pool = make_pool(ROOT / "catalogue", processes=2)
    await pool.start()
    yield pool
    await pool.close()


@pytest_asyncio.fixture(loop_scope="module")
async def site() -> AsyncIterator[Site]:
    async with open_site() as site:
        yield site


@pytest_asyncio.fixture(loop_scope="module")
async def rig(pool: WorkerPool, tmp_path: Path) -> AsyncIterator[Rig]:
    async with opened(tmp_path, pool) as rig:
        yield rig


@pytest_asyncio.fixture(loop_scope="module")
async def telegram(pool: WorkerPool, site: Site, tmp_path: Path) -> AsyncIterator[Telegram]:
    async with opened(tmp_path, pool, preview_url=site.url) as rig:
        yield Telegram(site, rig)


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


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def readers() -> AsyncIterator[WorkerPool]:
    """Yield a pool of one worker, shared by the tests of this module, as its models take seconds to load."""
    pool = make_pool(CATALOGUE, processes=1)
    await pool.start()
    yield pool
    await pool.close()


@pytest_asyncio.fixture(loop_scope="module")
async def newsroom(readers: WorkerPool, tmp_path: Path) -> AsyncIterator[Newsroom]:
    clock = AdjustableClock()
    clock.adjust((NOW - clock.now()).total_seconds())
    async with open_storage(tmp_path, clock=clock) as opened:
        annotator = Annotator(opened.storage, readers, clock)
        yield Newsroom(opened.storage, readers, clock, {}, annotator)
        await annotator.close()
