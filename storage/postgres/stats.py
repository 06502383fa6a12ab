"""Counts for the newsroom, in one query."""

from datetime import datetime

from domain.clock import to_seconds
from domain.stats import Counts
from storage.postgres.database import Database
from storage.rows.stats import counts_of

_COUNTS = """
SELECT 'state', state, count(*) FROM chats GROUP BY state
UNION ALL SELECT 'language', locale, count(*) FROM chats WHERE state = 'active' GROUP BY locale
UNION ALL SELECT 'country', value, count(*)
            FROM chats c, jsonb_array_elements_text(c.preferences::jsonb -> 'countries') value
           WHERE c.state = 'active' GROUP BY value
UNION ALL SELECT 'joined', '', count(*) FROM chats WHERE created_at >= $1
UNION ALL SELECT 'muted', '', count(*) FROM chats WHERE state = 'active'
             AND jsonb_array_length(preferences::jsonb -> 'muted_words')
               + jsonb_array_length(preferences::jsonb -> 'muted_sources') > 0
UNION ALL SELECT 'liked', '', count(*) FROM chats WHERE state = 'active' AND preferences::jsonb ? 'tastes'
UNION ALL SELECT kind, '', count(*) FROM bookmarks GROUP BY kind
UNION ALL SELECT 'delivery', p.kind || ' ' || d.state, count(*) FROM deliveries d JOIN posts p ON p.id = d.post_id
           WHERE d.created_at >= $1 AND d.locale != '' GROUP BY 2
UNION ALL SELECT 'opened', '', count(*) FROM deliveries WHERE created_at >= $1 AND locale = ''
UNION ALL SELECT 'articles', '', count(*) FROM articles WHERE stored_at >= $1
UNION ALL SELECT 'stories', '', count(*) FROM stories WHERE created_at >= $1
UNION ALL SELECT 'affairs', '', count(*) FROM stories WHERE created_at >= $1 AND develops IS NOT NULL
"""


class PostgresStats:
    """The StatStore of storage.interface."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def counts(self, *, since: datetime) -> Counts:
        rows = await self._db.read(_COUNTS, to_seconds(since))
        return counts_of((row[0], row[1], row[2]) for row in rows)
