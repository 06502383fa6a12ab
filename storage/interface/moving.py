"""A storage's tables, row by row, for moving everything into a storage of another kind."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

Value = int | float | str | None
Row = tuple[Value, ...]  # values in the order of the columns; booleans as 0 and 1, lists as JSON


class TableReader(Protocol):
    async def tables(self) -> Mapping[str, Sequence[str]]:
        """Return table → its columns, every table after those that it refers to."""
        ...

    async def listed(self, table: str) -> frozenset[str]:
        """Return the columns that hold lists, whose JSON may be written in several ways."""
        ...

    async def count(self, table: str) -> int:
        """Return how many rows a table has."""
        ...

    def rows(self, table: str, columns: Sequence[str]) -> AsyncIterator[Sequence[Row]]:
        """Yield all rows of a table in batches, in no particular order."""
        ...

    async def last_ids(self) -> Mapping[str, int]:
        """Return table → the highest id that was ever given, for tables that give ids."""
        ...


class TableWriter(TableReader, Protocol):
    async def put(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows to a table."""
        ...

    async def finish(self, last_ids: Mapping[str, int]) -> None:
        """Let ids go on where they were, and check what tables refer to."""
        ...


class TableKeeper(Protocol):
    """A StorageKeeper whose tables can be read and filled."""

    def reading(self) -> AbstractAsyncContextManager[TableReader]:
        """Open the tables as they are at this moment, whatever is written meanwhile."""
        ...

    def filling(self) -> AbstractAsyncContextManager[TableWriter]:
        """Open empty tables of the latest version to be filled; all or nothing is there when the block ends."""
        ...
