"""The keeper: opening again, locking, copying and restoring."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.interface import StorageError, StorageKeeper
from tests.storage.openers import KEEPERS
from tests.storage.shelf import Shelf


@pytest.fixture(params=sorted(KEEPERS))
def keeper_at(request: pytest.FixtureRequest) -> Callable[[Path], StorageKeeper]:
    return KEEPERS[request.param]


@pytest.fixture
def keeper(keeper_at: Callable[[Path], StorageKeeper], tmp_path: Path) -> StorageKeeper:
    return keeper_at(tmp_path)


async def test_what_is_opened_again_holds_what_it_held(
    keeper_at: Callable[[Path], StorageKeeper], tmp_path: Path
) -> None:
    async with keeper_at(tmp_path).open() as storage:
        article = await Shelf(storage).tell("Открыт мост")
    async with keeper_at(tmp_path).open(is_alone=True) as storage:
        assert await Shelf(storage).found("мост") == [article]


async def test_a_copy_taken_while_news_comes_in_is_whole_and_may_be_put_back(
    keeper: StorageKeeper, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    steps: list[tuple[int, int]] = []
    async with keeper.open() as storage:
        shelf = Shelf(storage)
        ids = [await shelf.tell(f"Пожар номер {number}") for number in range(20)]
        telling = asyncio.ensure_future(shelf.tell("Пожар новый"))
        await keeper.backup(copy, lambda *step: steps.append(step))
        await telling
        await shelf.tell("Мост открыт")
    with keeper.hold():
        await keeper.restore(copy, lambda *step: steps.append(step))
    assert all(0 <= done <= of for done, of in steps)
    assert sum(done == of for done, of in steps) >= 2, "both say when they are done"
    async with keeper.open() as storage:
        assert await storage.housekeeping.check() == ()
        assert set(ids) <= set(await Shelf(storage).found("пожары", limit=100))
        assert await Shelf(storage).found("мост") == []


async def test_only_one_holds_it_and_the_next_one_may_when_that_is_done(keeper: StorageKeeper) -> None:
    with keeper.hold(), pytest.raises(StorageError) as refused, keeper.hold():
        raise AssertionError("two held it at once")
    assert refused.value.key == "storage-held"
    with keeper.hold():
        pass


async def test_several_may_share_it_only_where_the_storage_takes_several(keeper: StorageKeeper) -> None:
    with keeper.hold(is_shared=True):
        for is_shared in (False, True):
            if is_shared and keeper.takes_several:
                with keeper.hold(is_shared=True):
                    pass
            else:
                with pytest.raises(StorageError) as refused, keeper.hold(is_shared=is_shared):
                    raise AssertionError("it was not alone")
                assert refused.value.key == "storage-held"
    with keeper.hold(), pytest.raises(StorageError), keeper.hold(is_shared=True):
        raise AssertionError("it was not alone")


async def test_who_does_not_write_opens_it_beside_whoever_holds_it(keeper: StorageKeeper) -> None:
    with keeper.hold():
        async with keeper.open(is_alone=True) as storage:
            await Shelf(storage).tell("Открыт мост")
            async with keeper.open() as beside:
                assert len(await Shelf(beside).found("мост")) == 1


async def test_a_copy_that_is_not_there_is_not_put_back(keeper: StorageKeeper, tmp_path: Path) -> None:
    async with keeper.open() as storage:
        await Shelf(storage).tell("Открыт мост")
    with pytest.raises(StorageError) as refused:
        await keeper.restore(tmp_path / "nowhere")
    assert refused.value.key == "storage-absent"
    async with keeper.open() as storage:
        assert len(await Shelf(storage).found("мост")) == 1


def test_it_has_a_name_to_be_spoken_of_by(keeper: StorageKeeper) -> None:
    assert keeper.name
