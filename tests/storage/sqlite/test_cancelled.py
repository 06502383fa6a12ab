"""A cancelled write leaves no open transaction, as when the bot stops while it writes."""

import asyncio
import contextlib
import sqlite3
from pathlib import Path

from domain.clock import AdjustableClock
from storage.sqlite import open_storage

MOMENT = 1772000000


async def test_a_write_that_is_cancelled_anywhere_leaves_the_next_one_in_peace(tmp_path: Path) -> None:
    opened = await open_storage(tmp_path / "jarchi.db", clock=AdjustableClock())

    async def hold(host: str) -> None:
        async with opened.database.write() as connection:
            await connection.execute("INSERT INTO host_holds (host, until) VALUES (?, ?)", (host, MOMENT))

    try:
        for pauses in range(40):  # from before BEGIN to after COMMIT
            cancelled = asyncio.ensure_future(hold(f"cancelled {pauses}"))
            for _ in range(pauses):
                await asyncio.sleep(0)
            cancelled.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await cancelled
            await asyncio.wait_for(hold(f"whole {pauses}"), 30)
        rows = await opened.database.read("SELECT count(*) FROM host_holds WHERE host LIKE 'whole%'")
        assert rows[0][0] == 40
    finally:
        await opened.close()


async def test_emptying_the_journal_waits_for_no_reader(tmp_path: Path) -> None:
    opened = await open_storage(tmp_path / "jarchi.db", clock=AdjustableClock())
    reader = sqlite3.connect(tmp_path / "jarchi.db")
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM host_holds").fetchall()
        async with opened.database.write() as connection:
            await connection.execute("INSERT INTO host_holds (host, until) VALUES ('a', 1)")
        await asyncio.wait_for(opened.database.empty_journal(), 3)  # SQLite would wait five seconds
        reader.close()
        await opened.database.empty_journal()
        assert (tmp_path / "jarchi.db-wal").stat().st_size == 0
    finally:
        reader.close()
        await opened.close()
