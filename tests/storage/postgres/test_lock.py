"""The lock on a database is taken again, whatever the server says in between."""

import asyncio
import signal
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


async def test_a_process_stops_if_a_newer_version_changed_the_tables_meanwhile(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[int] = []
    monkeypatch.setattr("storage.postgres.lock._LOOK", 0.02)
    monkeypatch.setattr("storage.postgres.lock.os.kill", lambda _, number: stopped.append(number))
    with made_database() as url:
        name, keeper = urlsplit(url).path.strip("/"), PostgresKeeper(url)
        async with keeper.open():
            pass
        with keeper.hold(is_shared=True):
            server.sql("INSERT INTO schema_version VALUES (1000)", database=name)
            server.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
            await _until(lambda: bool(stopped))
        assert set(stopped) == {signal.SIGTERM}


async def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "it takes too long"
        await asyncio.sleep(0.02)
