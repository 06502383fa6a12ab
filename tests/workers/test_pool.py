"""The worker processes: killed if they take too long, replaced if they die, and small."""

import ast
import asyncio
import contextlib
import dataclasses
import importlib
import inspect
import os
import shutil
import signal
import time
import typing
from collections.abc import AsyncIterator
from datetime import timedelta, timezone
from pathlib import Path
from types import ModuleType

import psutil
import pytest
import pytest_asyncio

from feeds import jobs
from feeds.jobs import ANSWERS as KNOWN
from feeds.jobs import make_pool
from tests.feeds.rig import ROOT
from text.cache_sizes import WORDS
from text.words import stem
from workers.marks import last_job
from workers.pool import PoolUnwell, WorkerCrashed, WorkerPool, WorkerTimeout

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def workers() -> AsyncIterator[WorkerPool]:
    workers = make_pool(ROOT / "catalogue", processes=2)
    await workers.start()
    yield workers
    await workers.close()


@last_job
def id_as_last_job() -> int:
    return os.getpid()


def cached_stems() -> int:
    return stem.cache_info().currsize


async def pid_of(workers: WorkerPool) -> int:
    return await workers.run(os.getpid, timeout=60)


async def test_a_job_that_overstays_is_killed_and_its_worker_replaced(workers: WorkerPool) -> None:
    held = psutil.Process(await pid_of(workers))
    with pytest.raises(WorkerTimeout):
        await workers.run(time.sleep, 100, timeout=0.5)
    assert await pid_of(workers) != held.pid
    await asyncio.to_thread(held.wait, 20)


async def test_a_worker_ends_after_its_last_job_and_is_not_lost(workers: WorkerPool) -> None:
    ended, lost = await workers.run(id_as_last_job, timeout=60), workers.lost
    with contextlib.suppress(psutil.NoSuchProcess):  # it may have ended before anybody could wait for that
        await asyncio.to_thread(lambda: psutil.Process(ended).wait(20))
    assert await pid_of(workers) != ended
    assert workers.lost == lost


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
    await job
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


async def test_a_worker_that_nobody_waits_for_any_more_is_ended(workers: WorkerPool) -> None:
    held = psutil.Process(await pid_of(workers))
    server = held.parent()
    assert server is not None
    server.suspend()
    held.kill()
    for _ in range(3):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await pid_of(workers)
    server.resume()
    used = await pid_of(workers)
    others = [child for child in server.children() if child.pid != used]
    _, left = await asyncio.to_thread(psutil.wait_procs, others, timeout=10)
    assert not left


async def test_a_worker_that_was_killed_while_it_waited_costs_no_job(workers: WorkerPool) -> None:
    for _ in range(3):
        os.kill(await pid_of(workers), signal.SIGKILL)
        assert await workers.run(sum, (1, 2), timeout=60) == 3


async def test_no_more_jobs_run_at_once_than_there_are_processes(workers: WorkerPool) -> None:
    started = time.monotonic()
    await asyncio.gather(*(workers.run(time.sleep, 0.2, timeout=60) for _ in range(6)))
    assert time.monotonic() - started >= 0.6


async def test_workers_carry_no_framework(workers: WorkerPool) -> None:
    loaded = await workers.run(eval, "sorted(__import__('sys').modules)", timeout=60)
    assert not {"aiogram", "aiohttp", "aiosqlite", "apscheduler"} & set(loaded)


async def test_closing_ends_every_process() -> None:
    workers = make_pool(ROOT / "catalogue", processes=2)
    await workers.start()
    await asyncio.gather(*(workers.run(time.sleep, 0.1, timeout=60) for _ in range(2)))
    pids = [await pid_of(workers) for _ in range(4)]
    processes = [psutil.Process(pid) for pid in set(pids)]
    server = processes[0].parent()
    assert server is not None
    await workers.close()
    _, alive = await asyncio.to_thread(psutil.wait_procs, [*processes, server], 20)
    assert not alive


async def test_a_worker_knows_nothing_of_the_bots_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {"BOT_TOKEN": "1:secret-token", "ADMIN_IDS": "77012345", "WEBHOOK_SECRET": "secret-word", "MINE": "x"}
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    workers = make_pool(ROOT / "catalogue", processes=1)
    await workers.start()
    try:
        for _ in range(2):  # also after a restart of the fork server
            worker = psutil.Process(await pid_of(workers))
            seen = await workers.run(eval, "dict(__import__('os').environ)", timeout=60)
            server = psutil.Process(worker.ppid())
            for held in (seen, worker.environ(), server.environ()):
                assert not set(secrets) & set(held)
                assert set(held) <= {
                    "LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "OMP_NUM_THREADS",
                    "OPENBLAS_NUM_THREADS", "MALLOC_MMAP_THRESHOLD_",
                }  # fmt: skip
            assert "secret" not in " ".join(server.cmdline())
            os.kill(server.pid, signal.SIGKILL)
            os.kill(worker.pid, signal.SIGKILL)
    finally:
        await workers.close()


