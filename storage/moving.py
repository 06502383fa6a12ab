"""Copies everything from one storage into another of a different kind, and checks that the two are equal."""

import asyncio
import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from storage.interface.keeper import Step
from storage.interface.moving import Row, TableReader, TableWriter, Value


@dataclass(frozen=True, slots=True)
class Sum:
    """The number of rows of a table, and a hash of their contents that does not depend on their order."""

    rows: int = 0
    hash: int = 0

    def with_rows(self, rows: Sequence[Row], listed: Collection[int]) -> "Sum":
        """Return the sum with these rows added.

        `listed` are the positions of values that are JSON lists. These count as lists, not as text, so that spaces
        between their items make no difference.
        """
        total = self.hash
        for row in rows:
            line = json.dumps([_plain(value, place in listed) for place, value in enumerate(row)], ensure_ascii=False)
            total += int.from_bytes(hashlib.sha256(line.encode("utf-8", "surrogatepass")).digest(), "big")
        return Sum(self.rows + len(rows), total % (1 << 256))


class MoveFailedError(Exception):
    """The target's rows differ from those that were copied, or it cannot hold them; the message names the table."""


async def move_tables(source: TableReader, target: TableWriter, on_step: Step) -> dict[str, int]:
    """Copy all tables; return table → number of its rows.

    Raises MoveFailedError if the rows that arrived are others than those that were sent, by their number and hash.

    `on_step` is called with the number of rows copied so far and the number of all rows, over all tables.
    """
    ours, theirs = await source.tables(), await target.tables()
    for table in {*ours, *theirs}:
        if set(ours.get(table, ())) != set(theirs.get(table, ())):
            raise MoveFailedError(f"{table} has other columns there")
    moved: dict[str, int] = {}
    total = sum([await source.count(table) for table in theirs])
    for table, columns in theirs.items():
        listed = await source.listed(table) | await target.listed(table)
        places = [place for place, column in enumerate(columns) if column in listed]
        sent = Sum()
        async for rows in source.rows(table, columns):
            await target.put(table, columns, rows)
            sent = await asyncio.to_thread(sent.with_rows, rows, places)
            on_step(sum(moved.values()) + sent.rows, total)
        arrived = Sum()
        async for rows in target.rows(table, columns):
            arrived = await asyncio.to_thread(arrived.with_rows, rows, places)
        if arrived != sent:
            raise MoveFailedError(f"{table}: {sent.rows} rows were sent and {arrived.rows} arrived, or others")
        moved[table] = sent.rows
    await target.finish(await source.last_ids())
    return moved


def _plain(value: Value, is_list: bool) -> object:  # noqa: FBT001 - called for each value
    if isinstance(value, str):
        return json.loads(value) if is_list else value.replace("\0", "")  # PostgreSQL cannot store NUL
    return value
