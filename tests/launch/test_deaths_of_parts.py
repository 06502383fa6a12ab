"""What happens if a task, a loop, a tick or a worker dies while the rest of the bot goes on."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import psutil
import pytest
from structlog.testing import capture_logs

from cli.context import CommandFailed
from feeds.jobs import make_pool
from jobs import timetable
from jobs.timetable import Ticks
from launch.serving import run_parts
from launch.watch import SILENCE
from tests.delivery.test_fairness import asks
from tests.delivery.test_poison import Process
from tests.launch.bot import Bot, open_bot
from tests.launch.deaths import death
from tests.storage.shelf import Shelf
from workers.pool import WorkerCrashed, WorkerPool, WorkerTimeout

ROOT = Path(__file__).resolve().parents[2]
WAIT = 60  # seconds, as promised in the manual


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with open_bot(tmp_path, make_pool(ROOT / "catalogue", processes=1), beat=0.02) as opened:
        yield opened


@pytest.fixture
async def pool() -> AsyncIterator[WorkerPool]:
    pool = make_pool(ROOT / "catalogue", processes=1)
    await pool.start()
    yield pool
    await pool.close()


async def ended(bot: Bot, kill: Callable[[], Awaitable[object]]) -> str:
    """Run the bot's loops, kill a part, and return the line with which the process ends; its status is 1."""
    stop = asyncio.Event()

    async def killer() -> None:
        await asyncio.sleep(0.1)
        await kill()
        await asyncio.Event().wait()

    async with asyncio.timeout(WAIT), bot.telegram.started():
        with capture_logs() as logs, pytest.raises(CommandFailed) as caught:
            await run_parts(
                stop,
                updates=bot.telegram.inbox.run_polling,
                outbox=bot.telegram.outbox.run,
                watch=bot.watch.run,
                killer=killer,
            )
    assert caught.value.status == 1
    for line in logs:
        if line["log_level"] == "critical":
            assert line["part"] in str(caught.value)
    return str(caught.value)


async def _cancel(bot: Bot, name: str) -> None:
    task = bot.telegram.tasks[name]()
    assert task is not None
    task.cancel()
    await asyncio.wait([task])
    assert await bot.healthz() == {"tasks": f"{name} has ended"}


@death("the task that hands out updates")
async def test_the_queue_of_updates_dies(bot: Bot) -> None:
    assert "has died: updates" in await ended(bot, lambda: _cancel(bot, "updates"))


@death("the task that marks updates as done")
async def test_the_task_of_marks_dies(bot: Bot) -> None:
    assert "has died: marks" in await ended(bot, lambda: _cancel(bot, "marks"))


@death("the task that records deliveries")
async def test_the_task_of_records_dies(bot: Bot) -> None:
    assert "has died: records" in await ended(bot, lambda: _cancel(bot, "records"))


async def _end_loop(name: str) -> None:
    """End one of the loops like a library that cancels the wrong task."""
    tasks = [task for task in asyncio.all_tasks() if task.get_name() == name]
    (loop,) = [task for task in tasks if "run_until" in str(task.get_coro())]
    loop.cancel()


@death("the loop that fetches updates")
async def test_the_loop_of_updates_ends(bot: Bot) -> None:
    assert "has died: updates" in await ended(bot, lambda: _end_loop("updates"))


@death("the loop that sends")
async def test_the_loop_of_deliveries_ends(bot: Bot) -> None:
    assert "has died: outbox" in await ended(bot, lambda: _end_loop("outbox"))


@death("the scheduler")
async def test_the_scheduler_stops(tmp_path: Path) -> None:
    seconds = 0.0
    pool = make_pool(ROOT / "catalogue", processes=1)
    async with open_bot(tmp_path, pool, beat=0.02, monotonic=lambda: time.monotonic() + seconds) as bot:
        scheduler = timetable.start(Ticks(watch=bot.watch.tick))
        assert await bot.healthz() == {}
        scheduler.shutdown(wait=False)

        async def a_minute_passes() -> None:
            nonlocal seconds
            for _ in range(int(SILENCE) + 2):  # in steps of a second, so that no check is late
                seconds += 1.0
                bot.watch._looked_at += 1.0
                await asyncio.sleep(0)
            assert (await bot.healthz())["scheduler"] == "it has stopped"

        assert "has died: scheduler" in await ended(bot, a_minute_passes)


