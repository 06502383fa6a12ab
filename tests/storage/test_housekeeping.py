"""Backups, restoring, retention, damaged files."""

import asyncio
import contextlib
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from domain.clock import SystemClock
from storage.interface import StorageError
from storage.sqlite import open_storage
from storage.sqlite.housekeeping import restore
from tests.storage.conftest import Opener, open_sqlite
from tests.storage.shelf import NOW, Shelf

MONTH = timedelta(days=30)


# The contract --------------------------------------------------------------------------------------------------------


async def test_a_backup_taken_while_news_comes_in_is_whole(opener: Opener, tmp_path: Path) -> None:
    async with opener(tmp_path) as storage:
        shelf = Shelf(storage)
        ids = [await shelf.tell(f"Пожар номер {number}") for number in range(30)]
        target = tmp_path / "copy" / "jarchi.db"
        target.parent.mkdir()
        telling = asyncio.ensure_future(asyncio.gather(*[shelf.tell("Пожар новый")]))
        await storage.housekeeping.backup(target)
        await telling
    assert [path.name for path in target.parent.iterdir()] == ["jarchi.db"]
    async with opener(target.parent) as copy:
        assert await copy.housekeeping.check() == ()
        assert set(ids) <= set(await Shelf(copy).found("пожары", limit=100))


async def test_old_articles_go_unless_a_live_story_holds_them(opener: Opener, tmp_path: Path) -> None:
    async with opener(tmp_path) as storage:
        shelf = Shelf(storage)
        await shelf.tell("Пожар давно", at=NOW - 3 * MONTH, story=1)
        held = await shelf.tell("Пожар давно, но он идёт", at=NOW - 3 * MONTH, story=2)
        fresh = await shelf.tell("Пожар всё идёт", at=NOW, story=2)
        await shelf.poll(shelf.article("Никем не прочитана", key="unread"), at=NOW - 3 * MONTH)
        assert await storage.housekeeping.retain(now=NOW, keep=MONTH) == 2
        assert await storage.housekeeping.retain(now=NOW, keep=MONTH) == 0
        assert [article.id for article in await storage.articles.get([1, held, fresh, 4])] == [held, fresh]
        assert (await shelf.page("пожар")).stories[0].id == 2
        assert await storage.stories.get([1]) == ()
        assert await storage.housekeeping.check() == ()
        assert await storage.housekeeping.retain(now=NOW + 2 * MONTH, keep=MONTH) == 2
        assert await shelf.found("пожар") == []
        assert await storage.search.similar_words("похар") == (), "words that no article holds are suggested no more"
        await shelf.tell("Пожар потушен", at=NOW + 2 * MONTH)
        assert await shelf.found("пожар") == [5], "ids go on, also after the newest articles went"


async def test_retention_takes_small_batches(opener: Opener, tmp_path: Path) -> None:
    async with opener(tmp_path) as storage:
        shelf = Shelf(storage)
        await shelf.poll(*[shelf.article(f"Весть {number}") for number in range(25)], at=NOW - MONTH)
        took = [await storage.housekeeping.retain(now=NOW, keep=timedelta(days=7), batch=10) for _ in range(4)]
        assert took == [10, 10, 5, 0]


# SQLite's files ------------------------------------------------------------------------------------------------------


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


async def filled(path: Path, *titles: str) -> None:
    opened = await open_storage(path, clock=SystemClock())
    for title in titles:
        await Shelf(opened.storage).tell(title)
    await opened.close()


