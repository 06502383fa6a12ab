"""Feeds, their poll states, and the hosts that must not be asked for a while."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import aiosqlite

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
from storage.sqlite.connections import Writable
from storage.sqlite.database import Database
from storage.sqlite.inbox import mark_applied
from storage.sqlite.newsroom import keep_changes
from storage.sqlite.polls import put_articles

# A feed whose next poll is too far ahead is due as well, and a host's hold that ends too far ahead is ignored: a wrong
# clock has set such moments (domain.ahead).
_IS_DUE = (
    "removed_at IS NULL AND paused_at IS NULL"
    " AND (:everything OR next_poll_at <= :now OR next_poll_at > :farthest OR last_polled_at > :ahead)"
)
_HOLDS = "until > :now AND until <= :farthest"
_READ = f"SELECT {COLUMNS} FROM feeds WHERE id = ?"
_POLLED = "AND removed_at IS NULL"


class SqliteFeeds:
    """The SQLite implementation of storage.interface.FeedStore."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._saver = PollSaver(self._save)

    async def add(
        self, feed: NewFeed, *, now: datetime, change: Change | None = None, update_id: UpdateId | None = None
    ) -> tuple[Feed, bool]:
        async with self._db.write() as connection:
            fresh = await mark_applied(connection, update_id, now, step="add")
            added = await _add(connection, [feed], now) if fresh else 0
            if change and added:
                await keep_changes(connection, [change], now)
            rows = await connection.execute_fetchall(f"SELECT {COLUMNS} FROM feeds WHERE url = ?", (feed.url,))
        return feed_from_row(next(iter(rows))), added == 1

    async def add_many(
        self,
        feeds: Sequence[NewFeed],
        *,
        now: datetime,
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> int:
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, now, step="add_many"):
                return 0
            added = await _add(connection, feeds, now)
            if change and added:
                await keep_changes(connection, [change], now)
            return added

    async def all(self) -> tuple[Feed, ...]:
        rows = await self._db.read(
            f"SELECT {COLUMNS} FROM feeds WHERE removed_at IS NULL ORDER BY source, url",
            (),
        )
        return tuple(feed_from_row(row) for row in rows)

    async def get(self, feed_id: FeedId, *, even_removed: bool = False) -> Feed | None:
        return await self._one("id = ?" if even_removed else f"id = ? {_POLLED}", feed_id)

    async def by_url(self, url: str) -> Feed | None:
        return await self._one(f"url = ? {_POLLED}", url)

    # `now` is not needed here, but the method has it in storage.interface.
    async def set_full_text(self, feed_id: FeedId, *, is_on: bool, now: datetime) -> None:  # noqa: ARG002
        async with self._db.write() as connection:
            await connection.execute("UPDATE feeds SET full_text = ? WHERE id = ?", (is_on, feed_id))

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
        async with self._db.write() as connection:
            if await mark_applied(connection, update_id, now, step="edit_feed"):
                values = edit_to_row(field, value, now)
                columns = ", ".join(f"{name} = ?" for name in values)
                cursor = await connection.execute(
                    f"UPDATE feeds SET {columns} WHERE id = ?", (*values.values(), feed_id)
                )
                if cursor.rowcount > 0:
                    await keep_changes(connection, [change], now)
            rows = list(await connection.execute_fetchall(_READ, (feed_id,)))
        return feed_from_row(rows[0]) if rows else None

    async def move(
        self, feed_id: FeedId, url: str, change: Change, *, now: datetime, update_id: UpdateId | None = None
    ) -> Feed | None:
        async with self._db.write() as connection:
            fresh = await mark_applied(connection, update_id, now, step="move_feed")
            rows = list(await connection.execute_fetchall(_READ, (feed_id,)))
            if not fresh or not rows:
                return feed_from_row(rows[0]) if rows else None
            if await connection.execute_fetchall("SELECT id FROM feeds WHERE url = ? AND id <> ?", (url, feed_id)):
                return None
            state = state_elsewhere(feed_from_row(rows[0]).state, now)
            await connection.execute(_SAVE_STATE, {"id": feed_id} | state_to_row(state))
            await connection.execute("UPDATE feeds SET url = ?, host = ? WHERE id = ?", (url, host_of(url), feed_id))
            await keep_changes(connection, [change], now)
            rows = list(await connection.execute_fetchall(_READ, (feed_id,)))
        return feed_from_row(rows[0])

    async def remove(self, feed_id: FeedId, *, now: datetime, update_id: UpdateId | None = None) -> bool:
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, now, step="remove"):
                return False
            cursor = await connection.execute(
                "UPDATE feeds SET removed_at = ? WHERE id = ? AND removed_at IS NULL", (to_seconds(now), feed_id)
            )
            return cursor.rowcount == 1

    async def due(self, *, now: datetime, everything: bool = False) -> tuple[DueFeed, ...]:
        rows = await self._db.read(
            f"SELECT id, host FROM feeds WHERE {_IS_DUE} AND host NOT IN (SELECT host FROM host_holds WHERE {_HOLDS})"
            " ORDER BY next_poll_at, id",
            _moments(now) | {"everything": everything},
        )
        return tuple(DueFeed(row[0], row[1]) for row in rows)

    async def claim(
        self, ids: Sequence[FeedId], *, now: datetime, lease: timedelta, everything: bool = False
    ) -> tuple[Feed, ...]:
        async with self._db.write(erase=False) as connection:
            rows = await connection.execute_fetchall(
                f"SELECT {COLUMNS} FROM feeds WHERE id IN (SELECT value FROM json_each(:ids)) AND {_IS_DUE}",
                _moments(now) | {"ids": json.dumps(ids), "everything": everything},
            )
            feeds = {row[0]: feed_from_row(row) for row in rows}
            await connection.execute(
                "UPDATE feeds SET next_poll_at = :now + max(poll_interval, :lease),"
                " last_polled_at = min(last_polled_at, :now) WHERE id IN (SELECT value FROM json_each(:ids))",
                {"ids": json.dumps(list(feeds)), "now": to_seconds(now), "lease": int(lease.total_seconds())},
            )
        return tuple(feeds[feed_id] for feed_id in ids if feed_id in feeds)

    async def holds(self, *, now: datetime) -> dict[str, datetime]:
        rows = await self._db.read(f"SELECT host, until FROM host_holds WHERE {_HOLDS}", _moments(now))
        return {row[0]: from_seconds(row[1]) for row in rows}

    async def save_poll(self, result: PollResult) -> SavedPoll:
        return await self._saver.save(result)

    async def _save(self, results: Sequence[PollResult]) -> Sequence[SavedPoll]:
        return await self._db.write_at_once(partial(_save, results), erase=False)

    async def polls(self, feed_id: FeedId) -> tuple[KeptPoll, ...]:
        rows = await self._db.read(
            "SELECT polled_at, outcome, reason, counts FROM polls WHERE feed_id = ? ORDER BY polled_at DESC", (feed_id,)
        )
        return tuple(map(poll_from_row, rows))

    async def answered_at(self) -> datetime | None:
        rows = await self._db.read("SELECT max(last_success_at) FROM feeds")
        return None if rows[0][0] is None else from_seconds(rows[0][0])

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        rows = await self._db.read(
            f"SELECT min(next_poll_at) FROM feeds WHERE {_IS_DUE}"
            f" AND host NOT IN (SELECT host FROM host_holds WHERE {_HOLDS})",
            _moments(now) | {"everything": False},
        )
        return None if rows[0][0] is None else min(now, from_seconds(rows[0][0]))

    async def overdue(self, *, now: datetime) -> int:
        return len(await self.due(now=now))

    async def _one(self, condition: str, value: int | str) -> Feed | None:
        rows = await self._db.read(
            f"SELECT {COLUMNS} FROM feeds WHERE {condition}",
            (value,),
        )
        return feed_from_row(rows[0]) if rows else None


