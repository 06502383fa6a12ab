"""If a server refuses, the error is one line with the reason and without the password."""

import os
import re
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.faults import StorageBug
from storage.interface import StorageError
from storage.postgres import PostgresKeeper
from storage.postgres.address import Address
from storage.postgres.database import Database
from storage.postgres.migrate import migrations
from tests.storage.postgres.server import Server, running

ROOT = Path(__file__).resolve().parents[3]
PASSWORD = "h%40rd-to-guess"  # percent-encoded, since it stands in a URL


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """Create a database, and a role that may connect to it and nothing else."""
    name = f"d{uuid.uuid4().hex}"
    server.sql(f"CREATE DATABASE {name}")
    server.sql(f"CREATE ROLE {name} LOGIN")
    yield name
    server.sql(f"DROP DATABASE {name} WITH (FORCE); DROP ROLE {name}")


async def refused(url: str) -> StorageError:
    with pytest.raises(StorageError) as raised:
        async with PostgresKeeper(url).open(is_alone=True):
            pass
    return raised.value


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_a_server_that_is_not_there(server: Server) -> None:
    error = await refused(f"postgresql://jarchi:{PASSWORD}@127.0.0.1:{free_port()}/jarchi")
    assert error.key == "storage-refused"
    assert PASSWORD not in str(error.details)


async def test_a_database_that_is_not_there(server: Server) -> None:
    error = await refused(server.url("nowhere"))
    assert (error.key, error.details["reason"]) == ("storage-refused", "the server has no database of that name")


async def test_a_role_that_may_make_no_tables(server: Server, database: str) -> None:
    error = await refused(server.url(database).replace("jarchi@", f"{database}@"))
    assert error.key == "storage-refused"
    assert "permission denied" in str(error.details["reason"])


