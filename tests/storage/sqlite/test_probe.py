"""Probing whether the file can be written, without changing it."""

from pathlib import Path

import pytest

from storage.interface import StorageError
from storage.sqlite.database import Database


async def test_a_probe_goes_through_the_journal_and_the_sizes_say_so(tmp_path: Path) -> None:
    database = Database(tmp_path / "jarchi.db")
    await database.open(is_alone=True)
    try:
        await database.empty_journal()
        data, journal = database.sizes()
        assert data > 0
        assert journal == 0
        await database.probe()
        assert database.sizes()[1] > 0, "the page was written, so that a full disk shows"
    finally:
        await database.close()


async def test_a_file_that_takes_no_writes_is_told_by_the_probe(tmp_path: Path) -> None:
    database = Database(tmp_path / "jarchi.db")
    await database.open(is_alone=True)
    try:
        assert database._writer is not None
        await database._writer.execute("PRAGMA query_only = ON")
        with pytest.raises(StorageError) as caught:
            await database.probe()
        assert caught.value.key == "storage-unwritable"
    finally:
        await database.close()


@pytest.mark.parametrize("comes_another", [False, True], ids=["removed", "replaced"])
async def test_a_file_that_is_no_longer_in_its_place_is_told_by_the_probe(
    tmp_path: Path, *, comes_another: bool
) -> None:
    database = Database(tmp_path / "jarchi.db")
    await database.open(is_alone=True)
    try:
        database.path.rename(tmp_path / "elsewhere.db")
        if comes_another:
            database.path.write_bytes((tmp_path / "elsewhere.db").read_bytes())
        with pytest.raises(StorageError, match="storage-unwritable"):
            await database.probe()
        (tmp_path / "elsewhere.db").replace(database.path)
        await database.probe()
    finally:
        await database.close()
