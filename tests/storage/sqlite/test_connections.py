"""Transactions and searches that run as a whole in the thread of their connection."""

import asyncio
import contextlib
import sqlite3
import threading
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from storage.sqlite.connections import DirectConnection
from storage.sqlite.database import Database

MOMENT = 1772000000
_HOLD = "INSERT INTO host_holds (host, until) VALUES (?, ?)"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(tmp_path / "jarchi.db")
    await database.open()
    yield database
    await database.close()


async def _hold(host: str, connection: DirectConnection) -> str:
    await connection.executemany(_HOLD, [(host, MOMENT)])
    return threading.current_thread().name


async def _hosts(database: Database) -> list[str]:
    return [row[0] for row in await database.read("SELECT host FROM host_holds ORDER BY host")]


async def test_a_transaction_runs_in_the_writers_thread(database: Database) -> None:
    thread = await database.write_at_once(partial(_hold, "a"))
    assert thread != threading.current_thread().name
    assert await _hosts(database) == ["a"]


async def test_a_transaction_that_fails_leaves_nothing_and_lets_the_next_one_in(database: Database) -> None:
    async def fail(connection: DirectConnection) -> None:
        await _hold("lost", connection)
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        await database.write_at_once(fail)
    await database.write_at_once(partial(_hold, "kept"))
    assert await _hosts(database) == ["kept"]


async def test_a_transaction_must_not_wait_for_anything_else(database: Database) -> None:
    async def wait(connection: DirectConnection) -> None:
        await _hold("lost", connection)
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError):
        await database.write_at_once(wait)
    assert await _hosts(database) == []


async def test_a_transaction_that_is_cancelled_anywhere_leaves_the_next_one_in_peace(database: Database) -> None:
    for pauses in range(20):  # from before BEGIN to after COMMIT
        cancelled = asyncio.ensure_future(database.write_at_once(partial(_hold, f"cancelled {pauses}")))
        for _ in range(pauses):
            await asyncio.sleep(0)
        cancelled.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await cancelled
        await asyncio.wait_for(database.write_at_once(partial(_hold, f"whole {pauses}")), 30)
    assert sum(host.startswith("whole") for host in await _hosts(database)) == 20


async def test_queries_of_one_call_see_the_same_state(database: Database) -> None:
    async def look(connection: DirectConnection) -> list[int]:
        seen = []
        with contextlib.closing(sqlite3.connect(database.path)) as other:
            for host in ("a", "b"):
                seen += [row[0] for row in await connection.read("SELECT count(*) FROM host_holds")]
                with other:
                    other.execute(_HOLD, (host, MOMENT))
        return seen

    assert await database.read_at_once(look) == [0, 0]
    assert await _hosts(database) == ["a", "b"]


async def test_a_reader_can_be_used_after_a_call_that_failed(database: Database) -> None:
    async def fail(connection: DirectConnection) -> None:
        await connection.read("SELECT * FROM host_holds")
        raise ValueError("no such thing")

    for _ in range(4):  # more often than there are readers
        with pytest.raises(ValueError, match="no such thing"):
            await database.read_at_once(fail)
    await database.write_at_once(partial(_hold, "a"))
    assert await _hosts(database) == ["a"]


async def test_a_fault_that_ended_the_transaction_is_reported_itself(database: Database) -> None:
    async def fail(connection: DirectConnection) -> None:
        await connection.execute("ROLLBACK")  # as SQLite does by itself after a fault of the disk
        raise ValueError("the fault")

    with pytest.raises(ValueError, match="the fault"):
        await database.read_at_once(fail)
    assert await _hosts(database) == []