async def test_a_database_that_is_set_to_be_read_only(server: Server, database: str) -> None:
    server.sql(f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    error = await refused(server.url(database))
    assert error.key == "storage-refused"
    assert "only be read" in str(error.details["reason"])


async def test_a_check_says_that_nothing_may_be_written(server: Server, database: str) -> None:
    async with PostgresKeeper(server.url(database)).open() as storage:
        assert await storage.housekeeping.check() == ()
    server.sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {database}", database=database)
    async with PostgresKeeper(server.url(database).replace("jarchi@", f"{database}@")).open() as storage:
        (fault,) = await storage.housekeeping.check()
        assert re.fullmatch(r"the role may not write to \d\d tables", fault)
    server.sql(f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    async with PostgresKeeper(server.url(database)).open() as storage:
        (fault,) = await storage.housekeeping.check()
        assert fault.startswith("it can only be read: a standby")


async def test_no_connection_is_left(server: Server, database: str) -> None:
    server.sql(f"ALTER ROLE {database} CONNECTION LIMIT 0; ALTER DATABASE {database} OWNER TO {database}")
    error = await refused(server.url(database).replace("jarchi@", f"{database}@"))
    assert error.key == "storage-refused"
    assert "no connection left" in str(error.details["reason"])


async def test_a_server_older_than_we_know(server: Server, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.postgres.database.OLDEST", 99)
    error = await refused(server.url(database))
    assert (error.key, "99 or later" in str(error.details["reason"])) == ("storage-refused", True)


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
async def test_a_database_that_cannot_hold_all_characters(server: Server, database: str, encoding: str) -> None:
    server.sql(f"DROP DATABASE {database}; CREATE DATABASE {database} ENCODING '{encoding}' TEMPLATE template0")
    error = await refused(server.url(database))
    assert error.key == "storage-refused"
    assert f"its encoding is {encoding}" in str(error.details["reason"])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("postgresql://jarchi@/{database}?host={folder}&foo=bar", 'unrecognized configuration parameter "foo"'),
        ("postgresql://jarchi@/{database}?host={folder}&foo", "a host, a port or an option in its address is wrong"),
        ("postgresql://jarchi@/{database}?host={folder}&port=x", "a host, a port or an option in its address is wrong"),
        ("postgresql://jarchi@127.0.0.1:99999/{database}", "a host, a port or an option in its address is wrong"),
        ("postgresql://jarchi@db..example/{database}", "a host, a port or an option in its address is wrong"),
        ("postgresql://jarchi@db/{database}?sslmode=maybe", "`sslmode` parameter must be one of"),
    ],
)
async def test_a_host_or_an_option_that_cannot_be(server: Server, wrong: str, said: str) -> None:
    url = wrong.format(database="postgres", folder=server.folder)
    error = await refused(url)
    assert error.key == "storage-refused"
    assert str(error.details["reason"]).startswith(said)
    with pytest.raises(StorageError) as raised, PostgresKeeper(url).hold():
        raise AssertionError("it was held")
    assert raised.value.details == error.details


async def test_a_value_that_cannot_be_sent_is_not_quoted(server: Server) -> None:
    pool = Database(Address(server.url()))
    await pool.open()
    try:
        for value, kind in ((1 << 70, "bigint"), ("secret\ud83d", "text")):
            with pytest.raises(StorageBug) as raised:
                await pool.read(f"SELECT $1::{kind}", value)
            assert str(raised.value) == "invalid input for query argument $1"
    finally:
        await pool.close()


async def test_a_later_version_of_ours_and_another_program(server: Server, database: str) -> None:
    async with PostgresKeeper(server.url(database)).open(is_alone=True):
        pass
    server.sql("INSERT INTO schema_version VALUES (1000)", database=database)
    error = await refused(server.url(database))
    assert (error.key, error.details) == ("storage-newer", {"version": 1000, "known": len(migrations())})
    server.sql("ALTER TABLE feeds RENAME TO theirs", database=database)
    assert (await refused(server.url(database))).key == "storage-foreign"


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """Start a server that the tests may change, on a port of loopback."""
    port = free_port()
    with running("listen_addresses=127.0.0.1", f"port={port}", "password_encryption=scram-sha-256") as one:
        one.port = port
        yield one


def test_a_password_is_asked_for_and_ssl_demanded(own: Server, tmp_path: Path) -> None:
    own.sql("CREATE ROLE reader LOGIN PASSWORD 'h@rd-to-guess'")
    rules = own.folder / "data" / "pg_hba.conf"
    url = f"postgresql://reader:{PASSWORD}@127.0.0.1:{own.port}/postgres"
    for rule, said in (
        ("host all all all scram-sha-256", ""),
        ("hostssl all all all scram-sha-256", "demands or refuses SSL"),
    ):
        rules.write_text(f"local all all trust\n{rule}\n")
        own.sql("SELECT pg_reload_conf()")
        answer = check(url.replace(PASSWORD, "wrong-one"), tmp_path)
        assert answer.returncode == 2, answer.stderr
        assert (said or "does not accept this user and password") in answer.stderr
        assert "wrong-one" not in answer.stderr
    answer = check(f"{url}?sslmode=require", tmp_path)
    assert answer.returncode == 2
    assert "SSL" in answer.stderr
    assert "rd-to-guess" not in answer.stderr


async def test_a_replica_of_our_database_is_said_to_be_one(own: Server) -> None:
    url = own.url("replicated", port=str(own.port))
    own.sql("CREATE DATABASE replicated")
    async with PostgresKeeper(url).open(is_alone=True):
        pass
    own.stop_at_once()
    (own.folder / "data" / "standby.signal").touch()  # it follows a server that is not there, and can only be read
    own.start_again()
    assert own.sql("SELECT pg_is_in_recovery()") == "t"
    error = await refused(url)
    assert error.key == "storage-refused"
    assert "only be read: a standby" in str(error.details["reason"])


async def test_the_server_that_can_be_written_is_found_among_several(own: Server, server: Server) -> None:
    hosts, ports = f"127.0.0.1,{own.folder},{server.folder}", f"{free_port()},{own.port},{server.port}"
    address = Address(
        f"postgresql://jarchi@/postgres?host={hosts}&port={ports}&target_session_attrs=read-write",
    )
    pool = Database(address)
    await pool.open()  # one is not there, the second follows another, as in the test above
    try:
        assert await pool.read("SELECT pg_is_in_recovery()") == [(False,)]
    finally:
        await pool.close()


async def test_all_connections_of_the_process_are_in_use(
    server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = Database(Address(server.url(database)), connections=2)
    await pool.open()
    try:
        async with pool.snapshot(), pool.snapshot():
            with monkeypatch.context() as patched:
                patched.setattr("storage.postgres.database._PATIENCE", 0.05)
                with pytest.raises(StorageError) as raised:
                    await pool.write_one("SELECT 1")
        assert raised.value.details["reason"] == "all 2 connections of this process are in use"
        assert await pool.write_one("SELECT 1"), "as soon as one is free"
    finally:
        await pool.close()


def check(url: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "BOT_TOKEN": "", "DATABASE_URL": url, "DATABASE_PATH": str(tmp_path / "none.db")}
    return subprocess.run(
        [sys.executable, "bot.py", "stories"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_command_says_it_in_one_line_with_status_2(server: Server, tmp_path: Path) -> None:
    answer = check(f"postgresql://jarchi:{PASSWORD}@127.0.0.1:{free_port()}/jarchi", tmp_path)
    assert answer.returncode == 2, answer.stderr
    assert answer.stderr.count("\n") == 1
    assert answer.stderr.startswith("postgresql://jarchi@127.0.0.1:"), answer.stderr
    assert "rd-to-guess" not in answer.stderr + answer.stdout


@pytest.mark.parametrize(
    "url",
    [
        "mysql://root@localhost/news",
        "postgresql://localhost",
        f"postgresql://u:{PASSWORD}@db:port/x",
        "postgresql://u:7/rd-to-guess@db/x",
        "jarchi.db",
    ],
)
def test_what_is_no_address_is_said_without_showing_it(url: str, tmp_path: Path) -> None:
    answer = check(url, tmp_path)
    assert answer.returncode == 2
    assert answer.stderr.startswith("DATABASE_URL: ")
    assert answer.stderr.count("\n") == 1
    assert url not in answer.stderr
    assert "rd-to-guess" not in answer.stderr
