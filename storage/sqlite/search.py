"""Search over the index: terms come ready from text.query, results are stories.

Ranking every match of a common word takes seconds at a million articles, and so does bm25 over a few, since it counts
all matches first. So matches are taken newest first, some hundreds at a time, and ranked among themselves by what
matched: rowids follow the time, and FTS5 gives them newest first without reading the rest.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import aiosqlite

from domain.clock import to_seconds
from storage.interface import SearchPage, SearchRequest
from storage.sqlite.database import Database
from storage.sqlite.facets import feed, wanted
from storage.sqlite.matching import Closeness, closer_expression, has_words, match_expression, title_expression
from storage.sqlite.stories import SqliteStories
from storage.sqlite.suggestions import similar_words

RANKED = 300  # matches that are ranked among themselves; those after them come after them
_NEWEST = 60  # matches read at once where the newest come first
_MOST_READ = 6000  # matches looked at for one page
_IN_TITLE, _EXACT, _LEMMA, _PER_DOUBLED_AGE = 3.0, 2.0, 1.0, 0.6
_HOUR = 3600
_MATCHES = """
SELECT m.id, n.story_id, a.published_at
  FROM (SELECT rowid AS id FROM words WHERE words MATCH :expression AND rowid BETWEEN :first AND :last
         ORDER BY rowid DESC LIMIT :limit) m
  LEFT JOIN annotations n ON n.article_id = m.id
  LEFT JOIN articles a INDEXED BY articles_published ON a.id = m.id
"""


@dataclass(frozen=True, slots=True)
class _Hit:
    article_id: int
    story_id: int
    published_at: int


class SqliteSearch:
    """The SearchStore of storage.interface."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._stories = SqliteStories(db)

    async def search(self, request: SearchRequest) -> SearchPage:
        """One page of stories; empty when the request asks for nothing."""
        async with self._db.snapshot() as reader:
            as_of = request.as_of if request.as_of is not None else await _newest(reader)
            best = await _best(reader, request, as_of)
        page = list(best)[request.offset : request.offset + request.limit]
        stories = await self._stories.get(page)
        return SearchPage(
            stories=stories,
            best=tuple(best[story.id] for story in stories),
            as_of=as_of,
            has_more=len(best) > request.offset + request.limit,
        )

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        """Words of the index nearest to one that was not found, best first."""
        return await similar_words(self._db, word, limit=limit)


async def _newest(reader: aiosqlite.Connection) -> int:
    rows = await reader.execute_fetchall("SELECT coalesce(max(article_id), 0) FROM annotations")
    return int(next(iter(rows))[0])


async def _best(reader: aiosqlite.Connection, request: SearchRequest, as_of: int) -> dict[int, int]:
    """Story → its best article, best first, until one more than the page shows."""
    best: dict[int, int] = {}
    expression = await _expression(reader, request)
    if not expression:
        return best
    is_ranked = has_words(request.groups) and not request.newest_first
    first, last, read = await _first(reader, request), as_of, 0
    size = RANKED if is_ranked else max(_NEWEST, request.offset + request.limit + 1)
    while len(best) <= request.offset + request.limit and read < max(_MOST_READ, request.limit):
        rows = list(
            await reader.execute_fetchall(
                _MATCHES,
                {"expression": expression, "first": first, "last": last, "limit": size},
            )
        )
        hits = [_Hit(*row) for row in rows if row[1] is not None and _is_in_time(row[2], request)]
        if is_ranked and hits:
            hits = await _ranked(reader, request, hits)
        for hit in hits:
            best.setdefault(hit.story_id, hit.article_id)
        if len(rows) < size:
            break
        last, read = rows[-1][0] - 1, read + size
    return best


async def _ranked(reader: aiosqlite.Connection, request: SearchRequest, hits: list[_Hit]) -> list[_Hit]:
    """By where and how the words stand, less what age takes; the same for the same articles whenever it is asked."""
    span = (hits[-1].article_id, hits[0].article_id)
    in_title = await _ids(reader, title_expression(request.groups), span)
    exact = await _ids(reader, closer_expression(request.groups, Closeness.EXACT), span)
    lemma = await _ids(reader, closer_expression(request.groups, Closeness.LEMMA), span)
    newest = max(hit.published_at for hit in hits)

    def score(hit: _Hit) -> float:
        hours = (newest - hit.published_at) / _HOUR
        points = _IN_TITLE if hit.article_id in in_title else 0.0
        points += _EXACT if hit.article_id in exact else _LEMMA if hit.article_id in lemma else 0.0
        return points - _PER_DOUBLED_AGE * math.log2(1 + hours / 24)

    return sorted(hits, key=lambda hit: (-score(hit), -hit.article_id))


async def _ids(reader: aiosqlite.Connection, expression: str, span: tuple[int, int]) -> set[int]:
    rows = await reader.execute_fetchall(
        "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?", (expression, *span)
    )
    return {row[0] for row in rows}


async def _expression(reader: aiosqlite.Connection, request: SearchRequest) -> str:
    asked = await _feeds(reader, request.sources) if request.sources else None
    muted = await _feeds(reader, request.muted_sources) if request.muted_sources else []
    return match_expression(
        request.groups, facets=wanted(request, asked), excluded_facets=[feed(feed_id) for feed_id in muted]
    )


async def _feeds(reader: aiosqlite.Connection, names: Sequence[str]) -> list[int]:
    """Ids of the feeds of publishers with such names, or names that open so."""
    rows = await reader.execute_fetchall("SELECT id, source FROM feeds")
    openings = tuple(name.casefold() for name in names)  # SQLite folds the case of ASCII letters only
    return [row[0] for row in rows if row[1].casefold().startswith(openings)]


async def _first(reader: aiosqlite.Connection, request: SearchRequest) -> int:
    """The lowest id that may be in time: nothing is published after it was stored."""
    if request.since is None:
        return 0
    rows = await reader.execute_fetchall(
        "SELECT id FROM articles WHERE stored_at >= ? ORDER BY stored_at LIMIT 1", (to_seconds(request.since),)
    )
    return next((row[0] for row in rows), 1 << 62)


def _is_in_time(published_at: int, request: SearchRequest) -> bool:
    if request.since and published_at < to_seconds(request.since):
        return False
    return not request.until or published_at < to_seconds(request.until)
