"""Counts for the newsroom, each by one query."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from domain.clock import to_seconds
from domain.ids import FeedId
from domain.stats import Counts, Days
from storage.rows.stats import counts_of, days_of, number_of
from storage.sqlite.database import Database

_COUNTS = """
SELECT 'state', state, count(*) FROM chats GROUP BY state
UNION ALL SELECT 'language', locale, count(*) FROM chats WHERE state = 'active' GROUP BY locale
UNION ALL SELECT 'country', e.value, count(*) FROM chats c, json_each(c.preferences, '$.countries') e
           WHERE c.state = 'active' GROUP BY e.value
UNION ALL SELECT 'muted', '', count(*) FROM chats WHERE state = 'active'
             AND json_array_length(preferences, '$.muted_words') + json_array_length(preferences, '$.muted_sources') > 0
UNION ALL SELECT 'muted_source', e.value, count(*) FROM chats c, json_each(c.preferences, '$.muted_sources') e
           WHERE c.state = 'active' GROUP BY e.value
UNION ALL SELECT 'liked', '', count(*) FROM chats WHERE state = 'active' AND preferences ->> '$.tastes' IS NOT NULL
UNION ALL SELECT 'liked_more', e.key, count(*) FROM chats c, json_each(c.preferences, '$.tastes') e
           WHERE c.state = 'active' AND e.value > 0 GROUP BY e.key
UNION ALL SELECT kind, '', count(*) FROM bookmarks GROUP BY kind
UNION ALL SELECT 'delivery', p.kind || ' ' || d.state, count(*) FROM deliveries d JOIN posts p ON p.id = d.post_id
           WHERE d.created_at >= :since AND d.locale != '' GROUP BY 2
UNION ALL SELECT 'opened', '', count(*) FROM deliveries WHERE created_at >= :since AND locale = ''
"""
_READER_DAYS = "SELECT event, day, count FROM reader_days WHERE day >= ?"
_NEWS_DAYS = """
SELECT 'articles', stored_at / 86400, count(*) FROM articles WHERE stored_at >= :since GROUP BY 2
UNION ALL SELECT 'stories', created_at / 86400, count(*) FROM stories WHERE created_at >= :since GROUP BY 2
UNION ALL SELECT 'affairs', created_at / 86400, count(*) FROM stories
           WHERE created_at >= :since AND develops IS NOT NULL GROUP BY 2
"""
_DELAYS = """
SELECT feed_id, delay FROM (
    SELECT feed_id, stored_at - published_at AS delay,
           row_number() OVER (PARTITION BY feed_id ORDER BY stored_at - published_at) AS place,
           count(*) OVER (PARTITION BY feed_id) AS articles
      FROM articles WHERE stored_at >= ? AND is_pushable) AS delays
 WHERE place = (articles + 1) / 2
"""


class SqliteStats:
    """The SQLite implementation of storage.interface.StatStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def counts(self, *, since: datetime) -> Counts:
        return counts_of(tuple(row) for row in await self._db.read(_COUNTS, {"since": to_seconds(since)}))

    async def reader_days(self, *, since: date) -> Days:
        return days_of(tuple(row) for row in await self._db.read(_READER_DAYS, (number_of(since),)))

    async def news_days(self, *, since: date) -> Days:
        rows = await self._db.read(_NEWS_DAYS, {"since": number_of(since) * 86400})
        return days_of(tuple(row) for row in rows)

    async def delays(self, *, since: datetime) -> Mapping[FeedId, timedelta]:
        rows = await self._db.read(_DELAYS, (to_seconds(since),))
        return {FeedId(row[0]): timedelta(seconds=row[1]) for row in rows}
