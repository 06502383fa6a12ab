"""A process killed while storing articles: the file opens, nothing is half stored, index and tables agree."""

import contextlib
import os
import random
import sqlite3
from pathlib import Path

import pytest

from domain.clock import AdjustableClock
from storage.interface import StorageError
from storage.sqlite import open_storage
from tests.storage.killed import ingest_and_kill
from tests.storage.shelf import Shelf

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("INGESTION_KILLS", "3"))


def disagreements(path: Path) -> dict[str, int]:
    """Return contradictions that plain SQLite finds: words without an article, annotations without words and so on."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        connection.rollback()
        return {
            question: connection.execute(f"SELECT count(*) FROM {question}").fetchone()[0]
            for question in (
                "annotations WHERE article_id NOT IN (SELECT -rowid FROM words)",
                "words WHERE -rowid NOT IN (SELECT article_id FROM annotations)",
                "annotations WHERE story_id NOT IN (SELECT id FROM stories)",
                "stories WHERE id NOT IN (SELECT story_id FROM annotations)",
                "articles WHERE id NOT IN (SELECT article_id FROM annotations UNION SELECT * FROM annotator_queue)",
                "annotator_queue WHERE article_id IN (SELECT article_id FROM annotations)",
            )
        }


async def test_killed_in_the_middle_of_ingestion_nothing_is_half_there(tmp_path: Path) -> None:
    path = tmp_path / "jarchi.db"
    chance = random.Random(7)
    for kill in range(KILLS):
        said = ingest_and_kill("sqlite", str(path), batches=chance.randint(1, 3), delay=chance.uniform(0, 0.05))
        opened = await open_storage(path, clock=AdjustableClock(), is_alone=True)
        try:
            counts = await opened.storage.housekeeping.counts()
            assert counts["articles"] >= said, f"kill {kill}: what was committed is gone"
            assert counts["annotations"] >= said
            assert await opened.storage.housekeeping.check() == ()
            found = await Shelf(opened.storage).found("пожары", limit=10_000)
            assert len(found) == counts["stories"]
        finally:
            await opened.close()
        assert not any(disagreements(path).values()), disagreements(path)


async def test_a_file_that_a_crash_has_damaged_is_noticed_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "jarchi.db"
    ingest_and_kill("sqlite", str(path), batches=3, delay=0)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'annotations'").fetchone()[0]
    with path.open("r+b") as file:  # a lost page of the disk
        file.seek((page - 1) * 4096)
        file.write(b"\x00" * 4096)
    before = path.read_bytes()
    link = tmp_path / "link.db"
    link.symlink_to(path)
    for name in (path, link):
        Path(f"{path}-wal").write_bytes(b"what the crash left")  # beside the real file, whatever name it is opened by
        with pytest.raises(StorageError) as refused:
            await open_storage(name, clock=AdjustableClock(), is_alone=True)
        assert refused.value.key == "storage-damaged"
        assert path.read_bytes() == before
