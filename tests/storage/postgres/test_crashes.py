"""The bot's process is killed, or a backend of the server: what was committed stays, and nothing is half there."""

import asyncio
import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.postgres import PostgresKeeper
from tests.storage.killed import ingest_and_kill
from tests.storage.postgres.opener import made_schema, open_postgres, server
from tests.storage.postgres.server import Server, running
from tests.storage.shelf import Shelf

ROOT = Path(__file__).resolve().parents[3]


async def test_a_process_killed_in_the_middle_of_ingestion_leaves_nothing_half_there(tmp_path: Path) -> None:
    schema, chance = await made_schema(tmp_path), random.Random(7)
    said = await asyncio.to_thread(
        ingest_and_kill, "postgres", server().url(), schema, batches=3, delay=chance.uniform(0, 0.05)
    )
    async with open_postgres(tmp_path) as opened:
        counts = await opened.storage.housekeeping.counts()
        assert counts["annotations"] >= said
        assert counts["articles"] - counts["annotations"] in (0, 10), "a batch is stored, and then annotated, whole"
        assert await opened.storage.housekeeping.check() == ()
        assert len(await Shelf(opened.storage).found("пожары", limit=10_000)) == counts["stories"]


@pytest.fixture
def own_server() -> Iterator[Server]:
    with running("synchronous_commit=on") as one:
        yield one


async def test_a_killed_backend_takes_all_connections_and_nothing_committed(
    own_server: Server,
) -> None:
    keeper = PostgresKeeper(own_server.url())
    async with keeper.open(is_alone=True) as storage:
        shelf = Shelf(storage)
        stored = await shelf.tell("Открыт мост")
        (backend, *_) = own_server.sql("SELECT pid FROM pg_stat_activity WHERE application_name = 'jarchi'").split()
        os.kill(int(backend), signal.SIGKILL)  # the server ends all others, and recovers
        await asyncio.sleep(0.1)
        later = await shelf.tell("Открыт второй мост")
        assert await shelf.found("мост") == [later, stored]
        assert await storage.housekeeping.check() == ()