def _moments(now: datetime) -> dict[str, int]:
    return {
        "now": to_seconds(now),
        "farthest": to_seconds(now + LONGEST_REST),
        "ahead": to_seconds(now + SKEW),
    }


_SAVE_STATE = f"UPDATE feeds SET {', '.join(f'{name} = :{name}' for name in STATE_COLUMNS)} WHERE id = :id"


_ADD = (
    "INSERT INTO feeds (url, host, title, source, country, language, folder, full_text, origin, outlet,"
    " added_at, next_poll_at, poll_interval, proxy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (url) DO "
)
# Makes a removed feed an active one again. The mark of a channel is forgotten, because by now its name may belong to
# another channel.
_REVIVE = (
    "UPDATE SET removed_at = NULL, added_at = excluded.added_at, next_poll_at = excluded.next_poll_at,"
    " channel_number = NULL, last_post = NULL, paused_at = NULL, country = coalesce(excluded.country, country),"
    " language = coalesce(excluded.language, language), proxy = coalesce(excluded.proxy, proxy),"
    " full_text = max(excluded.full_text, full_text) WHERE removed_at IS NOT NULL"
)


async def _add(connection: aiosqlite.Connection, feeds: Sequence[NewFeed], now: datetime) -> int:
    before = connection.total_changes
    for revives, where_known in ((False, "NOTHING"), (True, _REVIVE)):
        rows = [feed_to_row(feed, now) for feed in feeds if may_revive(feed.origin) is revives]
        await connection.executemany(_ADD + where_known, rows)
    return connection.total_changes - before


