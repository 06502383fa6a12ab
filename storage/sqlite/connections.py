"""Connections to an SQLite file, each with a thread of its own in which its statements run.

It takes a tenth of a millisecond to send one statement to the thread and to get its result back, as long as many
statements run, and much longer while other threads compute. So a whole transaction or search can be sent to the thread
at once, as a coroutine that waits for nothing but the statements of the connection that it is given.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import aiosqlite

Row = sqlite3.Row
Parameters = Sequence[Any] | Mapping[str, Any]
T = TypeVar("T")


class Writable(Protocol):
    """What transactions need of a connection, inside its thread as well as outside."""

    @property
    def total_changes(self) -> int: ...

    def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Awaitable[Any]: ...

    def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Awaitable[Any]: ...

    def execute_fetchall(self, sql: str, parameters: Iterable[Any] | None = None) -> Awaitable[Iterable[Row]]: ...


class Readable(Protocol):
    """What queries need: a Database, or a connection inside its thread."""

    async def read(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return all rows of a query."""
        ...


class DirectConnection:
    """A connection as it is used inside its own thread: each statement is executed at once, and nothing is awaited."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def total_changes(self) -> int:
        return self._connection.total_changes

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    async def execute(self, sql: str, parameters: Any = None) -> sqlite3.Cursor:
        return self._connection.execute(sql, parameters or ())

    async def executemany(self, sql: str, parameters: Iterable[Any]) -> sqlite3.Cursor:
        return self._connection.executemany(sql, parameters)

    async def execute_fetchall(self, sql: str, parameters: Any = None) -> list[Row]:
        return self._connection.execute(sql, parameters or ()).fetchall()

    async def read(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        return self._connection.execute(sql, parameters).fetchall()


Body = Callable[[DirectConnection], Coroutine[Any, Any, T]]


class ThreadedConnection(aiosqlite.Connection):
    """A connection of aiosqlite that can also run a coroutine in its thread."""

    async def run(self, body: Body[T]) -> T:
        """Run a coroutine function in the connection's thread and return its result.

        Raises RuntimeError if it awaits anything other than the statements of the connection that it is given. If this
        call is cancelled, the coroutine still runs to its end.
        """
        result: T = await self._execute(self._run, body)  # type: ignore[no-untyped-call]
        return result

    def _run(self, body: Body[T]) -> T:
        return _result_of(body(DirectConnection(self._conn)))


def connected(path: str | Path, *, uri: bool = False) -> ThreadedConnection:
    """Return a connection to a file, which is opened when the connection is awaited; it begins no transactions."""
    return ThreadedConnection(partial(sqlite3.connect, path, isolation_level=None, uri=uri), iter_chunk_size=64)


def _result_of(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never has to wait."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    coroutine.close()
    raise RuntimeError("a coroutine in a connection's thread waited for something else")