@death("one tick of the timetable")
async def test_a_tick_that_raises_is_logged_and_comes_again() -> None:
    runs = asyncio.Semaphore(0)

    async def fails() -> None:
        runs.release()
        raise LookupError("no such thing")

    with capture_logs() as logs:
        scheduler = timetable.start(Ticks(digests=fails))
        async with asyncio.timeout(WAIT):
            await runs.acquire()
            await runs.acquire()
        scheduler.shutdown(wait=False)
    failed = [line for line in logs if line["event"] == "a tick failed"]
    assert len(failed) >= 2
    assert (failed[0]["log_level"], failed[0]["tick"]) == ("error", "digests")


@death("an update that ends the process")
async def test_an_update_that_ends_the_process_is_set_aside(bot: Bot) -> None:
    answered = await Process(bot.rig).run(asks(5, "poison", 5), asks(6, "beside it", 6))
    with capture_logs() as logs:
        for _ in range(4):
            answered += await Process(bot.rig).run()
    assert answered == ["beside it"]
    (line,) = [line for line in logs if "set aside" in line["event"]]
    assert (line["log_level"], line["starts"]) == ("error", 3)


@death("a worker at its job")
async def test_a_worker_is_killed(pool: WorkerPool) -> None:
    before, pid = pool.lost, await pool.run(os.getpid, timeout=WAIT)
    with pytest.raises(WorkerCrashed):
        await pool.run(os.kill, pid, signal.SIGKILL, timeout=WAIT)
    assert pool.lost == before + 1
    assert await pool.run(sum, (1, 2), timeout=WAIT) == 3


@death("a worker that hangs")
async def test_a_job_that_overstays_is_ended(pool: WorkerPool) -> None:
    with pytest.raises(WorkerTimeout):
        await pool.run(time.sleep, 30, timeout=0.3)
    assert pool.lost == 1
    assert await pool.run(sum, (1, 2), timeout=WAIT) == 3


@death("the fork server")
async def test_the_fork_server_is_killed(pool: WorkerPool) -> None:
    worker = await pool.run(os.getpid, timeout=WAIT)
    server = psutil.Process(worker).ppid()
    os.kill(server, signal.SIGKILL)
    os.kill(worker, signal.SIGKILL)
    assert await pool.run(sum, (1, 2), timeout=WAIT) == 3
    assert pool.restarts == 1
    assert psutil.Process(await pool.run(os.getpid, timeout=WAIT)).ppid() != server


@death("the models of the languages are missing")
async def test_without_models_articles_wait_and_health_says_so(tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue"
    catalogue.mkdir()
    (catalogue / "phrases.toml").write_bytes((ROOT / "catalogue/phrases.toml").read_bytes())
    (catalogue / "topics.toml").write_text(
        ""
    )  # loading the models ends here, as it does if one of their files is missing
    pool = make_pool(catalogue, processes=1)
    await pool.start()
    try:
        async with open_bot(tmp_path, pool) as bot:
            shelf = Shelf(bot.rig.storage)
            await shelf.poll(shelf.article("Мост открыт", "В Оше открыли новый мост."))
            with capture_logs() as logs:
                async with asyncio.timeout(WAIT):
                    await bot.news.annotator.run_once()
            assert (await bot.readyz())["reading"] == "texts cannot be read"
            assert (await bot.scrape())["jarchi_reading_fault"] == 1
            assert [line for line in logs if line["event"] == "texts cannot be read at the moment"]
            assert (await bot.rig.storage.articles.unread()).waiting == 1
    finally:
        await pool.close()
