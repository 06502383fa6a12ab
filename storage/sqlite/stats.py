"""Counts for the newsroom, in one query."""

from datetime import datetime

from domain.clock import to_seconds
from domain.stats import Counts
from storage.rows.stats import counts_of
from storage.sqlite.database import Database

_COUNTS = """
SELECT 'state', state, count(*) FROM chats GROUP BY state
UNION ALL SELECT 'language', locale, count(*) FROM chats WHERE state = 'active' GROUP BY locale
UNION ALL SELECT 'country', value, count(*) FROM chats c, json_each(c.preferences, '$.countries')
           WHERE c.state = 'active' GROUP BY value
UNION ALL SELECT 'joined', '', count(*) FROM chats WHERE created_at >= :since
UNION ALL SELECT 'muted', '', count(*) FROM chats WHERE state = 'active'
             AND json_array_length(preferences, '$.muted_words') + json_array_length(preferences, '$.muted_sources') > 0
UNION ALL SELECT 'liked', '', count(*) FROM chats WHERE state = 'active' AND preferences ->> '$.tastes' IS NOT NULL
UNION ALL SELECT kind, '', count(*) FROM bookmarks GROUP BY kind
UNION ALL SELECT 'delivery', p.kind || ' ' || d.state, count(*) FROM deliveries d JOIN posts p ON p.id = d.post_id
           WHERE d.created_at >= :since AND d.locale != '' GROUP BY 2
UNION ALL SELECT 'opened', '', count(*) FROM deliveries WHERE created_at >= :since AND locale = ''
UNION ALL SELECT 'articles', '', count(*) FROM articles WHERE stored_at >= :since
UNION ALL SELECT 'stories', '', count(*) FROM stories WHERE created_at >= :since
UNION ALL SELECT 'affairs', '', count(*) FROM stories WHERE created_at >= :since AND develops IS NOT NULL
"""


class SqliteStats:
    """The StatStore of storage.interface."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def counts(self, *, since: datetime) -> Counts:
        return counts_of(tuple(row) for row in await self._db.read(_COUNTS, {"since": to_seconds(since)}))
