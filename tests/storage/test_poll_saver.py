"""The saver of polls: what a database that is away does not take is saved once it is back."""

import asyncio
from collections.abc import Sequence

import pytest

from domain.feed import PollState
from domain.ids import FeedId
from storage.interface import PollResult, SavedPoll, StorageError
from storage.poll_saver import PollSaver
from tests.storage.shelf import NOW


class Away:
    """A database that refuses the first calls."""

    def __init__(self, refused: int, key: str = "storage-refused") -> None:
        self.refused, self.key = refused, key
        self.calls: list[int] = []  # the number of results in each

    async def write(self, results: Sequence[PollResult]) -> Sequence[SavedPoll]:
        self.calls.append(len(results))
        await asyncio.sleep(0)
        if len(self.calls) <= self.refused:
            raise StorageError(self.key)
        return [SavedPoll(new=result.feed_id, edited=0) for result in results]


def result(number: int) -> PollResult:
    return PollResult(FeedId(number), NOW, PollState(next_poll_at=NOW))


async def test_polls_wait_until_the_database_is_back() -> None:
    away = Away(3)
    saver = PollSaver(away.write, pause=0.0)
    saved = await asyncio.gather(*(saver.save(result(number)) for number in range(1, 4)))
    assert [one.new for one in saved] == [1, 2, 3]
    assert len(away.calls) <= 5, "those that wait are saved together"


async def test_polls_do_not_wait_for_ever() -> None:
    away = Away(1_000_000)
    saver = PollSaver(away.write, patience=0.02, pause=0.001)
    found = await asyncio.gather(*(saver.save(result(number)) for number in range(1, 4)), return_exceptions=True)
    assert [type(one) for one in found] == [StorageError] * 3


async def test_what_cannot_be_saved_at_all_is_not_tried_again() -> None:
    away = Away(1, "storage-full")
    with pytest.raises(StorageError):
        await PollSaver(away.write).save(result(1))
    assert away.calls == [1]
