"""The file: its permissions, copies, restoring, and damaged files."""

import contextlib
import os
import sqlite3
import stat
from pathlib import Path

import pytest

from domain.clock import AdjustableClock
from storage.interface import StorageError
from storage.sqlite import SqliteKeeper, open_storage
from storage.sqlite.copies import restore
from tests.storage.shelf import Shelf
from tests.storage.sqlite.opener import open_sqlite, sqlite_keeper


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


async def filled(path: Path, *titles: str) -> None:
    opened = await open_storage(path, clock=AdjustableClock())
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
    opened = await open_storage(tmp_path / "jarchi.db", clock=AdjustableClock())
    try:
        with pytest.raises(StorageError) as refused:
            await opened.database.read("DELETE FROM feeds")
        assert refused.value.key == "storage-unwritable"
    finally:
        await opened.close()


async def test_a_disk_that_fails_is_said_to_be_at_fault(tmp_path: Path) -> None:
    """A pipe gives back nothing of what is written, as a broken disk may."""
    os.mkfifo(tmp_path / "jarchi.db")
    with pytest.raises(StorageError) as refused:
        await open_storage(tmp_path / "jarchi.db", clock=AdjustableClock())
    assert (refused.value.key, refused.value.details) == ("storage-unwritable", {"reason": "disk I/O error"})


@pytest.mark.parametrize("name", ["jarchi.db", "jarchi.db-wal", "./jarchi.db", "link.db"])
async def test_a_backup_never_overwrites_the_database(tmp_path: Path, name: str) -> None:
    path = tmp_path / "jarchi.db"
    await filled(path, "Открыт мост")
    (tmp_path / "link.db").symlink_to(path)
    async with open_sqlite(tmp_path) as opened:
        with pytest.raises(StorageError) as refused:
            await sqlite_keeper(tmp_path).backup(tmp_path / name)
        assert refused.value.key == "storage-itself"
        assert await Shelf(opened.storage).found("мост") == [1]


async def test_a_backup_into_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    async with open_sqlite(tmp_path):
        with pytest.raises(StorageError) as refused:
            await sqlite_keeper(tmp_path).backup(tmp_path / "nowhere" / "copy.db")
        assert refused.value.key == "storage-unwritable"


async def test_restoring_brings_back_what_was_and_keeps_what_is(tmp_path: Path) -> None:
    path, copy = tmp_path / "jarchi.db", tmp_path / "copy.db"
    await filled(path, "Открыт мост")
    async with open_sqlite(tmp_path) as opened:
        await sqlite_keeper(tmp_path).backup(copy)
        await Shelf(opened.storage).poll(Shelf(opened.storage).article("Новая", key="article 9"))
    restore(copy, path)
    assert rows(path, "SELECT count(*) FROM articles") == [(1,)]
    assert rows(Path(f"{path}.before-restore"), "SELECT count(*) FROM articles") == [(2,)]
    assert rows(copy, "SELECT count(*) FROM articles") == [(1,)]
    async with open_sqlite(tmp_path) as opened:
        assert await opened.storage.housekeeping.check() == ()


async def test_restoring_in_the_place_of_a_damaged_file(tmp_path: Path) -> None:
    path, copy = tmp_path / "jarchi.db", tmp_path / "copy.db"
    await filled(copy, "Открыт мост")
    path.write_bytes(b"no database " * 1000)
    Path(f"{path}-wal").write_bytes(b"nor a journal")
    restore(copy, path)
    async with open_sqlite(tmp_path) as opened:
        assert await Shelf(opened.storage).found("мост") == [1]
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
        await open_storage(path, clock=AdjustableClock())
    assert refused.value.key == "storage-damaged"
    assert path.read_bytes() == content
    assert [found.name for found in tmp_path.iterdir()] == ["jarchi.db"]


async def test_check_notices_an_index_that_disagrees_with_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "jarchi.db"
    await filled(path, "Открыт мост", "Закрыт парк")
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM words WHERE rowid = -1")
        connection.execute("INSERT INTO words (rowid, exact) VALUES (-9, 'ничей')")
    async with open_sqlite(tmp_path) as opened:
        assert await opened.storage.housekeeping.check() == (
            "1 articles are missing in the search index",
            "1 articles of the search index are no more",
        )


async def test_a_database_behind_a_link_is_held_and_replaced_as_the_file_it_is(tmp_path: Path) -> None:
    path, link, copy = tmp_path / "jarchi.db", tmp_path / "links" / "news.db", tmp_path / "copy.db"
    await filled(path, "Открыт мост")
    link.parent.mkdir()
    link.symlink_to(path)
    real, linked = SqliteKeeper(path), SqliteKeeper(link)
    with real.hold(), pytest.raises(StorageError) as refused, linked.hold():
        raise AssertionError("two held it at once")
    assert refused.value.key == "storage-held"
    await linked.backup(copy)
    await linked.restore(copy)
    assert link.is_symlink()
    assert [found.name for found in link.parent.iterdir()] == ["news.db"]
    assert Path(f"{path}.before-restore").exists()
