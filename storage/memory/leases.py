"""The leases of processes and the pace of their calls, in memory.

Although only one process has the tables, leases end and are refused here as in a database that several share.
"""

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence

from domain.lease import PROCESS
from storage.memory.rows import BucketRow, LeaseRow
from storage.memory.tables import Tables


def is_live(tables: Tables, owner: str | None) -> bool:
    """Return whether the process of that name has its lease."""
    row = tables.leases.get(f"{PROCESS}{owner}")
    return row is not None and row.until > time.monotonic()


class MemoryLeases:
    """The in-memory implementation of storage.interface.LeaseStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def take(self, owner: str, names: Sequence[str], *, length: float) -> frozenset[str]:
        now, leases = time.monotonic(), self._tables.leases
        for name in names:
            known = leases.get(name)
            if known is None or known.owner == owner or known.until <= now:
                leases[name] = LeaseRow(owner, now + length)
        return frozenset(name for name in names if leases[name].owner == owner)

    async def release(self, owner: str) -> None:
        self._tables.leases = {name: row for name, row in self._tables.leases.items() if row.owner != owner}

    async def owners(self, beginning: str) -> dict[str, str]:
        now, rows = time.monotonic(), sorted(self._tables.leases.items())
        return {name: row.owner for name, row in rows if name.startswith(beginning) and row.until > now}

    @contextlib.asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        async with self._turns[name]:
            yield


class MemoryPace:
    """The in-memory implementation of storage.interface.PaceStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def take(self, name: str, tokens: int, *, reserve: float, rate: float, capacity: float) -> float:
        now = time.monotonic()
        row = self._tables.pace.setdefault(name, BucketRow(capacity / 2, now))
        row.level, row.at = min(capacity, row.level + (now - row.at) * rate), now
        closed = max(0.0, row.closed_until - now) if reserve else 0.0
        if row.level >= tokens + reserve and not closed:
            row.level -= tokens
            return 0.0
        return max(0.001, (tokens + reserve - row.level) / rate, closed)

    async def close(self, name: str, seconds: float) -> None:
        now = time.monotonic()
        row = self._tables.pace.setdefault(name, BucketRow(0.0, now))
        row.closed_until = max(row.closed_until, now + seconds)
