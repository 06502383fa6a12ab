"""Counting in PostgreSQL for the statistics of the newsroom, each count by one query."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from domain.clock import to_seconds
from domain.ids import FeedId
from domain.stats import Counts, Days
from storage.postgres.database import Database
from storage.rows.stats import counts_of, days_of, number_of

_COUNTS = """
SELECT 'state', state, count(*) FROM chats GROUP BY state
UNION ALL SELECT 'language', locale, count(*) FROM chats WHERE state = 'active' GROUP BY locale
UNION ALL SELECT 'country', e.value, count(*) FROM chats c,
                 jsonb_array_elements_text(c.preferences::jsonb -> 'countries') e(value)
           WHERE c.state = 'active' GROUP BY e.value
UNION ALL SELECT 'muted', '', count(*) FROM chats WHERE state = 'active'
             AND jsonb_array_length(preferences::jsonb -> 'muted_words')
               + jsonb_array_length(preferences::jsonb -> 'muted_sources') > 0
UNION ALL SELECT 'muted_source', e.value, count(*) FROM chats c,
                 jsonb_array_elements_text(c.preferences::jsonb -> 'muted_sources') e(value)
           WHERE c.state = 'active' GROUP BY e.value
UNION ALL SELECT 'liked', '', count(*) FROM chats WHERE state = 'active' AND preferences::jsonb ? 'tastes'
UNION ALL SELECT 'liked_more', e.key, count(*) FROM chats c, jsonb_each_text(c.preferences::jsonb -> 'tastes') e
           WHERE c.state = 'active' AND e.value::int > 0 GROUP BY e.key
UNION ALL SELECT kind, '', count(*) FROM bookmarks GROUP BY kind
UNION ALL SELECT 'delivery', p.kind || ' ' || d.state, count(*) FROM deliveries d JOIN posts p ON p.id = d.post_id
           WHERE d.created_at >= $1 AND d.locale != '' GROUP BY 2
UNION ALL SELECT 'opened', '', count(*) FROM deliveries WHERE created_at >= $1 AND locale = ''
"""
_READER_DAYS = "SELECT event, day, count FROM reader_days WHERE day >= $1"
_NEWS_DAYS = """
SELECT 'articles', stored_at / 86400, count(*) FROM articles WHERE stored_at >= $1 GROUP BY 2
UNION ALL SELECT 'stories', created_at / 86400, count(*) FROM stories WHERE created_at >= $1 GROUP BY 2
UNION ALL SELECT 'affairs', created_at / 86400, count(*) FROM stories
           WHERE created_at >= $1 AND develops IS NOT NULL GROUP BY 2
"""
_DELAYS = """
SELECT feed_id, delay FROM (
    SELECT feed_id, stored_at - published_at AS delay,
           row_number() OVER (PARTITION BY feed_id ORDER BY stored_at - published_at) AS place,
           count(*) OVER (PARTITION BY feed_id) AS articles
      FROM articles WHERE stored_at >= $1 AND is_pushable) AS delays
 WHERE place = (articles + 1) / 2
"""


class PostgresStats:
    """The PostgreSQL implementation of storage.interface.StatStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def counts(self, *, since: datetime) -> Counts:
        rows = await self._db.read(_COUNTS, to_seconds(since))
        return counts_of((row[0], row[1], row[2]) for row in rows)

    async def reader_days(self, *, since: date) -> Days:
        return days_of((row[0], row[1], row[2]) for row in await self._db.read(_READER_DAYS, number_of(since)))

    async def news_days(self, *, since: date) -> Days:
        rows = await self._db.read(_NEWS_DAYS, number_of(since) * 86400)
        return days_of((row[0], row[1], row[2]) for row in rows)

    async def delays(self, *, since: datetime) -> Mapping[FeedId, timedelta]:
        rows = await self._db.read(_DELAYS, to_seconds(since))
        return {FeedId(row[0]): timedelta(seconds=row[1]) for row in rows}
