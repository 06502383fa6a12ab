"""Troubles reported to the newsroom, who wants to be told of which, and how often each feed usually publishes."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.clock import from_seconds, to_seconds
from domain.ids import FeedId, PersonId, UpdateId
from domain.post import Notice, PostKind
from domain.trouble import HISTORY, History, OpenTrouble, Rest, Trouble, TroubleKind
from storage.interface import Addressee
from storage.rows.moments import seconds_or_none
from storage.rows.troubles import DAYS, GAPS, TEXTS, histories_of, open_trouble_from_row
from storage.sqlite.database import Database
from storage.sqlite.deliveries import add_deliveries
from storage.sqlite.inbox import mark_applied

_ASKED = {"since": "?1", "now": "?2", "is_true": "= 1"}


class SqliteTroubles:
    """The SQLite implementation of storage.interface.TroubleStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def current(self) -> tuple[OpenTrouble, ...]:
        rows = await self._db.read("SELECT kind, feed_id, args, since FROM troubles ORDER BY since, key")
        return tuple(map(open_trouble_from_row, rows))

    async def begin(self, trouble: Trouble, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> bool:
        args = json.dumps(dict(trouble.args), ensure_ascii=False)
        async with self._db.write() as connection:
            cursor = await connection.execute(
                "INSERT INTO troubles (key, kind, feed_id, args, since) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (trouble.key, str(trouble.kind), trouble.feed_id, args, to_seconds(now)),
            )
            if cursor.rowcount > 0 and told:
                await add_deliveries(connection, PostKind.NOTICE, notice, told, now)
            return cursor.rowcount > 0

    async def end(self, key: str, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> bool:
        async with self._db.write() as connection:
            cursor = await connection.execute("DELETE FROM troubles WHERE key = ?", (key,))
            if cursor.rowcount <= 0:
                return False
            await connection.execute("DELETE FROM trouble_rests WHERE key = ? AND until IS NOT NULL", (key,))
            if told:
                await add_deliveries(connection, PostKind.NOTICE, notice, told, now)
            return True

    async def remind(self, key: str, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> None:
        async with self._db.write() as connection:
            await connection.executemany(
                "DELETE FROM trouble_rests WHERE user_id = ? AND key = ? AND until IS NOT NULL",
                [(to.chat.id, key) for to in told],
            )
            await add_deliveries(connection, PostKind.NOTICE, notice, told, now)

    async def wishes(self) -> Mapping[PersonId, frozenset[TroubleKind]]:
        found: dict[PersonId, set[TroubleKind]] = {}
        for person, kind in await self._db.read("SELECT user_id, kind FROM trouble_wishes"):
            found.setdefault(person, set()).add(TroubleKind(kind))
        return {person: frozenset(kinds) for person, kinds in found.items()}

    async def wish(
        self,
        person: PersonId,
        kinds: Collection[TroubleKind],
        *,
        is_on: bool,
        now: datetime,
        update_id: UpdateId | None = None,
    ) -> None:
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, now, step="wish_troubles"):
                return
            await connection.executemany(
                "INSERT INTO trouble_wishes (user_id, kind) VALUES (?, ?) ON CONFLICT DO NOTHING"
                if is_on
                else "DELETE FROM trouble_wishes WHERE user_id = ? AND kind = ?",
                [(person, str(kind)) for kind in kinds],
            )

    async def rests(self) -> tuple[Rest, ...]:
        rows = await self._db.read("SELECT user_id, key, until FROM trouble_rests ORDER BY user_id, key")
        return tuple(Rest(row[0], row[1], None if row[2] is None else from_seconds(row[2])) for row in rows)

    async def rest(self, rest: Rest, *, now: datetime, update_id: UpdateId | None = None) -> None:
        async with self._db.write() as connection:
            if await mark_applied(connection, update_id, now, step="rest_trouble"):
                await connection.execute(
                    "INSERT OR REPLACE INTO trouble_rests (user_id, key, until) VALUES (?, ?, ?)",
                    (rest.person, rest.key, seconds_or_none(rest.until)),
                )

    async def wake(
        self, person: PersonId, key: str | None = None, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        async with self._db.write() as connection:
            if await mark_applied(connection, update_id, now, step="wake_trouble"):
                await connection.execute(
                    "DELETE FROM trouble_rests WHERE user_id = ?1 AND (?2 IS NULL OR key = ?2)", (person, key)
                )

    async def histories(self, *, now: datetime) -> Mapping[FeedId, History]:
        span = (to_seconds(now - HISTORY), to_seconds(now))
        gaps, days, texts = [await self._db.read(one.format(**_ASKED), span) for one in (GAPS, DAYS, TEXTS)]
        return histories_of(gaps, days, texts)
