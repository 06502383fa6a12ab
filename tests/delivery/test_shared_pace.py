"""Several processes together keep one pace, and answers come before what is queued."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from delivery.pacing import Limits
from delivery.shared_pace import SharedPace
from storage.interface import Storage
from tests.storage.openers import open_memory

LIMITS = Limits(per_second=100, burst=25)


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Storage]:
    async with open_memory(tmp_path) as opened:
        yield opened.storage


async def test_three_processes_together_keep_the_pace_of_one(storage: Storage) -> None:
    taken = 0

    async def send(pace: SharedPace) -> None:
        nonlocal taken
        while True:
            await pace.take(is_bulk=True)
            taken += 1

    began = asyncio.get_running_loop().time()
    tasks = [asyncio.ensure_future(send(SharedPace(storage.pace, LIMITS))) for _ in range(3)]
    await asyncio.sleep(1.5)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    passed = asyncio.get_running_loop().time() - began
    assert taken <= LIMITS.burst + LIMITS.rate * passed
    assert taken >= LIMITS.rate * passed * 0.5, "and they make use of it"


async def test_an_answer_takes_from_the_reserve_that_bulk_leaves(storage: Storage) -> None:
    slow = Limits(per_second=1, burst=25)
    bulk, answers = SharedPace(storage.pace, slow), SharedPace(storage.pace, slow)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.3):
            while True:
                await bulk.take(is_bulk=True)
    answered = asyncio.ensure_future(answers.take(is_bulk=False))
    await asyncio.wait([answered], timeout=0.3)
    assert answered.done(), "an answer does not wait behind bulk"


async def test_tokens_that_were_not_used_at_once_are_thrown_away(storage: Storage) -> None:
    now = 0.0
    pace = SharedPace(storage.pace, Limits(per_second=12, burst=25), monotonic=lambda: now)
    taken = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.3):
            while True:
                await pace.take(is_bulk=True)
                taken += 1
                now += 1
    assert taken <= 7, "batches of two, of which one token each was used"


async def test_a_storage_that_answers_late_slows_sending_and_does_not_stop_it(storage: Storage) -> None:
    now, taken = 0.0, 0

    class Late:
        async def take(self, name: str, tokens: int, **limits: float) -> float:
            nonlocal now
            wait = await storage.pace.take(name, tokens, **limits)
            now += 0.4
            return wait

        async def close(self, name: str, seconds: float) -> None:
            raise AssertionError("no flood here")

    pace = SharedPace(Late(), LIMITS, monotonic=lambda: now)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(5):
            while taken < 10:
                await pace.take(is_bulk=True)
                taken += 1
    assert taken == 10, "late tokens are used, not thrown away for ever"


async def test_a_flood_that_one_process_meets_stops_the_bulk_of_all(storage: Storage) -> None:
    one, other = SharedPace(storage.pace, LIMITS), SharedPace(storage.pace, LIMITS)
    await one.close(60)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await other.take(is_bulk=True)
    async with asyncio.timeout(1):
        await other.take(is_bulk=False)
