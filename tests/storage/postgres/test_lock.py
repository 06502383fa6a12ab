"""The lock on a database is taken again, whatever the server says in between."""

import asyncio
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from storage.interface import StorageError
from storage.postgres import PostgresKeeper
from tests.storage.postgres.opener import made_database
from tests.storage.postgres.server import Server


async def test_a_lock_is_taken_again_after_the_server_refused_its_role(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.postgres.lock._LOOK", 0.02)
    with made_database() as url:
        name = urlsplit(url).path.strip("/")
        server.sql(f"CREATE ROLE {name} LOGIN")
        keeper = PostgresKeeper(url.replace("jarchi@", f"{name}@"))

        def connections() -> int:
            return int(server.sql(f"SELECT count(*) FROM pg_stat_activity WHERE usename = '{name}'"))

        with keeper.hold():
            server.sql(
                f"ALTER ROLE {name} NOLOGIN;"
                f" SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{name}'"
            )
            await asyncio.sleep(0.2)  # the lock is asked for several times
            server.sql(f"ALTER ROLE {name} LOGIN")
            await _until(lambda: connections() == 1)
            with pytest.raises(StorageError) as refused, keeper.hold():
                raise AssertionError("two held it at once")
            assert refused.value.key == "storage-held"
        server.sql(f"DROP OWNED BY {name}; DROP ROLE {name}")


async def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "the lock is not taken again"
        await asyncio.sleep(0.02)
