"""A part of the bot that dies ends the process, and so does a hanging event loop."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from launch.shutdown import run_until
from launch.watch import SILENCE, PartDied, Watch

ROOT = Path(__file__).resolve().parents[2]


async def fail() -> None:
    raise LookupError("no such thing")


async def forever() -> None:
    await asyncio.Event().wait()


async def test_a_task_that_dies_is_named(caplog: pytest.LogCaptureFixture) -> None:
    async with asyncio.timeout(20):
        task = asyncio.get_running_loop().create_task(fail())
        watch = Watch({"updates": lambda: None, "group commit": lambda: task}, beat=0.01)
        with pytest.raises(PartDied, match="group commit"):
            await watch.run()


async def test_a_scheduler_that_no_longer_ticks_is_dead_and_one_that_does_is_not() -> None:
    seconds = 0.0
    watch = Watch({}, monotonic=lambda: seconds)
    seconds = SILENCE - 1
    await watch.tick()
    seconds = SILENCE + 10
    assert watch.dead is None
    seconds = SILENCE * 2
    assert watch.dead == "scheduler"


async def test_while_all_is_well_it_beats_and_measures_the_loop() -> None:
    beats = asyncio.Semaphore(0)
    watch = Watch({"updates": lambda: None}, on_beat=beats.release, beat=0.001)
    stop = asyncio.Event()

    async def end_after_three() -> None:
        for _ in range(3):
            await beats.acquire()
        stop.set()
        await forever()

    async with asyncio.timeout(20):
        await run_until(stop, watch=watch.run, end=end_after_three)
    assert sum(watch.lag.counts) >= 2
    assert watch.silence < 20


async def test_a_loop_that_ends_without_being_told_to_is_a_death() -> None:
    async def ends() -> None:
        return

    with pytest.raises(ExceptionGroup) as caught:
        async with asyncio.timeout(20):
            await run_until(asyncio.Event(), outbox=ends, updates=forever)
    (died,) = caught.value.exceptions
    assert isinstance(died, PartDied)
    assert str(died) == "outbox"


async def test_a_loop_that_ends_because_all_do_is_none() -> None:
    stop = asyncio.Event()

    async def ends() -> None:
        stop.set()

    async with asyncio.timeout(20):
        await run_until(stop, outbox=ends, updates=forever)  # raises no PartDied
    assert stop.is_set()


def test_a_process_whose_loop_hangs_ends_with_status_1_and_says_where_it_hung() -> None:
    code = (
        "import asyncio, time\n"
        "from launch.watch import Watch\n"
        "def hanging(): time.sleep(60)\n"
        "asyncio.run(Watch({}, on_beat=hanging, hang=0.5).run())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=50, check=False
    )
    assert done.returncode == 1
    assert "hanging" in done.stderr
