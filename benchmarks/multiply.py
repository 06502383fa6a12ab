"""Enlarging an archive by new combinations of its titles and texts, at the speed of SQLite.

Every new article has the title of one of the first articles, the text of another, and its own URL, story and facets.
The rows are those that the storage would write, so this module depends on the schema.
"""

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.archive import COUNTRIES, TITLE, TOPICS, fill, published, story_of
from domain.article import Annotation
from domain.clock import AdjustableClock, to_seconds
from storage.archive.facets import facets
from storage.sqlite import open_storage

STORED = 20_000  # the first articles, which the storage's own methods store; `multiply` makes the others from them

# A new article combines two stored ones. When the first of the two is the next one of the list, the second is this many
# places further on; a prime number, so that in each round over the list a text gets another title.
_STEP = 7919
_BATCH = 2000  # articles in each transaction
_LATE, _LATEST = 49, 89  # every 49th article is stored late, up to 89 days after it was published
_PRAGMAS = ("synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY")
Row = tuple[Any, ...]


async def filled(path: Path, articles: int, *, seconds: float = float("inf")) -> int:
    """Fill a file up to that many articles, most of them by `multiply`; return the number of articles in it.

    It has fewer if `multiply` ends because its `seconds` are over.
    """
    opened = await open_storage(path, clock=AdjustableClock())
    try:
        there = await fill(opened.storage, min(articles, STORED))
    finally:
        await opened.close()
    return multiply(path, articles, seconds=seconds) if there < articles else there


def multiply(path: Path, wanted: int, *, seconds: float) -> int:
    """Add articles until there are `wanted` or that many seconds have passed; return how many there are then.

    No other process may have the file open.
    """
    until = time.monotonic() + seconds
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        there: int = connection.execute("SELECT max(id) FROM articles").fetchone()[0]
        made = _made(connection, there + 1)
        while there < wanted and time.monotonic() < until:
            batch = list(islice(made, min(_BATCH, wanted - there)))
            connection.execute("BEGIN IMMEDIATE")
            for place, sql in enumerate((_ARTICLE, _STORY, _ANNOTATION)):
                connection.executemany(sql, [rows[place] for rows in batch])
            connection.executemany(
                _WORDS, [rows[-1] for rows in reversed(batch)]
            )  # Newest first, because the storage writes index rows in that order.
            connection.execute("COMMIT")
            there += len(batch)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return there


_ARTICLE = """
INSERT INTO articles (id, feed_id, fingerprint, content_hash, url, title, text, language, published_at, stored_at,
                      is_pushable)
VALUES (?, ?, ?, ?, ?, ?, ?, 'ru', ?, ?, 1)
"""
_STORY = """
INSERT INTO stories (id, created_at, updated_at) VALUES (?1, ?2, ?2)
ON CONFLICT (id) DO UPDATE SET updated_at = ?2
"""
_ANNOTATION = """
INSERT INTO annotations (article_id, story_id, language, headline, topics, countries, names, sentences, features)
VALUES (?, ?, 'ru', ?, ?, ?, '[]', ?, '{}')
"""
_WORDS = "INSERT INTO words (rowid, exact, title, text, facets) VALUES (?, ?, ?, ?, ?)"


def _made(connection: sqlite3.Connection, first: int) -> Iterator[tuple[Row, Row, Row, Row]]:
    """Yield the rows of one new article after another, from number `first`; a tuple has one row for each table."""
    sql = (
        "SELECT a.title, a.text, n.sentences, w.exact, w.title, w.text FROM articles a"
        " JOIN annotations n ON n.article_id = a.id JOIN words w ON w.rowid = -a.id ORDER BY a.id LIMIT 20000"
    )
    base = [(*row[:3], row[3].split(" ", TITLE), *row[4:]) for row in connection.execute(sql)]
    feeds = [row[0] for row in connection.execute("SELECT id FROM feeds ORDER BY id")]
    number = first
    while True:
        one = base[number % len(base)]
        other = base[(number * _STEP + number // len(base)) % len(base)]
        feed_id, moment = feeds[number // 50 % len(feeds)], to_seconds(published(number))
        days = number % _LATEST if number % _LATE == 0 else 0
        moment, stored = moment - days * 86_400, moment + int(timedelta(minutes=5).total_seconds())
        topic, country = TOPICS[number % len(TOPICS)], COUNTRIES[number % len(COUNTRIES)]
        story = story_of(number)
        url = f"https://outlet{number % len(feeds)}.example/{number}"
        annotation = Annotation("ru", (topic,), (country,))
        yield (
            (number, feed_id, f"article {number}", f"hash {number}", url, one[0], other[1], moment, stored),
            (story, stored),
            (number, story, one[0], json.dumps([topic]), json.dumps([country]), other[2]),
            (
                -number,
                f"{' '.join(one[3][:TITLE])} {other[3][TITLE]}",
                one[4],
                other[5],
                facets(annotation, feed_id, None, moment, stored),
            ),
        )
        number += 1