async def _save(results: Sequence[PollResult], connection: Writable) -> list[SavedPoll]:
    saved = await put_articles(connection, results)
    await _save_states(connection, results, saved)
    await _remember(connection, results, saved)
    return saved


async def _save_states(connection: Writable, results: Sequence[PollResult], saved: Sequence[SavedPoll]) -> None:
    states = [
        {"id": result.feed_id} | state_to_row(state_of(result, counts))
        for result, counts in zip(results, saved, strict=True)
    ]
    await connection.executemany(_SAVE_STATE, states)
    names = [(result.title, result.feed_id) for result in results if result.title]
    if names:
        await connection.executemany("UPDATE feeds SET title = ?1, source = ?1 WHERE id = ?2", names)
    holds = [(host, to_seconds(until)) for result in results for host, until in result.holds.items()]
    if holds:
        await connection.execute(f"DELETE FROM host_holds WHERE NOT ({_HOLDS})", _moments(results[0].polled_at))
        await connection.executemany(
            "INSERT INTO host_holds (host, until) VALUES (?, ?)"
            " ON CONFLICT (host) DO UPDATE SET until = max(until, excluded.until)",
            holds,
        )
    for result in results:
        if result.url is not None:
            await _move(connection, result.feed_id, result.url)


async def _remember(connection: Writable, results: Sequence[PollResult], saved: Sequence[SavedPoll]) -> None:
    """Add the polls to the table `polls`; of each feed polled, keep only the latest POLLS_KEPT there."""
    kept = [poll_to_row(result, counts) for result, counts in zip(results, saved, strict=True) if result.outcome]
    await connection.executemany(
        "INSERT OR REPLACE INTO polls (feed_id, polled_at, outcome, reason, counts) VALUES (?, ?, ?, ?, ?)", kept
    )
    await connection.executemany(
        "DELETE FROM polls WHERE feed_id = ?1 AND polled_at <="
        " (SELECT polled_at FROM polls WHERE feed_id = ?1 ORDER BY polled_at DESC LIMIT 1 OFFSET ?2)",
        [(row[0], POLLS_KEPT) for row in kept],
    )


async def _move(connection: Writable, feed_id: FeedId, url: str) -> None:
    rows = list(await connection.execute_fetchall("SELECT id FROM feeds WHERE url = ? AND id <> ?", (url, feed_id)))
    decided = move(feed_id, rows[0][0] if rows else None)
    await connection.execute("UPDATE feeds SET removed_at = last_polled_at WHERE id = ?", (decided.stops,))
    await connection.execute("UPDATE feeds SET removed_at = NULL WHERE id = ?", (decided.goes_on,))
    if decided.takes_address:
        await connection.execute("UPDATE feeds SET url = ?, host = ? WHERE id = ?", (url, host_of(url), feed_id))
