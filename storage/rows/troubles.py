"""Troubles, converted from rows, and the queries for how often feeds usually publish.

SQLite and PostgreSQL use the same queries.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from domain.clock import from_seconds
from domain.ids import FeedId
from domain.trouble import ALIKE, EARLIER, LATEST, History, OpenTrouble, Sample, Trouble, TroubleKind

# Queries on each feed's articles from {since} to {now}; a storage replaces these two by its placeholders for seconds
# since 1970. GAPS finds the first date, the last one and the longest gap between two; DAYS counts the articles of each
# 24 hours; TEXTS counts how many of the latest texts, and of those just before, are empty or different.
GAPS = """
SELECT feed_id, min(published_at), max(published_at), max(published_at - previous)
  FROM (SELECT feed_id, published_at, lag(published_at) OVER (PARTITION BY feed_id ORDER BY published_at) AS previous
          FROM articles WHERE published_at BETWEEN {since} AND {now}) seen
 GROUP BY feed_id
"""
DAYS = """
SELECT feed_id, ago, count(*)
  FROM (SELECT feed_id, ({now} - stored_at) / 86400 AS ago
          FROM articles WHERE stored_at BETWEEN {since} AND {now} AND is_pushable {is_true}) seen
 GROUP BY feed_id, ago ORDER BY feed_id, ago
"""
TEXTS = f"""
SELECT feed_id, CASE WHEN place <= {LATEST} THEN 1 ELSE 0 END AS is_latest, count(*),
       count(*) FILTER (WHERE beginning = ''), count(DISTINCT beginning)
  FROM (SELECT feed_id, substr(text, 1, {ALIKE}) AS beginning,
               row_number() OVER (PARTITION BY feed_id ORDER BY id DESC) AS place
          FROM articles WHERE stored_at BETWEEN {{since}} AND {{now}}) seen
 WHERE place <= {LATEST + EARLIER} GROUP BY 1, 2
"""


def open_trouble_from_row(row: Any) -> OpenTrouble:
    """Return a trouble from a row of kind, feed_id, args and since."""
    return OpenTrouble(Trouble(TroubleKind(row[0]), row[1], json.loads(row[2])), from_seconds(row[3]))


def histories_of(gaps: Iterable[Any], days: Iterable[Any], texts: Iterable[Any]) -> Mapping[FeedId, History]:
    """Return feed → its history, from the rows of GAPS, DAYS and TEXTS."""
    counts: dict[FeedId, dict[int, int]] = {}
    for feed_id, ago, count in days:
        counts.setdefault(feed_id, {})[ago] = count
    samples = {(row[0], bool(row[1])): Sample(row[2], row[3], row[4]) for row in texts}
    return {
        FeedId(feed_id): History(
            first_at=from_seconds(first),
            newest_at=from_seconds(newest),
            longest_gap=timedelta(seconds=longest or 0),
            days=tuple(count for ago, count in counts.get(feed_id, {}).items() if ago),
            today=counts.get(feed_id, {}).get(0, 0),
            latest=samples.get((feed_id, True), Sample()),
            earlier=samples.get((feed_id, False), Sample()),
        )
        for feed_id, first, newest, longest in gaps
    }
