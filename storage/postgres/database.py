"""Connections with a PostgreSQL server: transactions of which one of a kind is under way, and reads beside them.

What a method decides rests on what it has read. So who decides over several rows first takes the lock of its kind; a
statement that comes after the lock sees everything that was committed before. Single statements go without.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable, Sequence
from enum import IntEnum
from typing import Any

import asyncpg

from storage.interface import StorageError
from storage.postgres.address import OLDEST, Address, Connection
from storage.postgres.faults import AWAY, faults

Row = Sequence[Any]  # the driver's record: its values, in the order of the query

CONNECTIONS = 10
_PATIENCE = 10.0  # seconds in which a server that restarts is waited for, before a transaction begins
_PAUSE = 0.2  # seconds
_STATEMENT = 120.0  # seconds a statement may take
_OURS = 0x4A41_0000  # the class of our advisory locks; the object is the schema


class Lock(IntEnum):
    """The kinds of transactions of which one is under way at a time, on however many machines."""

    NEWS = 1  # feeds, articles, annotations, stories
    PEOPLE = 2  # chats, what they want, posts and deliveries
    CLAIMS = 3  # taking deliveries to work on
    SCHEMA = 4  # changing tables
    HOLDER = 5  # kept for as long as a process polls and sends

    @property
    def key(self) -> str:
        """The two numbers of the advisory lock, as SQL: schemas of one database do not share locks."""
        return f"{_OURS + self}, hashtext(current_schema())"


class Transaction:
    """The connection of a transaction under way. No text of PostgreSQL holds the character 0: it is left out."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def fetch(self, sql: str, *values: object) -> list[Row]:
        """Return all rows of one statement."""
        return list(await self._connection.fetch(sql, *map(_plain, values)))

    async def execute(self, sql: str, *values: object) -> int:
        """Run one statement; return how many rows it changed."""
        return count_of(await self._connection.execute(sql, *map(_plain, values)))

    async def each(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of values."""
        values = [tuple(map(_plain, row)) for row in rows]
        if values:
            await self._connection.executemany(sql, values)

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Add rows in bulk."""
        values = [tuple(map(_plain, row)) for row in rows]
        await self._connection.copy_records_to_table(table, records=values, columns=list(columns))


class Database:
    """The pool of connections with one database; `schema` is where its tables are, None the role's own choice."""

    def __init__(self, address: Address, *, schema: str | None = None, connections: int = CONNECTIONS) -> None:
        self._options = address.options(schema=schema)
        self._connections = connections
        self._pool: Any = None

    async def open(self) -> None:
        """Connect; raises StorageError `storage-refused` with the reason when that cannot be."""
        with faults():
            self._pool = await asyncpg.create_pool(
                **self._options,
                min_size=1,
                max_size=self._connections,
                connection_class=Connection,
                command_timeout=_STATEMENT,
            )
            async with self._pool.acquire() as connection:
                require_new_enough(connection)

    async def close(self) -> None:
        if self._pool is not None:
            pool, self._pool = self._pool, None
            try:
                await asyncio.wait_for(pool.close(), timeout=5)
            except AWAY:
                pool.terminate()

    @contextlib.asynccontextmanager
    async def write(self, *locks: Lock) -> AsyncIterator[Transaction]:
        """A transaction alone of its kind: committed when the block ends, rolled back when that raises."""
        async with self._locked(*locks) as connection:
            yield Transaction(connection)

    async def write_one(self, sql: str, *values: object) -> list[Row]:
        """Run one statement as a transaction and return its rows."""
        with faults():
            async with self._begun() as connection:
                return list(await connection.fetch(sql, *map(_plain, values)))

    async def read(self, sql: str, *values: object) -> list[Row]:
        """Return all rows of one query over what is committed; asked again where the connection breaks meanwhile."""
        with faults():
            try:
                async with self._begun() as connection:
                    return list(await connection.fetch(sql, *map(_plain, values)))
            except AWAY:
                async with self._begun("SELECT") as connection:
                    return list(await connection.fetch(sql, *map(_plain, values)))

    @contextlib.asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Any]:
        """A connection that sees the database as it is now, whatever is written meanwhile, and cannot write."""
        with faults():
            async with self._begun("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as connection:
                try:
                    yield connection
                finally:
                    await asyncio.shield(_roll_back(connection))

    @contextlib.asynccontextmanager
    async def alone(self) -> AsyncIterator[Any]:
        """A transaction that changes tables, on the driver's own connection."""
        async with self._locked(Lock.SCHEMA) as connection:
            yield connection

    @contextlib.asynccontextmanager
    async def _locked(self, *locks: Lock) -> AsyncIterator[Any]:
        with faults():
            taken = "".join(f"; SELECT pg_advisory_xact_lock({lock.key})" for lock in sorted(locks))
            async with self._begun(f"BEGIN{taken}") as connection:
                try:
                    yield connection
                except BaseException:
                    await asyncio.shield(_roll_back(connection))
                    raise
                else:
                    await asyncio.shield(connection.execute("COMMIT"))

    @contextlib.asynccontextmanager
    async def _begun(self, first: str = "") -> AsyncIterator[Any]:
        """A connection that has run its first statement. Until then nothing was done, so a server may be waited for."""
        if self._pool is None:
            raise StorageError("storage-refused", reason="it is closed")
        until = asyncio.get_running_loop().time() + _PATIENCE
        while True:
            connection = None
            try:
                connection = await self._pool.acquire(timeout=_PATIENCE)
                if first:
                    await connection.execute(first)
                break
            except AWAY:
                if connection is not None:
                    await self._pool.release(connection)
                if asyncio.get_running_loop().time() > until:
                    raise
                await asyncio.sleep(_PAUSE)
            except BaseException:
                if connection is not None:
                    await self._pool.release(connection)
                raise
        try:
            yield connection
        finally:
            await self._pool.release(connection)


def require_new_enough(connection: Any) -> None:
    """Raise StorageError where the server is older than the statements of this room."""
    found = connection.get_server_version().major
    if found < OLDEST:
        reason = f"the server is PostgreSQL {found}; {OLDEST} or later is needed"
        raise StorageError("storage-refused", reason=reason)


def count_of(status: str) -> int:
    """Return how many rows a statement changed, as its status says it: `UPDATE 3`."""
    number = status.rpartition(" ")[2]
    return int(number) if number.isdigit() else 0


async def _roll_back(connection: Any) -> None:
    with contextlib.suppress(*AWAY):  # then the server has done it
        await connection.execute("ROLLBACK")


def _plain(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\0", "") if "\0" in value else value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
