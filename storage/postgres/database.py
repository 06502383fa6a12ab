"""Connections to a PostgreSQL server, with locks for transactions, and concurrent reads.

A transaction that first reads and then writes by what it has read takes the Lock for what it reads and writes. So
nobody changes what it has read until it ends, and it sees everything that was committed before. Single statements take
no lock.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable, Sequence
from enum import IntEnum
from typing import Any

import asyncpg

from storage.interface import StorageError
from storage.postgres.address import OLDEST, Address
from storage.postgres.faults import AWAY, faults, refusals

Row = Sequence[Any]  # the driver's record, with its values in the order of the query

CONNECTIONS = 10
_PATIENCE = 10.0  # seconds for which a transaction waits, before it begins, for a server that is restarting
_PAUSE = 0.2  # seconds between two attempts to reach the server
STATEMENT = 120.0  # seconds that a statement may take
# Seconds that may pass between two statements of a transaction. After that the server ends the transaction, because
# a process that was suspended would keep its locks.
IDLE = 30.0
# PostgreSQL's advisory locks have two numbers. The first is this plus the kind of the lock, the second a hash of the
# schema.
_OURS = 0x4A41_0000
_BUSY = "all {} connections of this process are in use"


class Lock(IntEnum):
    """The kinds of locks, by what a transaction with the lock reads or writes; each number is a part of the lock's key.

    Of all transactions of all processes on all machines, only one at a time has the lock of a kind.
    """

    NEWS = 1  # the lock for transactions on feeds, articles, annotations and stories
    PEOPLE = 2  # the lock for transactions on chats, their preferences, posts and deliveries
    CLAIMS = 3  # the lock for claiming deliveries, to send them
    SCHEMA = 4  # the lock for creating and altering tables
    HOLDER = 5  # the lock of StorageKeeper.hold, held as long as a process polls and sends
    UPDATES = 6  # the lock for claiming updates, to handle them
    TURN = 7  # the lock of LeaseStore.turn

    @property
    def key(self) -> str:
        """The two numbers of the advisory lock, as SQL; different schemas of one database have different locks."""
        return f"{_OURS + self}, hashtext(current_schema())"


class Transaction:
    """A running transaction. It removes the character U+0000 from values, because PostgreSQL's texts cannot hold it."""

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
        """Add rows in bulk, by PostgreSQL's COPY."""
        values = [tuple(map(_plain, row)) for row in rows]
        await self._connection.copy_records_to_table(table, records=values, columns=list(columns))


class Database:
    """The pool of connections to one database.

    `schema` is the schema with our tables; None is the default schema of the database role.
    """

    def __init__(
        self,
        address: Address,
        *,
        schema: str | None = None,
        connections: int = CONNECTIONS,
        longest: float | None = STATEMENT,
    ) -> None:
        self._options = address.options(schema=schema, idle=None if longest is None else IDLE)
        self._connections = connections
        self._longest = longest  # seconds that a statement may take; None: no limit
        self._pool: Any = None

    async def open(self) -> None:
        """Connect; raises StorageError `storage-refused` with the reason if that fails or it cannot be used."""
        with refusals():
            self._pool = await asyncpg.create_pool(
                **self._options,
                min_size=0,  # a pool that keeps connections open logs a traceback whenever the server is away
                max_size=self._connections,
                command_timeout=self._longest,
            )
            async with self._pool.acquire() as connection:
                require_usable(connection)

    async def close(self) -> None:
        if self._pool is not None:
            pool, self._pool = self._pool, None
            try:
                await asyncio.wait_for(pool.close(), timeout=5)
            except AWAY:
                pool.terminate()

    @contextlib.asynccontextmanager
    async def write(self, *locks: Lock) -> AsyncIterator[Transaction]:
        """Run a transaction with these locks.

        It is committed when the block ends, and rolled back if the block raises.
        """
        async with self._locked(*locks) as connection:
            yield Transaction(connection)

    async def write_one(self, sql: str, *values: object) -> list[Row]:
        """Run one statement as a transaction and return its rows."""
        with faults():
            async with self._begun() as connection:
                return list(await connection.fetch(sql, *map(_plain, values)))

    async def read(self, sql: str, *values: object) -> list[Row]:
        """Return all rows of a query, which sees only committed data.

        If the connection breaks, the query is sent once more on another one.
        """
        with faults():
            try:
                async with self._begun() as connection:
                    return list(await connection.fetch(sql, *map(_plain, values)))
            except AWAY:
                async with self._begun("SELECT") as connection:
                    return list(await connection.fetch(sql, *map(_plain, values)))

    @contextlib.asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Any]:
        """Yield a connection that can only read and sees the database as of one moment."""
        with faults():
            async with self._begun("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as connection:
                try:
                    yield connection
                finally:
                    await asyncio.shield(_roll_back(connection))

    @contextlib.asynccontextmanager
    async def apart(self) -> AsyncIterator[Any]:
        """Yield a connection outside the pool, for a task that listens on it as long as it runs.

        Errors are the driver's, not StorageError.
        """
        connection = await asyncpg.connect(**self._options)
        try:
            yield connection
        finally:
            try:
                await connection.close(timeout=2)
            except AWAY:
                connection.terminate()

    @contextlib.asynccontextmanager
    async def alone(self) -> AsyncIterator[Any]:
        """Yield the driver's own connection, in a transaction that has Lock.SCHEMA and may create and alter tables."""
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

    @property
    def _is_exhausted(self) -> bool:
        """Whether all connections of the pool are in use; then waiting for one is not the server's fault."""
        return bool(self._pool.get_size() >= self._connections and not self._pool.get_idle_size())

    @contextlib.asynccontextmanager
    async def _begun(self, first: str = "") -> AsyncIterator[Any]:
        """Yield a connection of the pool, after running the statement `first` on it; "" runs none.

        If the server cannot be reached, try again for up to _PATIENCE seconds.
        """
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
            except AWAY as error:
                if connection is not None:
                    await self._pool.release(connection)
                if asyncio.get_running_loop().time() > until:
                    if isinstance(error, TimeoutError) and self._is_exhausted:
                        raise StorageError("storage-refused", reason=_BUSY.format(self._connections)) from error
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


def require_usable(connection: Any) -> None:
    """Raise StorageError if the server is older than PostgreSQL OLDEST, or its database cannot hold all characters."""
    found = connection.get_server_version().major
    if found < OLDEST:
        reason = f"the server is PostgreSQL {found}; {OLDEST} or later is needed"
        raise StorageError("storage-refused", reason=reason)
    encoding = connection.get_settings().server_encoding
    if encoding != "UTF8":
        reason = f"its encoding is {encoding}; a database made with ENCODING 'UTF8' is needed"
        raise StorageError("storage-refused", reason=reason)


def count_of(status: str) -> int:
    """Return the number of changed rows in a statement's status, such as `UPDATE 3`."""
    number = status.rpartition(" ")[2]
    return int(number) if number.isdigit() else 0


async def _roll_back(connection: Any) -> None:
    with contextlib.suppress(*AWAY):  # if the connection broke, the server has rolled back already
        await connection.execute("ROLLBACK")


def _plain(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\0", "") if "\0" in value else value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
