"""The leases of processes, and the pace of calls that they share, by the machine's clock.

Although only one process may use an SQLite file, leases end and are refused here as in a database that several share.
"""

import asyncio
import contextlib
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence

from domain.lease import PROCESS
from storage.sqlite.database import Database, fetch

NOW = "((julianday('now') - 2440587.5) * 86400.0)"  # SQL for seconds since 1970, with a fraction
_FORGOTTEN = 3600  # seconds; a lease that ended longer ago is deleted
_TAKE = f"""
INSERT INTO leases (name, owner, until) SELECT value, :owner, {NOW} + :length FROM json_each(:names) WHERE true
    ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
 WHERE leases.owner = excluded.owner OR leases.until <= {NOW}
RETURNING name
"""
_LEVEL = f"min(:capacity, level + max(0.0, {NOW} - at) * :rate)"
_FITS = f"({_LEVEL} >= :tokens + :reserve AND (:reserve = 0 OR closed_until <= {NOW}))"
_TAKE_TOKENS = f"""
UPDATE pace SET level = {_LEVEL} - CASE WHEN {_FITS} THEN :tokens ELSE 0 END, at = {NOW}, granted = {_FITS}
 WHERE name = :name
RETURNING granted, max((:tokens + :reserve - level) / :rate, CASE WHEN :reserve > 0 THEN closed_until - at ELSE 0 END)
"""


def is_live(owner: str) -> str:
    """Return an SQL condition that is true while a process runs, that is, while its own lease has not ended.

    `owner` is the SQL expression for the name of the process.
    """
    return f"EXISTS (SELECT 1 FROM leases l WHERE l.name = '{PROCESS}' || {owner} AND l.until > {NOW})"


class SqliteLeases:
    """The SQLite implementation of storage.interface.LeaseStore."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def take(self, owner: str, names: Sequence[str], *, length: float) -> frozenset[str]:
        async with self._db.write(erase=False) as connection:
            await connection.execute(f"DELETE FROM leases WHERE until < {NOW} - {_FORGOTTEN}")
            parameters = {"owner": owner, "length": float(length), "names": json.dumps(list(names))}
            return frozenset(row[0] for row in await fetch(connection, _TAKE, parameters))

    async def release(self, owner: str) -> None:
        await self._db.write_one("DELETE FROM leases WHERE owner = ?", (owner,))

    async def owners(self, beginning: str) -> dict[str, str]:
        rows = await self._db.read(
            f"SELECT name, owner FROM leases WHERE substr(name, 1, length(:beginning)) = :beginning AND until > {NOW}"
            " ORDER BY name",
            {"beginning": beginning},
        )
        return {row[0]: row[1] for row in rows}

    @contextlib.asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        async with self._turns[name]:
            yield


class SqlitePace:
    """The SQLite implementation of storage.interface.PaceStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def take(self, name: str, tokens: int, *, reserve: float, rate: float, capacity: float) -> float:
        values = {"name": name, "tokens": tokens, "reserve": reserve, "rate": float(rate), "capacity": float(capacity)}
        rows = await self._db.write_one(_TAKE_TOKENS, values)
        if not rows:
            await self._make(name, capacity / 2)
            rows = await self._db.write_one(_TAKE_TOKENS, values)
        return 0.0 if rows[0][0] else max(0.001, rows[0][1])

    async def close(self, name: str, seconds: float) -> None:
        await self._make(name, 0.0)
        await self._db.write_one(
            f"UPDATE pace SET closed_until = max(closed_until, {NOW} + ?) WHERE name = ?", (float(seconds), name)
        )

    async def _make(self, name: str, level: float) -> None:
        await self._db.write_one(
            f"INSERT OR IGNORE INTO pace (name, level, at) VALUES (?, ?, {NOW})", (name, float(level))
        )