async def test_the_file_is_readable_by_plain_sqlite_and_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "news" / "jarchi.db"
    await filled(path, "Открыт мост")
    assert rows(
        path, "SELECT headline FROM annotations JOIN words ON words.rowid = -article_id WHERE words MATCH 'мост'"
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["jarchi.db"]


async def test_readers_cannot_write(tmp_path: Path) -> None:
    opened = await open_storage(tmp_path / "jarchi.db", clock=SystemClock())
    try:
        with pytest.raises(StorageError) as refused:
            await opened.database.read("DELETE FROM feeds")
        assert refused.value.key == "storage-unwritable"
    finally:
        await opened.close()


@pytest.mark.parametrize("name", ["jarchi.db", "jarchi.db-wal", "./jarchi.db", "link.db"])
async def test_a_backup_never_overwrites_the_database(tmp_path: Path, name: str) -> None:
    path = tmp_path / "jarchi.db"
    await filled(path, "Открыт мост")
    (tmp_path / "link.db").symlink_to(path)
    async with open_sqlite(tmp_path) as storage:
        with pytest.raises(StorageError) as refused:
            await storage.housekeeping.backup(tmp_path / name)
        assert refused.value.key == "storage-itself"
        assert await Shelf(storage).found("мост") == [1]


async def test_a_backup_into_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    async with open_sqlite(tmp_path) as storage:
        with pytest.raises(StorageError) as refused:
            await storage.housekeeping.backup(tmp_path / "nowhere" / "copy.db")
        assert refused.value.key == "storage-unwritable"


async def test_restoring_brings_back_what_was_and_keeps_what_is(tmp_path: Path) -> None:
    path, copy = tmp_path / "jarchi.db", tmp_path / "copy.db"
    await filled(path, "Открыт мост")
    async with open_sqlite(tmp_path) as storage:
        await storage.housekeeping.backup(copy)
        await Shelf(storage).poll(Shelf(storage).article("Новая", key="article 9"))
    restore(copy, path)
    assert rows(path, "SELECT count(*) FROM articles") == [(1,)]
    assert rows(Path(f"{path}.before-restore"), "SELECT count(*) FROM articles") == [(2,)]
    assert rows(copy, "SELECT count(*) FROM articles") == [(1,)]
    async with open_sqlite(tmp_path) as storage:
        assert await storage.housekeeping.check() == ()


async def test_restoring_in_the_place_of_a_damaged_file(tmp_path: Path) -> None:
    path, copy = tmp_path / "jarchi.db", tmp_path / "copy.db"
    await filled(copy, "Открыт мост")
    path.write_bytes(b"no database " * 1000)
    Path(f"{path}-wal").write_bytes(b"nor a journal")
    restore(copy, path)
    async with open_sqlite(tmp_path) as storage:
        assert await Shelf(storage).found("мост") == [1]
    assert Path(f"{path}.before-restore").read_bytes() == b"no database " * 1000


@pytest.mark.parametrize("key", ["absent", "foreign", "damaged", "newer", "itself"])
async def test_what_is_no_backup_is_not_restored(tmp_path: Path, key: str) -> None:
    path, source = tmp_path / "jarchi.db", tmp_path / "source.db"
    await filled(path, "Открыт мост")
    if key == "foreign":
        with contextlib.closing(sqlite3.connect(source)) as connection:
            connection.execute("CREATE TABLE someone_elses (id INTEGER)")
    elif key == "damaged":
        source.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif key == "newer":
        source.write_bytes(path.read_bytes())
        with contextlib.closing(sqlite3.connect(source)) as connection:
            connection.execute("PRAGMA user_version = 999")
    elif key == "itself":
        source.symlink_to(path)
    before = path.read_bytes()
    with pytest.raises(StorageError) as refused:
        restore(source, path)
    assert refused.value.key == f"storage-{key}"
    assert path.read_bytes() == before
    assert {found.name.partition("-")[0] for found in tmp_path.iterdir()} <= {"jarchi.db", "source.db"}


@pytest.mark.parametrize(
    "content",
    [b"this is no database at all, but long enough to be one " * 100, b"SQLite format 3\x00" + b"\xff" * 4096],
)
async def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "jarchi.db"
    path.write_bytes(content)
    with pytest.raises(StorageError) as refused:
        await open_storage(path, clock=SystemClock())
    assert refused.value.key == "storage-damaged"
    assert path.read_bytes() == content
    assert [found.name for found in tmp_path.iterdir()] == ["jarchi.db"]


async def test_check_notices_an_index_that_disagrees_with_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "jarchi.db"
    await filled(path, "Открыт мост", "Закрыт парк")
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM words WHERE rowid = -1")
        connection.execute("INSERT INTO words (rowid, exact) VALUES (-9, 'ничей')")
    async with open_sqlite(tmp_path) as storage:
        assert await storage.housekeeping.check() == (
            "1 articles are missing in the search index",
            "1 articles of the search index are no more",
        )
