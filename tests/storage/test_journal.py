"""The journal is written back beside the writer: it stays short, keeps nobody waiting, and loses nothing."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.clock import SystemClock
from storage.sqlite import SqliteStorage, open_storage
from storage.sqlite.journal import LONG, TOO_LONG

PART = 512 * 1024  # bytes that a transaction writes
SLACK = 2 * PART  # of a journal that is measured between two transactions


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    storage = await open_storage(tmp_path / "jarchi.db", clock=SystemClock())
    yield storage
    await storage.close()


async def write(opened: SqliteStorage, parts: int, *, pause: float = 0) -> int:
    """Write so many large rows, each a transaction; the journal's greatest length, in bytes."""
    journal = Path(f"{opened.database.path}-wal")
    longest = 0
    for _ in range(parts):
        async with opened.database.write() as connection:
            await connection.execute(
                "INSERT INTO posts (kind, content, created_at) VALUES ('x', zeroblob(?), 1)", (PART,)
            )
        longest = max(longest, journal.stat().st_size)
        await asyncio.sleep(pause)
    return longest


def in_the_file_alone(path: Path, copy: Path) -> int:
    """How many rows the database's file holds without its journal."""
    copy.write_bytes(path.read_bytes())
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM posts WHERE kind = 'x'").fetchone()
    return int(count)


async def test_a_long_journal_is_written_back_and_starts_anew(opened: SqliteStorage, tmp_path: Path) -> None:
    parts = 6 * LONG // PART
    assert await write(opened, parts, pause=0.05) < 2 * LONG
    assert in_the_file_alone(tmp_path / "jarchi.db", tmp_path / "copy.db") > parts * 2 // 3


async def test_a_writer_that_never_rests_cannot_make_it_endless(opened: SqliteStorage) -> None:
    assert await write(opened, 3 * TOO_LONG // PART) < TOO_LONG + SLACK


async def test_a_reader_of_an_older_state_holds_nobody_up(opened: SqliteStorage, tmp_path: Path) -> None:
    parts = 2 * TOO_LONG // PART
    with contextlib.closing(sqlite3.connect(tmp_path / "jarchi.db")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM posts").fetchall()
        started = time.monotonic()
        assert await write(opened, parts) > TOO_LONG
        assert time.monotonic() - started < 30  # SQLite would wait five seconds each time it is too long
    assert await write(opened, 2) < LONG + SLACK


async def test_it_can_be_emptied_while_it_is_written_back(opened: SqliteStorage, tmp_path: Path) -> None:
    await write(opened, LONG // PART + 1)
    await opened.database.empty_journal()
    assert (tmp_path / "jarchi.db-wal").stat().st_size == 0


async def test_closing_waits_for_it(tmp_path: Path) -> None:
    opened = await open_storage(tmp_path / "jarchi.db", clock=SystemClock())
    parts = LONG // PART + 1
    await write(opened, parts)
    await opened.close()
    assert not (tmp_path / "jarchi.db-wal").exists()
    assert in_the_file_alone(tmp_path / "jarchi.db", tmp_path / "copy.db") == parts
