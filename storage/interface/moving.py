"""Access to the tables of a storage, row by row, for copying everything into a storage of another kind."""

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
        """Return the columns of a table that hold lists as JSON.

        They are compared as lists, because two storages may write equal lists differently.
        """
        ...

    async def count(self, table: str) -> int:
        """Return how many rows a table has."""
        ...

    def rows(self, table: str, columns: Sequence[str]) -> AsyncIterator[Sequence[Row]]:
        """Yield all rows of a table in batches, in no particular order."""
        ...

    async def last_ids(self) -> Mapping[str, int]:
        """Return table → the highest id that was ever used, for each table to whose rows the storage gives the ids."""
        ...


class TableWriter(TableReader, Protocol):
    async def put(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows to a table."""
        ...

    async def finish(self, last_ids: Mapping[str, int]) -> None:
        """Make new ids begin after `last_ids` (table → highest id ever used), and check that all references hold."""
        ...


class TableKeeper(Protocol):
    """The keeper of a storage whose tables can be read and filled one by one."""

    def reading(self) -> AbstractAsyncContextManager[TableReader]:
        """Open the tables for reading, as they are at this moment; later writes are not seen."""
        ...

    def filling(self) -> AbstractAsyncContextManager[TableWriter]:
        """Open empty tables of the latest version to be filled; if the block raises an error, nothing is stored."""
        ...