@pytest.mark.parametrize(
    "answer",
    [
        "type('X', (), {'__reduce__': lambda self: (__import__('os').mkdir, ('TRAP',))})()",
        "type('X', (), {'__reduce__': lambda self: (eval, ('1',))})()",
        "[__import__('pathlib').Path('/etc/passwd')]",
        "__import__('collections').Counter('abc')",
        "__import__('domain.chat', fromlist=['Chat']).Chat",
        "print",
    ],
)
async def test_an_answer_brings_nothing_into_the_bot_but_the_classes_it_knows(
    workers: WorkerPool, answer: str, tmp_path: Path
) -> None:
    trap = tmp_path / "trap"
    with pytest.raises(WorkerCrashed, match="bad answer"):
        await workers.run(eval, answer.replace("TRAP", str(trap)), timeout=60)
    assert not trap.exists()
    assert await workers.run(sum, (1, 2), timeout=60) == 3


async def test_a_closed_pool_says_so_and_blames_no_job() -> None:
    workers = make_pool(ROOT / "catalogue", processes=1)
    await workers.start()
    await workers.close()
    with pytest.raises(PoolUnwell):
        await workers.run(sum, (1, 2), timeout=60)


async def test_models_that_do_not_load_are_the_pools_fault_and_are_tried_again(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "catalogue", tmp_path / "catalogue")
    topics = tmp_path / "catalogue" / "topics.toml"
    workers = make_pool(tmp_path / "catalogue", processes=2, is_lasting=True)
    await workers.start()
    try:
        told = [("Мост открыт", "В Оше открыли мост.", "kg", "ru")]
        whole = topics.read_bytes()
        topics.write_text("not a catalogue")
        with pytest.raises(PoolUnwell):
            await workers.run(jobs.annotate, told, timeout=60)
        topics.write_bytes(whole)
        (annotation,) = await workers.run(jobs.annotate, told, timeout=60)
        assert annotation.headline == "Мост открыт"
        assert await workers.run(cached_stems, timeout=60) > 0.9 * WORDS
        server = psutil.Process(await pid_of(workers)).parent()
        assert server is not None
        assert len(server.children()) == 2, "the worker for which there was no job yet has been forked as well"
        await workers.run(id_as_last_job, timeout=60)
        assert len(server.children()) == 2, "a worker that ended is replaced before it is needed"
        for process in (*server.children(), server):
            process.kill()
        (again,) = await workers.run(jobs.annotate, told, timeout=60)
        assert again == annotation, "a new fork server loads the models before it forks"
    finally:
        await workers.close()


def classes_in(hint: object, found: set[type]) -> set[type]:
    """Return the classes that a value of that type may consist of, without builtins."""
    for inner in typing.get_args(hint):
        classes_in(inner, found)
    if isinstance(hint, type) and hint.__module__ not in ("builtins", "collections.abc") and hint not in found:
        found.add(hint)
        if dataclasses.is_dataclass(hint):
            for inner in typing.get_type_hints(hint).values():
                classes_in(inner, found)
    return found


def names_for_the_checker(module: ModuleType) -> dict[str, object]:
    """Return what a module imports under TYPE_CHECKING."""
    found: dict[str, object] = {}
    for block in ast.parse(inspect.getsource(module)).body:
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING":
            for line in block.body:
                assert isinstance(line, ast.ImportFrom)
                assert line.module is not None
                held = importlib.import_module(line.module)
                found |= {name.name: getattr(held, name.name) for name in line.names}
    return found


async def test_the_bot_knows_the_classes_that_jobs_answer_with_and_no_others() -> None:
    names = names_for_the_checker(jobs)
    found: set[type] = {timezone, timedelta}  # a datetime holds its timezone, and that a timedelta
    for name, job in vars(jobs).items():
        is_job = not name.startswith("_") and name not in ("make_pool", "prepare", "load", "fill_caches")
        if is_job and inspect.isfunction(job) and job.__module__ == jobs.__name__:
            classes_in(typing.get_type_hints(job, localns=names)["return"], found)
    assert {(kind.__module__, kind.__name__) for kind in found} == {
        (module, name) for module, names in KNOWN.items() for name in names
    }
