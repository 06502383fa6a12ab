"""The troubles in PostgreSQL, who wants to be told of which, and how often each feed usually publishes."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.clock import from_seconds, to_seconds
from domain.ids import FeedId, PersonId, UpdateId
from domain.post import Notice, PostKind
from domain.trouble import HISTORY, History, OpenTrouble, Rest, Trouble, TroubleKind
from storage.interface import Addressee
from storage.postgres.database import Database, Lock
from storage.postgres.deliveries import add_deliveries
from storage.postgres.inbox import mark_applied
from storage.rows.moments import seconds_or_none
from storage.rows.troubles import DAYS, GAPS, TEXTS, histories_of, open_trouble_from_row

_ASKED = {"since": "$1::bigint", "now": "$2::bigint", "is_true": ""}
_BEGIN = """
INSERT INTO troubles (key, kind, feed_id, args, since) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
"""
_REST = """
INSERT INTO trouble_rests (user_id, key, until) VALUES ($1, $2, $3)
    ON CONFLICT (user_id, key) DO UPDATE SET until = excluded.until
"""
_WISH = """
INSERT INTO trouble_wishes (user_id, kind) SELECT $1, kind FROM unnest($2::text[]) kind ON CONFLICT DO NOTHING
"""


class PostgresTroubles:
    """The PostgreSQL implementation of storage.interface.TroubleStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def current(self) -> tuple[OpenTrouble, ...]:
        rows = await self._db.read('SELECT kind, feed_id, args, since FROM troubles ORDER BY since, key COLLATE "C"')
        return tuple(map(open_trouble_from_row, rows))

    async def begin(self, trouble: Trouble, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> bool:
        args = json.dumps(dict(trouble.args), ensure_ascii=False)
        async with self._db.write(Lock.PEOPLE) as transaction:
            begun = await transaction.execute(
                _BEGIN, trouble.key, str(trouble.kind), trouble.feed_id, args, to_seconds(now)
            )
            if begun and told:
                await add_deliveries(transaction, PostKind.NOTICE, notice, told, now)
            return begun > 0

    async def end(self, key: str, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> bool:
        async with self._db.write(Lock.PEOPLE) as transaction:
            if not await transaction.execute("DELETE FROM troubles WHERE key = $1", key):
                return False
            await transaction.execute("DELETE FROM trouble_rests WHERE key = $1 AND until IS NOT NULL", key)
            if told:
                await add_deliveries(transaction, PostKind.NOTICE, notice, told, now)
            return True

    async def remind(self, key: str, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> None:
        people = [to.chat.id for to in told]
        async with self._db.write(Lock.PEOPLE) as transaction:
            await transaction.execute(
                "DELETE FROM trouble_rests WHERE user_id = ANY($1::bigint[]) AND key = $2 AND until IS NOT NULL",
                people,
                key,
            )
            await add_deliveries(transaction, PostKind.NOTICE, notice, told, now)

    async def wishes(self) -> Mapping[PersonId, frozenset[TroubleKind]]:
        found: dict[PersonId, set[TroubleKind]] = {}
        for row in await self._db.read("SELECT user_id, kind FROM trouble_wishes"):
            found.setdefault(row[0], set()).add(TroubleKind(row[1]))
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
        names = [str(kind) for kind in kinds]
        sql = _WISH if is_on else "DELETE FROM trouble_wishes WHERE user_id = $1 AND kind = ANY($2::text[])"
        async with self._db.write(Lock.PEOPLE) as transaction:
            if await mark_applied(transaction, update_id, now, step="wish_troubles"):
                await transaction.execute(sql, person, names)

    async def rests(self) -> tuple[Rest, ...]:
        rows = await self._db.read('SELECT user_id, key, until FROM trouble_rests ORDER BY user_id, key COLLATE "C"')
        return tuple(Rest(row[0], row[1], None if row[2] is None else from_seconds(row[2])) for row in rows)

    async def rest(self, rest: Rest, *, now: datetime, update_id: UpdateId | None = None) -> None:
        async with self._db.write(Lock.PEOPLE) as transaction:
            if await mark_applied(transaction, update_id, now, step="rest_trouble"):
                await transaction.execute(_REST, rest.person, rest.key, seconds_or_none(rest.until))

    async def wake(
        self, person: PersonId, key: str | None = None, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        async with self._db.write(Lock.PEOPLE) as transaction:
            if await mark_applied(transaction, update_id, now, step="wake_trouble"):
                await transaction.execute(
                    "DELETE FROM trouble_rests WHERE user_id = $1 AND ($2::text IS NULL OR key = $2)", person, key
                )

    async def histories(self, *, now: datetime) -> Mapping[FeedId, History]:
        span = (to_seconds(now - HISTORY), to_seconds(now))
        gaps, days, texts = [await self._db.read(one.format(**_ASKED), *span) for one in (GAPS, DAYS, TEXTS)]
        return histories_of(gaps, days, texts)
