"""The feeds in PostgreSQL with their poll states, and the hosts that asked us to wait."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.ahead import LONGEST_REST, SKEW
from domain.audit import Change
from domain.clock import from_seconds, to_seconds
from domain.feed import (
    POLLS_KEPT,
    EditedValue,
    Feed,
    FeedField,
    KeptPoll,
    NewFeed,
    host_of,
    may_revive,
    move,
    state_elsewhere,
)
from domain.ids import FeedId, UpdateId
from storage.interface import DueFeed, PollResult, SavedPoll
from storage.poll_saver import PollSaver
from storage.postgres.database import Database, Lock, Transaction
from storage.postgres.inbox import mark_applied
from storage.postgres.newsroom import keep_changes
from storage.postgres.polls import put_articles
from storage.rows.feeds import (
    COLUMNS,
    STATE_COLUMNS,
    edit_to_row,
    feed_from_row,
    feed_to_row,
    poll_from_row,
    state_to_row,
)
from storage.rows.polls import poll_to_row, state_of

# $1 is now, $2 the latest plausible moment of a feed's next poll, $3 the latest plausible moment of its last poll. A
# feed with a later moment is due, because that moment was stored while the clock was wrong (domain.ahead). For the
# same reason a host's wait that ends after $2 is not obeyed.
_PLANNED = "(next_poll_at <= $1 OR next_poll_at > $2 OR last_polled_at > $3)"
_IS_DUE = f"removed_at IS NULL AND paused_at IS NULL AND ($4::boolean OR {_PLANNED})"
_HOLDS = "until > $1 AND until <= $2"
_READ = f"SELECT {COLUMNS} FROM feeds WHERE id = $1"
_POLLED = "AND removed_at IS NULL"
_DUE = f"""
SELECT id, host FROM feeds
 WHERE {_IS_DUE} AND host NOT IN (SELECT host FROM host_holds WHERE {_HOLDS}) ORDER BY next_poll_at, id
"""
_OLDEST = f"""
SELECT min(next_poll_at) FROM feeds
 WHERE removed_at IS NULL AND paused_at IS NULL AND {_PLANNED}
   AND host NOT IN (SELECT host FROM host_holds WHERE {_HOLDS})
"""
_TO_CLAIM = f"SELECT {COLUMNS} FROM feeds WHERE id = ANY($5::bigint[]) AND {_IS_DUE} ORDER BY id FOR UPDATE SKIP LOCKED"
_CLAIM = """
UPDATE feeds SET next_poll_at = $2 + greatest(poll_interval, $3),
                 last_polled_at = CASE WHEN last_polled_at > $2 THEN $2 ELSE last_polled_at END
 WHERE id = ANY($1::bigint[])
"""
_SAVE_STATE = f"""
UPDATE feeds SET {", ".join(f"{name} = ${number}" for number, name in enumerate(STATE_COLUMNS, 2))} WHERE id = $1
"""
_HOLD = """
INSERT INTO host_holds (host, until) VALUES ($1, $2)
    ON CONFLICT (host) DO UPDATE SET until = greatest(host_holds.until, excluded.until)
"""
_REMEMBER = """
INSERT INTO polls (feed_id, polled_at, outcome, reason, counts) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (feed_id, polled_at) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason,
                                                   counts = excluded.counts
"""
_FORGET = """
DELETE FROM polls WHERE feed_id = $1 AND polled_at <=
       (SELECT polled_at FROM polls WHERE feed_id = $1 ORDER BY polled_at DESC LIMIT 1 OFFSET $2)
"""
_ADD = """
INSERT INTO feeds (url, host, title, source, country, language, folder, full_text, origin, outlet,
                   added_at, next_poll_at, poll_interval, proxy)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (url) DO
"""
# The mark is forgotten, because the channel's name may belong to another channel by now.
_REVIVE = """
UPDATE SET removed_at = NULL, added_at = excluded.added_at, next_poll_at = excluded.next_poll_at,
           channel_number = NULL, last_post = NULL, paused_at = NULL,
           country = coalesce(excluded.country, feeds.country),
           language = coalesce(excluded.language, feeds.language), proxy = coalesce(excluded.proxy, feeds.proxy),
           full_text = excluded.full_text OR feeds.full_text
 WHERE feeds.removed_at IS NOT NULL
