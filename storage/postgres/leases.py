"""The leases of processes and the pace of calls that they share, in PostgreSQL; time is that of the server's clock."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence

from domain.lease import PROCESS
from storage.postgres.database import Database, Lock

NOW = "extract(epoch FROM clock_timestamp())::double precision"
_FORGOTTEN = 3600  # seconds from the end of a lease until its row is deleted
# Leases are taken in sorted order, so that two processes that take several at once never wait for each other.
_TAKE = f"""
WITH gone AS (DELETE FROM leases WHERE until < {NOW} - {_FORGOTTEN} AND name <> ALL($2::text[]))
INSERT INTO leases (name, owner, until)
SELECT name, $1, {NOW} + $3::double precision FROM unnest($2::text[]) wanted (name) ORDER BY name
    ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
 WHERE leases.owner = excluded.owner OR leases.until <= {NOW}
RETURNING name
"""
_LEVEL = f"least($5::double precision, level + greatest(0, {NOW} - at) * $4::double precision)"
_FITS = f"({_LEVEL} >= $2::bigint + $3::double precision AND ($3::double precision = 0 OR closed_until <= {NOW}))"
# All values are read from the row that is updated, and not by a query before. So if the statement has to wait until
# another statement has changed the row, it uses the changed values.
_TAKE_TOKENS = f"""
UPDATE pace SET level = {_LEVEL} - CASE WHEN {_FITS} THEN $2::bigint ELSE 0 END, at = {NOW}, granted = {_FITS}
 WHERE name = $1
RETURNING granted, greatest(($2::bigint + $3::double precision - level) / $4::double precision,
                            CASE WHEN $3::double precision > 0 THEN closed_until - at ELSE 0 END)
"""


def is_live(owner: str) -> str:
    """Return the SQL condition that the process has its lease; `owner` is the SQL expression of its name."""
    return f"EXISTS (SELECT 1 FROM leases l WHERE l.name = '{PROCESS}' || {owner} AND l.until > {NOW})"


class PostgresLeases:
    """The PostgreSQL implementation of storage.interface.LeaseStore."""

    def __init__(self, db: Database) -> None:
        self._db = db
        # Name of a turn → lock. The tasks of this process wait for a turn at its lock, so that only one of them takes a
        # connection to wait in the database.
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def take(self, owner: str, names: Sequence[str], *, length: float) -> frozenset[str]:
        return frozenset(row[0] for row in await self._db.write_one(_TAKE, owner, list(names), length))

    async def release(self, owner: str) -> None:
        await self._db.write_one("DELETE FROM leases WHERE owner = $1", owner)

    async def owners(self, beginning: str) -> dict[str, str]:
        rows = await self._db.read(
            f"SELECT name, owner FROM leases WHERE starts_with(name, $1) AND until > {NOW} ORDER BY name", beginning
        )
        return {row[0]: row[1] for row in rows}

    @contextlib.asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        async with self._turns[name], self._db.write() as transaction:
            await transaction.execute(f"SELECT pg_advisory_xact_lock({Lock.TURN.key} # hashtext($1))", name)
            yield


class PostgresPace:
    """The PostgreSQL implementation of storage.interface.PaceStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def take(self, name: str, tokens: int, *, reserve: float, rate: float, capacity: float) -> float:
        values = (name, tokens, float(reserve), float(rate), float(capacity))
        rows = await self._db.write_one(_TAKE_TOKENS, *values)
        if not rows:
            await self._make(name, capacity / 2)
            rows = await self._db.write_one(_TAKE_TOKENS, *values)
        return 0.0 if rows[0][0] else max(0.001, rows[0][1])

    async def close(self, name: str, seconds: float) -> None:
        await self._make(name, 0.0)
        await self._db.write_one(
            f"UPDATE pace SET closed_until = greatest(closed_until, {NOW} + $2::double precision) WHERE name = $1",
            name,
            float(seconds),
        )

    async def _make(self, name: str, level: float) -> None:
        await self._db.write_one(
            f"INSERT INTO pace (name, level, at) VALUES ($1, $2, {NOW}) ON CONFLICT DO NOTHING", name, level
        )
