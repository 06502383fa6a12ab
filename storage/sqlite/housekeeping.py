"""Housekeeping: backups, retention, integrity, counts."""

import asyncio
import json
from datetime import datetime, timedelta

from domain.clock import from_seconds, to_seconds
from domain.identity import FORGOTTEN_KEPT
from domain.retention import Expired, Hold
from storage.interface import Size
from storage.sqlite.annotations import drop_empty
from storage.sqlite.database import Database

_COUNTED = ("feeds", "articles", "annotations", "stories", "chats", "posts", "deliveries")
# Message → query that counts the articles in which the search index and the tables disagree. FTS5 keeps the indexed
# rows in the table words_content.
_DISAGREEMENTS = {
    "{} articles are missing in the search index": (
        "SELECT count(*) FROM annotations WHERE article_id NOT IN (SELECT -id FROM words_content)"
    ),
    "{} articles of the search index are no more": (
        "SELECT count(*) FROM words_content WHERE -id NOT IN (SELECT article_id FROM annotations)"
    ),
}
_EXPIRED = (
    "FROM articles a LEFT JOIN annotations n ON n.article_id = a.id LEFT JOIN stories s ON s.id = n.story_id"
    " WHERE a.stored_at < ?1 AND coalesce(s.updated_at, 0) < ?1"
)
# Identity and hash of a deleted article are kept while its feed may still list it; otherwise it would be stored as new.
_REMEMBER = """
INSERT OR REPLACE INTO forgotten
       (article_id, feed_id, fingerprint, content_hash, url, address, title, published_at, listed_at)
SELECT a.id, a.feed_id, a.fingerprint, a.content_hash, a.url, a.address, a.title, a.published_at, ?
  FROM articles a JOIN feeds f ON f.id = a.feed_id
 WHERE a.id IN (SELECT value FROM json_each(?)) AND f.removed_at IS NULL
"""
_FORGET = """
DELETE FROM forgotten WHERE article_id IN (
    SELECT g.article_id FROM forgotten g JOIN feeds f ON f.id = g.feed_id
     WHERE f.removed_at IS NOT NULL OR f.listed_at > g.listed_at + ?)
"""


class SqliteHousekeeping:
    """The SQLite implementation of storage.interface.Housekeeping."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def expired(self, *, now: datetime, keep: timedelta) -> Expired:
        rows = await self._db.read(
            f"SELECT (SELECT count(*) {_EXPIRED}), (SELECT count(*) FROM articles)", (to_seconds(now - keep),)
        )
        return Expired(*rows[0])

    async def retention_hold(self) -> Hold | None:
        rows = await self._db.read("SELECT since, seen_at, articles, of_all FROM retention_hold")
        return Hold(from_seconds(rows[0][0]), from_seconds(rows[0][1]), Expired(*rows[0][2:])) if rows else None

    async def hold_retention(self, hold: Hold | None, *, now: datetime) -> None:  # noqa: ARG002 - part of the contract
        async with self._db.write() as connection:
            await connection.execute("DELETE FROM retention_hold")
            if hold is not None:
                values = (to_seconds(hold.since), to_seconds(hold.seen_at), hold.expired.articles, hold.expired.of)
                await connection.execute(
                    "INSERT INTO retention_hold (since, seen_at, articles, of_all) VALUES (?, ?, ?, ?)", values
                )

    async def retain(self, *, now: datetime, keep: timedelta, batch: int = 100) -> int:
        oldest = to_seconds(now - keep)
        async with self._db.write() as connection:
            rows = list(
                await connection.execute_fetchall(
                    f"SELECT a.id, n.story_id {_EXPIRED} ORDER BY a.stored_at LIMIT ?2", (oldest, batch)
                )
            )
            ids = [(row[0],) for row in rows]
            await connection.execute(_REMEMBER, (to_seconds(now), json.dumps([row[0] for row in rows])))
            words = [(-article_id,) for (article_id,) in sorted(ids, reverse=True)]
            await connection.executemany("DELETE FROM words WHERE rowid = ?", words)
            await connection.executemany("DELETE FROM annotations WHERE article_id = ?", ids)
            await connection.executemany("DELETE FROM articles WHERE id = ?", ids)
            await drop_empty(connection, [row[1] for row in rows if row[1] is not None])
            await connection.execute(_FORGET, (int(FORGOTTEN_KEPT.total_seconds()),))
        return len(ids)

    async def check(self) -> tuple[str, ...]:
        rows = await self._db.read("PRAGMA quick_check(10)")
        faults = [row[0] for row in rows if row[0] != "ok"]
        orphans = await self._db.read("PRAGMA foreign_key_check")
        faults += [f"{row[0]} row {row[1]} points to a missing {row[2]}" for row in orphans[:10]]
        for what, sql in _DISAGREEMENTS.items():
            rows = await self._db.read(sql)
            if rows[0][0]:
                faults.append(what.format(rows[0][0]))
        hold = await self.retention_hold()
        if hold is not None:
            faults.append(hold.for_operator())
        return tuple(faults)

    async def probe(self) -> None:
        await self._db.probe()

    async def size(self) -> Size:
        return Size(*await asyncio.to_thread(self._db.sizes))

    async def counts(self) -> dict[str, int]:
        columns = ", ".join(f"(SELECT count(*) FROM {noun})" for noun in _COUNTED)
        rows = await self._db.read(f"SELECT {columns}")
        return dict(zip(_COUNTED, rows[0], strict=True))
