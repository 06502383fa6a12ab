"""Search over the index: terms come ready from text.query, results are stories.

Ranking every match of a common word takes seconds at a million articles, and so does bm25 over a few, since it counts
all matches first. So matches are taken newest first, some hundreds at a time, and ranked among themselves by what
matched: rowids follow the time, and FTS5 gives them newest first without reading the rest.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from domain.clock import to_seconds
from storage.interface import SearchPage, SearchRequest
from storage.sqlite.database import Database
from storage.sqlite.facets import feed, wanted
from storage.sqlite.matching import has_words, match_expression
from storage.sqlite.standing import standing
from storage.sqlite.stories import SqliteStories
from storage.sqlite.suggestions import similar_words

RANKED = 300  # matches that are ranked among themselves; those after them come after them
_UNRANKED = 60  # matches read at once where the newest come first
_MOST_READ = 6000  # matches looked at for one page
_IN_TITLE, _EXACT, _LEMMA, _PER_DOUBLED_AGE = 3.0, 2.0, 1.0, 0.6
_HOUR = 3600
_MATCHES = """
SELECT m.id, n.story_id, a.published_at, :last
  FROM (SELECT rowid AS id FROM words WHERE words MATCH :expression AND rowid BETWEEN :first AND :last
         ORDER BY rowid DESC LIMIT :limit) m
  LEFT JOIN annotations n INDEXED BY annotations_story ON n.article_id = m.id
  LEFT JOIN articles a INDEXED BY articles_published ON a.id = m.id
"""
_NEWEST = "(SELECT coalesce(max(article_id), 0) FROM annotations)"


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
        best, as_of = await self._best(request)
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

    async def _best(self, request: SearchRequest) -> tuple[dict[int, int], int]:
        """Story → its best article, best first, until one more than the page shows; and the newest id there was."""
        best: dict[int, int] = {}
        as_of = last = request.as_of
        expression = await self._expression(request)
        if not expression:
            return best, as_of or 0
        first = await self._first(request)
        is_ranked = has_words(request.groups) and not request.newest_first
        size = RANKED if is_ranked else max(_UNRANKED, request.offset + request.limit + 1)
        read = 0
        while len(best) <= request.offset + request.limit and read < max(_MOST_READ, request.limit):
            sql = _MATCHES if last is not None else _MATCHES.replace(":last", _NEWEST)
            values = {"expression": expression, "first": first, "last": last, "limit": size}
            rows = await self._db.read(sql, values)
            if as_of is None:
                as_of = rows[0][3] if rows else 0
            hits = [_Hit(*row[:3]) for row in rows if row[1] is not None and _is_in_time(row[2], request)]
            if is_ranked and hits:
                hits = await self._ranked(request, expression, hits)
            for hit in hits:
                best.setdefault(hit.story_id, hit.article_id)
            if len(rows) < size:
                break
            last, read = rows[-1][0] - 1, read + size
        return best, as_of or 0

    async def _ranked(self, request: SearchRequest, expression: str, hits: list[_Hit]) -> list[_Hit]:
        """By where and how the words stand, less what age takes; the same whenever the same articles are asked."""
        stand = await standing(self._db, request.groups, expression, [hit.article_id for hit in hits])
        newest = max(hit.published_at for hit in hits)

        def score(hit: _Hit) -> float:
            hours = (newest - hit.published_at) / _HOUR
            points = _IN_TITLE if hit.article_id in stand.in_title else 0.0
            points += _EXACT if hit.article_id in stand.exact else _LEMMA if hit.article_id in stand.lemma else 0.0
            return points - _PER_DOUBLED_AGE * math.log2(1 + hours / 24)

        return sorted(hits, key=lambda hit: (-score(hit), -hit.article_id))

    async def _expression(self, request: SearchRequest) -> str:
        asked = await self._feeds(request.sources) if request.sources else None
        muted = await self._feeds(request.muted_sources) if request.muted_sources else []
        return match_expression(
            request.groups, facets=wanted(request, asked), excluded_facets=[feed(feed_id) for feed_id in muted]
        )

    async def _feeds(self, names: Sequence[str]) -> list[int]:
        """Ids of the feeds of publishers with such names, or names that open so."""
        rows = await self._db.read("SELECT id, source FROM feeds")
        openings = tuple(name.casefold() for name in names)  # SQLite folds the case of ASCII letters only
        return [row[0] for row in rows if row[1].casefold().startswith(openings)]

    async def _first(self, request: SearchRequest) -> int:
        """The lowest id that may be in time: nothing is published after it was stored."""
        if request.since is None:
            return 0
        rows = await self._db.read(
            "SELECT id FROM articles WHERE stored_at >= ? ORDER BY stored_at LIMIT 1", (to_seconds(request.since),)
        )
        return next((row[0] for row in rows), 1 << 62)


def _is_in_time(published_at: int, request: SearchRequest) -> bool:
    if request.since and published_at < to_seconds(request.since):
        return False
    return not request.until or published_at < to_seconds(request.until)
