"""The tables of a storage, row by row, to copy everything into a storage of another kind."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

Value = int | float | str | None
Row = tuple[Value, ...]  # the values in the order of the columns; booleans are 0 and 1, lists are JSON


class TableReader(Protocol):
    async def tables(self) -> Mapping[str, Sequence[str]]:
        """Return table → its columns; a table comes after all tables that it refers to."""
        ...

    async def listed(self, table: str) -> frozenset[str]:
        """Return the columns of a table that hold lists as JSON; equal lists may be written differently."""
        ...

    async def count(self, table: str) -> int:
        """Return how many rows a table has."""
        ...

    def rows(self, table: str, columns: Sequence[str]) -> AsyncIterator[Sequence[Row]]:
        """Yield all rows of a table in batches, in no particular order."""
        ...

    async def last_ids(self) -> Mapping[str, int]:
        """Return table → the highest id that was ever used, for tables whose ids are given by the storage."""
        ...


class TableWriter(TableReader, Protocol):
    async def put(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows to a table."""
        ...

    async def finish(self, last_ids: Mapping[str, int]) -> None:
        """Set the next ids, so that they follow `last_ids`, and check that all references between tables hold."""
        ...


class TableKeeper(Protocol):
    """The keeper of a storage whose tables can be read and filled one by one."""

    def reading(self) -> AbstractAsyncContextManager[TableReader]:
        """Open the tables for reading, as they are at this moment; later writes are not seen."""
        ...

    def filling(self) -> AbstractAsyncContextManager[TableWriter]:
        """Open empty tables of the latest version to be filled; if the block raises an error, nothing is stored."""
        ...