"""


class PostgresFeeds:
    """The PostgreSQL implementation of storage.interface.FeedStore."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._saver = PollSaver(self._save)

    async def add(
        self, feed: NewFeed, *, now: datetime, change: Change | None = None, update_id: UpdateId | None = None
    ) -> tuple[Feed, bool]:
        async with self._db.write(Lock.NEWS, *((Lock.PEOPLE,) if change else ())) as transaction:
            fresh = await mark_applied(transaction, update_id, now, step="add")
            added = await _add(transaction, [feed], now) if fresh else 0
            if change and added:
                await keep_changes(transaction, [change], now)
            rows = await transaction.fetch(f"SELECT {COLUMNS} FROM feeds WHERE url = $1", feed.url)
        return feed_from_row(rows[0]), added == 1

    async def add_many(
        self,
        feeds: Sequence[NewFeed],
        *,
        now: datetime,
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> int:
        async with self._db.write(Lock.NEWS, *((Lock.PEOPLE,) if change else ())) as transaction:
            if not await mark_applied(transaction, update_id, now, step="add_many"):
                return 0
            added = await _add(transaction, feeds, now)
            if change and added:
                await keep_changes(transaction, [change], now)
            return added

    async def all(self) -> tuple[Feed, ...]:
        rows = await self._db.read(
            f'SELECT {COLUMNS} FROM feeds WHERE removed_at IS NULL ORDER BY source COLLATE "C", url COLLATE "C"'
        )
        return tuple(feed_from_row(row) for row in rows)

    async def get(self, feed_id: FeedId, *, even_removed: bool = False) -> Feed | None:
        return await self._one("id = $1" if even_removed else f"id = $1 {_POLLED}", feed_id)

    async def by_url(self, url: str) -> Feed | None:
        return await self._one(f"url = $1 {_POLLED}", url)

    async def set_full_text(self, feed_id: FeedId, *, is_on: bool, now: datetime) -> None:  # noqa: ARG002 - part of the agreement
        await self._db.write_one("UPDATE feeds SET full_text = $1 WHERE id = $2", is_on, feed_id)

    async def edit(
        self,
        feed_id: FeedId,
        field: FeedField,
        value: EditedValue,
        change: Change,
        *,
        now: datetime,
        update_id: UpdateId | None = None,
    ) -> Feed | None:
        async with self._db.write(Lock.NEWS, Lock.PEOPLE) as transaction:
            if await mark_applied(transaction, update_id, now, step="edit_feed"):
                values = edit_to_row(field, value, now)
                columns = ", ".join(f"{name} = ${place}" for place, name in enumerate(values, 2))
                statement = f"UPDATE feeds SET {columns} WHERE id = $1"
                if await transaction.execute(statement, feed_id, *values.values()):
                    await keep_changes(transaction, [change], now)
            rows = await transaction.fetch(_READ, feed_id)
        return feed_from_row(rows[0]) if rows else None

    async def move(
        self, feed_id: FeedId, url: str, change: Change, *, now: datetime, update_id: UpdateId | None = None
    ) -> Feed | None:
        async with self._db.write(Lock.NEWS, Lock.PEOPLE) as transaction:
            fresh = await mark_applied(transaction, update_id, now, step="move_feed")
            rows = await transaction.fetch(_READ, feed_id)
            if not fresh or not rows:
                return feed_from_row(rows[0]) if rows else None
            if await transaction.fetch("SELECT id FROM feeds WHERE url = $1 AND id <> $2", url, feed_id):
                return None
            state = state_elsewhere(feed_from_row(rows[0]).state, now)
            await transaction.execute(_SAVE_STATE, feed_id, *state_to_row(state).values())
            await transaction.execute("UPDATE feeds SET url = $1, host = $2 WHERE id = $3", url, host_of(url), feed_id)
            await keep_changes(transaction, [change], now)
            rows = await transaction.fetch(_READ, feed_id)
        return feed_from_row(rows[0])

    async def remove(self, feed_id: FeedId, *, now: datetime, update_id: UpdateId | None = None) -> bool:
        async with self._db.write(Lock.NEWS) as transaction:
            if not await mark_applied(transaction, update_id, now, step="remove"):
                return False
            removed = await transaction.execute(
                "UPDATE feeds SET removed_at = $1 WHERE id = $2 AND removed_at IS NULL", to_seconds(now), feed_id
            )
            return removed == 1

    async def due(self, *, now: datetime, everything: bool = False) -> tuple[DueFeed, ...]:
        rows = await self._db.read(_DUE, *_moments(now), everything)
        return tuple(DueFeed(row[0], row[1]) for row in rows)

    async def claim(
        self, ids: Sequence[FeedId], *, now: datetime, lease: timedelta, everything: bool = False
    ) -> tuple[Feed, ...]:
        async with self._db.write(Lock.NEWS) as transaction:
            rows = await transaction.fetch(_TO_CLAIM, *_moments(now), everything, list(ids))
            feeds = {row[0]: feed_from_row(row) for row in rows}
            await transaction.execute(_CLAIM, list(feeds), to_seconds(now), int(lease.total_seconds()))
        return tuple(feeds[feed_id] for feed_id in ids if feed_id in feeds)

    async def holds(self, *, now: datetime) -> dict[str, datetime]:
        rows = await self._db.read(f"SELECT host, until FROM host_holds WHERE {_HOLDS}", *_moments(now)[:2])
        return {row[0]: from_seconds(row[1]) for row in rows}

    async def save_poll(self, result: PollResult) -> SavedPoll:
        return await self._saver.save(result)

    async def _save(self, results: Sequence[PollResult]) -> Sequence[SavedPoll]:
        async with self._db.write(Lock.NEWS) as transaction:
            saved = await put_articles(transaction, results)
            await _save_states(transaction, results, saved)
            await _remember(transaction, results, saved)
            return saved

    async def polls(self, feed_id: FeedId) -> tuple[KeptPoll, ...]:
        rows = await self._db.read(
            "SELECT polled_at, outcome, reason, counts FROM polls WHERE feed_id = $1 ORDER BY polled_at DESC", feed_id
        )
        return tuple(map(poll_from_row, rows))

    async def answered_at(self) -> datetime | None:
        rows = await self._db.read("SELECT max(last_success_at) FROM feeds")
        return None if rows[0][0] is None else from_seconds(rows[0][0])

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        rows = await self._db.read(_OLDEST, *_moments(now))
        return None if rows[0][0] is None else min(now, from_seconds(rows[0][0]))

    async def overdue(self, *, now: datetime) -> int:
        return len(await self.due(now=now))

    async def _one(self, condition: str, value: int | str) -> Feed | None:
        rows = await self._db.read(f"SELECT {COLUMNS} FROM feeds WHERE {condition}", value)
        return feed_from_row(rows[0]) if rows else None


def _moments(now: datetime) -> tuple[int, int, int]:
    return to_seconds(now), to_seconds(now + LONGEST_REST), to_seconds(now + SKEW)


async def _add(transaction: Transaction, feeds: Sequence[NewFeed], now: datetime) -> int:
    added = 0
    for feed in feeds:
        where_known = _REVIVE if may_revive(feed.origin) else "NOTHING"
        added += await transaction.execute(_ADD + where_known, *feed_to_row(feed, now))
    return added


async def _save_states(transaction: Transaction, results: Sequence[PollResult], saved: Sequence[SavedPoll]) -> None:
    states = [
        (result.feed_id, *state_to_row(state_of(result, counts)).values())
        for result, counts in zip(results, saved, strict=True)
    ]
    await transaction.each(_SAVE_STATE, states)
    names = [(result.feed_id, result.title) for result in results if result.title]
    await transaction.each("UPDATE feeds SET title = $2, source = $2 WHERE id = $1", names)
    holds = [(host, to_seconds(until)) for result in results for host, until in result.holds.items()]
    if holds:
        moments = _moments(results[0].polled_at)
        await transaction.execute(f"DELETE FROM host_holds WHERE NOT ({_HOLDS})", *moments[:2])
        await transaction.each(_HOLD, holds)
    for result in results:
        if result.url is not None:
            await _move(transaction, result.feed_id, result.url)


async def _remember(transaction: Transaction, results: Sequence[PollResult], saved: Sequence[SavedPoll]) -> None:
    """Add the polls to the kept polls of their feeds, and delete all but the last POLLS_KEPT of each of these feeds."""
    kept = [poll_to_row(result, counts) for result, counts in zip(results, saved, strict=True) if result.outcome]
    await transaction.each(_REMEMBER, kept)
    await transaction.each(_FORGET, [(row[0], POLLS_KEPT) for row in kept])


async def _move(transaction: Transaction, feed_id: FeedId, url: str) -> None:
    rows = await transaction.fetch("SELECT id FROM feeds WHERE url = $1 AND id <> $2", url, feed_id)
    decided = move(feed_id, rows[0][0] if rows else None)
    await transaction.execute("UPDATE feeds SET removed_at = last_polled_at WHERE id = $1", decided.stops)
    await transaction.execute("UPDATE feeds SET removed_at = NULL WHERE id = $1", decided.goes_on)
    if decided.takes_address:
        await transaction.execute("UPDATE feeds SET url = $1, host = $2 WHERE id = $3", url, host_of(url), feed_id)
