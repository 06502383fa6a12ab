"""Work that is cancelled when the program is told to stop."""

import asyncio

import pytest

from launch.shutdown import unless_stopped


async def test_work_that_is_done_first_is_answered() -> None:
    assert await unless_stopped(asyncio.Event(), asyncio.sleep(0, "done")) == "done"


async def test_work_is_ended_by_the_stop_before_anything_else_happens() -> None:
    stop, ended = asyncio.Event(), []

    async def work() -> str:
        try:
            await asyncio.Event().wait()
            return "done"
        finally:
            ended.append("work")

    asyncio.get_running_loop().call_later(0.01, stop.set)
    async with asyncio.timeout(20):
        assert await unless_stopped(stop, work()) is None
    assert ended == ["work"]


async def test_what_the_work_raises_goes_up() -> None:
    async def fail() -> None:
        raise LookupError("no such thing")

    with pytest.raises(LookupError, match="no such thing"):
        await unless_stopped(asyncio.Event(), fail())
