"""The worker processes: killed when they overstay or die, replaced, and light."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator

import psutil
import pytest
import pytest_asyncio

from feeds.workers.worker import WorkerCrashed, WorkerPool, WorkerTimeout
from tests.feeds.rig import ROOT

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def workers() -> AsyncIterator[WorkerPool]:
    workers = WorkerPool(ROOT / "catalogue", processes=2)
    await workers.start()
    yield workers
    await workers.close()


async def pid_of(workers: WorkerPool) -> int:
    return await workers.run(os.getpid, timeout=60)


async def test_a_job_that_overstays_is_killed_and_its_worker_replaced(workers: WorkerPool) -> None:
    held = psutil.Process(await pid_of(workers))
    with pytest.raises(WorkerTimeout):
        await workers.run(time.sleep, 100, timeout=0.5)
    assert await pid_of(workers) != held.pid
    await asyncio.to_thread(held.wait, 20)


async def test_a_job_that_takes_all_memory_dies_alone(workers: WorkerPool) -> None:
    with pytest.raises(WorkerCrashed):
        await workers.run(bytearray, 8 << 30, timeout=60)
    assert await workers.run(sum, (1, 2), timeout=60) == 3


async def test_a_signal_to_the_whole_group_is_left_to_the_bot(workers: WorkerPool) -> None:
    worker = psutil.Process(await pid_of(workers))
    job = asyncio.ensure_future(workers.run(time.sleep, 0.5, timeout=60))
    await asyncio.sleep(0.1)
    for process in (worker, psutil.Process(worker.ppid())):
        process.terminate()
        process.send_signal(signal.SIGINT)
    assert await job is None
    assert await pid_of(workers) == worker.pid


async def test_a_worker_that_dies_is_told_and_replaced(workers: WorkerPool) -> None:
    with pytest.raises(WorkerCrashed):
        await workers.run(os._exit, 3, timeout=60)
    assert await workers.run(sum, (1, 2), timeout=60) == 3


async def test_what_a_job_raises_comes_with_its_traceback(workers: WorkerPool) -> None:
    with pytest.raises(WorkerCrashed, match="ZeroDivisionError"):
        await workers.run(divmod, 1, 0, timeout=60)


async def test_a_fork_server_that_is_killed_is_started_again(workers: WorkerPool) -> None:
    parent = psutil.Process(await pid_of(workers)).ppid()
    os.kill(parent, signal.SIGKILL)
    assert await asyncio.gather(*(workers.run(sum, (1, number), timeout=60) for number in range(8))) == list(
        range(1, 9)
    )


async def test_no_more_jobs_run_at_once_than_there_are_processes(workers: WorkerPool) -> None:
    started = time.monotonic()
    await asyncio.gather(*(workers.run(time.sleep, 0.2, timeout=60) for _ in range(6)))
    assert time.monotonic() - started >= 0.6


async def test_workers_carry_no_framework(workers: WorkerPool) -> None:
    loaded = await workers.run(eval, "sorted(__import__('sys').modules)", timeout=60)
    assert not {"aiogram", "aiohttp", "aiosqlite", "apscheduler"} & set(loaded)


async def test_closing_ends_every_process() -> None:
    workers = WorkerPool(ROOT / "catalogue", processes=2)
    await workers.start()
    await asyncio.gather(*(workers.run(time.sleep, 0.1, timeout=60) for _ in range(2)))
    pids = [await pid_of(workers) for _ in range(4)]
    processes = [psutil.Process(pid) for pid in set(pids)]
    server = processes[0].parent()
    assert server is not None
    await workers.close()
    _, alive = await asyncio.to_thread(psutil.wait_procs, [*processes, server], 20)
    assert not alive
