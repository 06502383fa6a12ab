"""Housekeeping in PostgreSQL: deleting old articles, checking the contents, counting what is there."""

from datetime import datetime, timedelta

from domain.clock import from_seconds, to_seconds
from domain.identity import FORGOTTEN_KEPT
from domain.retention import Expired, Hold
from storage.interface import Size
from storage.postgres.annotations import drop_empty
from storage.postgres.database import Database, Lock
from storage.postgres.postings import drop_unused

_COUNTED = ("feeds", "articles", "annotations", "stories", "chats", "posts", "deliveries")
# What is wrong → a query whose value is false or 0 if it is not; the value is put in place of {}.
_FAULTS = {
    "it can only be read: a standby, or a server told to be read-only": (
        "SELECT current_setting('transaction_read_only') = 'on'"
    ),
    "the role may not write to {} tables": (
        "SELECT count(*) FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"
        " AND c.relname <> 'schema_version' AND NOT (has_table_privilege(c.oid, 'INSERT')"
        " AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))"
    ),
    "{} articles are missing in the search index": (
        "SELECT count(*) FROM annotations n WHERE NOT EXISTS (SELECT 1 FROM words w WHERE w.article_id = n.article_id)"
    ),
    "{} posts are missing for deliveries that wait for them": (
        "SELECT count(*) FROM deliveries d WHERE state IN ('waiting', 'sending')"
        " AND NOT EXISTS (SELECT 1 FROM posts p WHERE p.id = d.post_id)"
    ),
    "{} indexes are not valid; REINDEX makes them anew": (
        "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisvalid"
    ),
}
_EXPIRED = (
    "FROM articles a LEFT JOIN annotations n ON n.article_id = a.id LEFT JOIN stories s ON s.id = n.story_id"
    " WHERE a.stored_at < $1 AND coalesce(s.updated_at, 0) < $1"
)
# The identity of a deleted article is kept while its feed may still list it; otherwise it would be stored as new.
_REMEMBER = """
INSERT INTO forgotten (article_id, feed_id, fingerprint, content_hash, url, address, title, published_at, listed_at)
SELECT a.id, a.feed_id, a.fingerprint, a.content_hash, a.url, a.address, a.title, a.published_at, $1
  FROM articles a JOIN feeds f ON f.id = a.feed_id WHERE a.id = ANY($2::bigint[]) AND f.removed_at IS NULL
    ON CONFLICT (article_id) DO UPDATE SET listed_at = excluded.listed_at
"""
_FORGET = """
DELETE FROM forgotten g USING feeds f
 WHERE f.id = g.feed_id AND (f.removed_at IS NOT NULL OR f.listed_at > g.listed_at + $1)
"""
_SIZE = """
SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c
 WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
"""


class PostgresHousekeeping:
    """The PostgreSQL implementation of storage.interface.Housekeeping."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def expired(self, *, now: datetime, keep: timedelta) -> Expired:
        rows = await self._db.read(
            f"SELECT (SELECT count(*) {_EXPIRED}), (SELECT count(*) FROM articles)", to_seconds(now - keep)
        )
        return Expired(*rows[0])

    async def retention_hold(self) -> Hold | None:
        rows = await self._db.read("SELECT since, seen_at, articles, of_all FROM retention_hold")
        if not rows:
            return None
        since, seen_at, *counts = rows[0]
        return Hold(from_seconds(since), from_seconds(seen_at), Expired(*counts))

    async def hold_retention(self, hold: Hold | None, *, now: datetime) -> None:  # noqa: ARG002 - part of the agreement
        async with self._db.write(Lock.NEWS) as transaction:
            await transaction.execute("DELETE FROM retention_hold")
            if hold is not None:
                await transaction.execute(
                    "INSERT INTO retention_hold (since, seen_at, articles, of_all) VALUES ($1, $2, $3, $4)",
                    to_seconds(hold.since),
                    to_seconds(hold.seen_at),
                    hold.expired.articles,
                    hold.expired.of,
                )

    async def retain(self, *, now: datetime, keep: timedelta, batch: int = 100) -> int:
        oldest = to_seconds(now - keep)
        async with self._db.write(Lock.NEWS) as transaction:
            rows = await transaction.fetch(
                f"SELECT a.id, n.story_id {_EXPIRED} ORDER BY a.stored_at LIMIT $2", oldest, batch
            )
            ids = [row[0] for row in rows]
            await transaction.execute(_REMEMBER, to_seconds(now), ids)
            # Annotations and index words are deleted with their articles by the database.
            await transaction.execute("DELETE FROM articles WHERE id = ANY($1::bigint[])", ids)
            await drop_empty(transaction, [row[1] for row in rows if row[1] is not None])
            await drop_unused(transaction)
            await transaction.execute(_FORGET, int(FORGOTTEN_KEPT.total_seconds()))
        return len(ids)

    async def check(self) -> tuple[str, ...]:
        faults = []
        for what, sql in _FAULTS.items():
            rows = await self._db.read(sql)
            if rows[0][0]:
                faults.append(what.format(rows[0][0]))
        hold = await self.retention_hold()
        if hold is not None:
            faults.append(hold.for_operator())
        return tuple(faults)

    async def probe(self) -> None:
        await self._db.write_one("UPDATE story_ids SET last = last")

    async def size(self) -> Size:
        rows = await self._db.read(_SIZE)
        return Size(rows[0][0], 0)

    async def counts(self) -> dict[str, int]:
        columns = ", ".join(f"(SELECT count(*) FROM {noun})" for noun in _COUNTED)
        rows = await self._db.read(f"SELECT {columns}")
        return dict(zip(_COUNTED, rows[0], strict=True))
