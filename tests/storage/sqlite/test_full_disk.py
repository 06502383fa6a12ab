"""A full disk: reported clearly, nothing corrupted, readers are answered, and work continues when there is room."""

import contextlib
import os
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.clock import AdjustableClock
from domain.ids import StoryId
from storage.interface import Annotated, StorageError
from storage.sqlite import SqliteKeeper, open_storage
from tests.handlers.rig import open_rig
from tests.storage.shelf import Shelf, annotate
from tests.storage.sqlite.opener import open_sqlite
from tests.storage.sqlite.test_migrations import make


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a file system of its own with 6 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small file system")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder], capture_output=True, text=True)
    if mounted.returncode != 0:
        pytest.skip(f"no small file system can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def resize(folder: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)


def fill_up(folder: Path) -> Path:
    """Fill the file system."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
    return ballast


async def write_until_full(shelf: Shelf) -> tuple[int, StorageError]:
    """Return how many articles were stored, and the error that followed."""
    for number in range(10_000):
        try:
            await shelf.tell(f"Пожар номер {number}", "Слово за словом. " * 40)
        except StorageError as error:
            return number, error
    raise AssertionError("the disk is larger than it should be")


async def test_a_full_disk_is_said_and_nothing_is_lost_when_there_is_room_again(small_disk: Path) -> None:
    path = small_disk / "jarchi.db"
    opened = await open_storage(path, clock=AdjustableClock())
    shelf = Shelf(opened.storage)
    first = await shelf.tell("Открыт мост")
    ballast = fill_up(small_disk)
    stored, error = await write_until_full(shelf)
    assert error.key == "storage-full"
    assert await shelf.found("мосты") == [first]
    assert len(await shelf.found("пожаров", limit=20_000)) == stored
    with pytest.raises(StorageError):
        await SqliteKeeper(path).backup(small_disk / "backup.db")
    assert not list(small_disk.glob("backup*"))
    ballast.unlink()
    for article in await opened.storage.articles.without_annotation(limit=10):  # stored just before the disk was full
        annotation = annotate(article.title or "", article.text, "ru")
        await opened.storage.articles.save_annotations([Annotated(article.id, annotation, StoryId(7))], now=shelf.now)
        stored += 1
    await opened.close()
    again = await open_storage(path, clock=AdjustableClock(), is_alone=True)
    try:
        assert await again.storage.housekeeping.check() == ()
        found = await Shelf(again.storage).page("пожаров", limit=20_000)
        assert sum(len(story.articles) for story in found.stories) == stored
    finally:
        await again.close()


async def test_a_full_disk_at_the_start_is_said(small_disk: Path) -> None:
    fill_up(small_disk)
    with pytest.raises(StorageError) as refused:
        await open_storage(small_disk / "jarchi.db", clock=AdjustableClock())
    assert refused.value.key in ("storage-full", "storage-unwritable")


async def test_a_copy_for_which_there_is_no_room_names_the_place_of_the_copy(small_disk: Path, tmp_path: Path) -> None:
    keeper = SqliteKeeper(tmp_path / "jarchi.db")
    async with keeper.open():
        fill_up(small_disk)
        with pytest.raises(StorageError) as refused:
            await keeper.backup(small_disk / "copy.db")
    assert refused.value.key == "storage-full"
    assert refused.value.details["path"] == str(small_disk / "copy.db")
    assert not list(small_disk.glob("copy*"))


async def test_a_read_only_disk_is_said_and_nothing_stays_open(small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "jarchi.db"
    async with SqliteKeeper(tmp_path / "first.db").open():
        await SqliteKeeper(tmp_path / "first.db").backup(path)  # a copy has no journal, so it can be read there
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    threads = set(threading.enumerate())
    with pytest.raises(StorageError) as refused:
        await open_storage(path, migrates=False)
    assert refused.value.key == "storage-unwritable"
    # The thread of a connection that stayed open would keep the process from ending.
    left = [thread for thread in set(threading.enumerate()) - threads if thread.name.startswith("Thread")]
    for thread in left:
        thread.join(5)
    assert not any(thread.is_alive() for thread in left)
    with pytest.raises(StorageError) as refused:
        await SqliteKeeper(tmp_path / "first.db").backup(small_disk / "copy.db")
    assert refused.value.key == "storage-unwritable"
    assert refused.value.details["path"] == str(small_disk / "copy.db")


async def test_an_update_that_finds_no_room_is_said_and_done_when_there_is(small_disk: Path) -> None:
    path = small_disk / "jarchi.db"
    resize(small_disk, 30_000_000)
    make(path, 14)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO articles (feed_id, fingerprint, content_hash, text, language, published_at, stored_at,"
            " is_pushable) VALUES (1, ?, '', ?, 'ru', 1, 1, 0)",
            ((f"long {number}", "x" * 10_000) for number in range(350)),
        )
        connection.execute("COMMIT")
    resize(small_disk, path.stat().st_size + 500_000)  # the migration begins and fails on the way
    with pytest.raises(StorageError) as refused:
        await open_storage(path, clock=AdjustableClock())
    assert refused.value.key == "storage-full"
    resize(small_disk, 30_000_000)
    opened = await open_storage(path, clock=AdjustableClock(), is_alone=True)
    try:
        assert await opened.storage.housekeeping.check() == ()
        assert len(await opened.storage.articles.without_annotation(limit=400)) == 350 + 2
    finally:
        await opened.close()


async def test_the_bot_goes_on_answering_while_the_disk_is_full(small_disk: Path) -> None:
    async with open_rig(small_disk, opener=open_sqlite) as rig:
        person = await rig.reader()
        await rig.tell("Тушат пожары в горах")
        ballast = fill_up(small_disk)
        await write_until_full(Shelf(rig.storage))
        assert "пожары в горах" in (await rig.answer(person, "/search тушили")).text
        assert "кончилось место" in (await rig.answer(person, "/follow мост")).text
        assert await rig.storage.follows.all() == ()
        ballast.unlink()
        assert "«мост»" in (await rig.answer(person, "/follow мост")).text
        assert [follow.query for follow in await rig.storage.follows.all()] == ["мост"]
