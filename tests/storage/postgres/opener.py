"""Opening the PostgreSQL storage in tests, with a look into its tables: one server for a run, a schema per folder."""

import atexit
import contextlib
import hashlib
import json
import uuid
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from domain.clock import Clock, from_seconds
from domain.ids import PostId
from storage.interface import Storage
from storage.postgres import PostgresKeeper, open_storage
from storage.postgres.address import Address
from storage.postgres.database import Database
from storage.postgres.migrate import migrate
from tests.storage.inside import KeptDelivery, Opened
from tests.storage.postgres.server import INSTALL, Server, programs, running


@cache
def server() -> Server:
    """Return the server of this process, started at the first call; skip the test if PostgreSQL is not installed."""
    if programs() is None:
        pytest.skip(f"no PostgreSQL server is installed: {INSTALL}")
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(running())


def schema_of(folder: Path) -> str:
    return f"t{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"


class PostgresInside:
    """The look behind the interface of the PostgreSQL storage."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def deliveries(self, chat_id: int | None = None) -> list[KeptDelivery]:
        rows = await self.database.read(
            "SELECT post_id, chat_id, state, parts_sent, message_ids, created_at FROM deliveries"
            " WHERE $1::bigint IS NULL OR chat_id = $1 ORDER BY id",
            chat_id,
        )
        return [
            KeptDelivery(post_id, chat_id, state, parts_sent, tuple(json.loads(message_ids)), from_seconds(created_at))
            for post_id, chat_id, state, parts_sent, message_ids, created_at in rows
        ]

    async def posts(self) -> list[PostId]:
        return [row[0] for row in await self.database.read("SELECT id FROM posts ORDER BY id")]

    async def notices(self) -> list[str]:
        rows = await self.database.read("SELECT content FROM posts WHERE kind = 'notice' AND content IS NOT NULL")
        return [row[0] for row in rows]

    async def updates(self) -> list[tuple[int, int, object]]:
        rows = await self.database.read("SELECT update_id, chat_id, payload FROM inbox ORDER BY update_id")
        return [(row[0], row[1], row[2] and json.loads(row[2])) for row in rows]

    async def traces(self, chat_id: int) -> list[str]:
        found = []
        for table, column in await self.database.read(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND column_name IN ('chat_id', 'set_up_by', 'user_id', 'about_id')"
        ):
            if await self.database.read(f"SELECT 1 FROM {table} WHERE {column} = $1", chat_id):
                found.append(f"{table}.{column}")
        return found


_MADE: set[str] = set()  # schemas created on this process's server
_IDS = ("feeds", "articles", "follows", "posts", "deliveries")


@contextlib.asynccontextmanager
async def open_postgres(folder: Path, *, clock: Clock | None = None) -> AsyncIterator[Opened]:
    """Open the storage in the folder's schema, where the ids of each table begin at another number."""
    schema = await made_schema(folder)
    opened = await open_storage(Database(Address(server().url()), schema=schema, connections=4))
    try:
        yield Opened(opened.storage, PostgresInside(opened.database))
    finally:
        await opened.close()


async def made_schema(folder: Path) -> str:
    """Return the name of the folder's schema, which is created with its tables at the first call."""
    schema = schema_of(folder)
    if schema in _MADE:
        return schema
    database = Database(Address(server().url()), schema=schema, connections=1)
    await database.open()
    try:
        await database.write_one(f"CREATE SCHEMA {schema}")
        async with database.alone() as connection:
            await migrate(connection)
            for place, table in enumerate(_IDS, 1):
                await connection.execute(f"ALTER TABLE {table} ALTER COLUMN id RESTART WITH {1009 * place + 1}")
    finally:
        await database.close()
    _MADE.add(schema)
    return schema


def postgres_keeper(folder: Path) -> PostgresKeeper:
    """Return the keeper of the folder's schema, which is created empty at the first call."""
    server().sql(f"CREATE SCHEMA IF NOT EXISTS {schema_of(folder)}")
    return PostgresKeeper(server().url(), schema=schema_of(folder))


@contextlib.contextmanager
def made_database() -> Iterator[str]:
    """Make a database of its own, for processes; yield its address."""
    name = f"d{uuid.uuid4().hex}"
    server().sql(f"CREATE DATABASE {name}")
    try:
        yield server().url(name)
    finally:
        server().sql(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.asynccontextmanager
async def opened_at(url: str) -> AsyncIterator[Storage]:
    """Open the database at an address beside the processes that use it."""
    async with PostgresKeeper(url).open() as storage:
        yield storage


def schemas_of(url: str) -> list[str]:
    """Return the schemas of a database, without the server's own."""
    name = urlsplit(url).path.strip("/")
    return (
        server()
        .sql(
            "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_%' AND nspname <> 'information_schema'"
            " ORDER BY nspname",
            database=name,
        )
        .split()
    )
