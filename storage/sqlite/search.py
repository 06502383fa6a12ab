"""Search over the index: terms come ready from text.query, results are stories.

Ranking every match of a common word takes seconds at a million articles, and so does bm25 over a few, since it counts
all matches first. So only the newest matches are ranked, by what matched: rowids follow the time, and FTS5 gives them
newest first without reading the rest.
"""

import asyncio
import json
import math
from dataclasses import dataclass
from typing import Any

import aiosqlite

from domain.clock import to_seconds
from storage.interface import SearchPage, SearchRequest
from storage.sqlite.database import Database
from storage.sqlite.matching import match_expression, quoted
from storage.sqlite.stories import SqliteStories
from text.distance import nearest_words
from text.words import fold

RANKED = 300  # newest matches that are ranked
_FILTERED = 3000  # newest matches that filters look at
_LEXICON = 4000  # words of the same opening that a suggestion is looked for among
_IN_TITLE, _EXACT, _PER_DOUBLED_AGE = 3.0, 2.0, 0.6
_HOUR = 3600


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
            hits = await _matches(reader, request, as_of)
        best: dict[int, int] = {}
        for hit in hits:
            best.setdefault(hit.story_id, hit.article_id)
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
        wanted = fold(word)
        if len(wanted) < 3:
            return ()
        rows = await self._db.read(
            "SELECT word FROM lexicon WHERE word >= ?1 AND word < ?1 || char(1114111)"
            " AND length(word) BETWEEN ?2 AND ?3 LIMIT ?4",
            (wanted[:2], len(wanted) - 2, len(wanted) + 2, _LEXICON),
        )
        near = await asyncio.to_thread(nearest_words, wanted, [row[0] for row in rows], limit=3 * limit)
        # Retention takes articles and leaves their words.
        held = "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1"
        found = [candidate for candidate in near if await self._db.read(held, (quoted(candidate),))]
        return tuple(found[:limit])


async def _newest(reader: aiosqlite.Connection) -> int:
    rows = await reader.execute_fetchall("SELECT coalesce(max(article_id), 0) FROM annotations")
    return int(next(iter(rows))[0])


async def _matches(reader: aiosqlite.Connection, request: SearchRequest, as_of: int) -> list[_Hit]:
    """Best first, or newest first."""
    expression = match_expression(request.groups)
    filters, parameters = await _filters(reader, request)
    ranked = max(RANKED, request.offset + request.limit + 1)
    parameters |= {"as_of": as_of, "scanned": _FILTERED if filters else ranked, "ranked": ranked}
    if expression:
        parameters["expression"] = expression
        newest = "SELECT rowid AS id FROM words WHERE words MATCH :expression AND rowid <= :as_of"
        newest += " ORDER BY rowid DESC LIMIT :scanned"
    elif filters and not request.groups:
        newest = "SELECT article_id AS id FROM annotations WHERE article_id <= :as_of ORDER BY article_id DESC"
        newest += " LIMIT :scanned"
    else:
        return []
    rows = await reader.execute_fetchall(
        f"SELECT m.id, n.story_id, a.published_at FROM ({newest}) m"
        " JOIN annotations n ON n.article_id = m.id JOIN articles a ON a.id = m.id"
        f" JOIN feeds f ON f.id = a.feed_id WHERE {' AND '.join(['1', *filters])} ORDER BY m.id DESC LIMIT :ranked",
        parameters,
    )
    hits = [_Hit(*row) for row in rows]
    if request.newest_first or not expression or not hits:
        return hits
    return await _rank(reader, request, hits, as_of)


async def _rank(reader: aiosqlite.Connection, request: SearchRequest, hits: list[_Hit], as_of: int) -> list[_Hit]:
    """By where and how the words stand, less what age takes; the same for the same articles whenever it is asked."""
    span = (hits[-1].article_id, as_of)
    in_title = await _ids(reader, match_expression(request.groups, column="title"), span)
    exact = await _ids(reader, match_expression(request.groups, exact_only=True), span)
    newest = max(hit.published_at for hit in hits)

    def score(hit: _Hit) -> float:
        hours = (newest - hit.published_at) / _HOUR
        points = _IN_TITLE * (hit.article_id in in_title) + _EXACT * (hit.article_id in exact)
        return points - _PER_DOUBLED_AGE * math.log2(1 + hours / 24)

    return sorted(hits, key=lambda hit: (-score(hit), -hit.article_id))


async def _ids(reader: aiosqlite.Connection, expression: str, span: tuple[int, int]) -> set[int]:
    rows = await reader.execute_fetchall(
        "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?", (expression, *span)
    )
    return {row[0] for row in rows}


async def _filters(reader: aiosqlite.Connection, request: SearchRequest) -> tuple[list[str], dict[str, Any]]:
    conditions: list[str] = []
    parameters: dict[str, Any] = {}
    for column, wanted in (("topics", request.topics), ("countries", request.countries)):
        if wanted:
            conditions.append(
                f"EXISTS (SELECT 1 FROM json_each(n.{column}) WHERE value IN (SELECT value FROM json_each(:{column})))"
            )
            parameters[column] = json.dumps(wanted)
    if request.languages:
        conditions.append("n.language IN (SELECT value FROM json_each(:languages))")
        parameters["languages"] = json.dumps(request.languages)
    if request.sources or request.muted_sources:
        # SQLite folds the case of ASCII letters only.
        rows = list(await reader.execute_fetchall("SELECT DISTINCT source FROM feeds"))
        publishers = [(row[0], row[0].casefold()) for row in rows]
        for name, asked, negation in (("sources", request.sources, ""), ("muted", request.muted_sources, "NOT ")):
            if asked:
                openings = tuple(one.casefold() for one in asked)
                chosen = [source for source, folded in publishers if folded.startswith(openings)]
                conditions.append(f"f.source {negation}IN (SELECT value FROM json_each(:{name}))")
                parameters[name] = json.dumps(chosen)
    if request.since:
        conditions.append("a.published_at >= :since")
        parameters["since"] = to_seconds(request.since)
    if request.until:
        conditions.append("a.published_at < :until")
        parameters["until"] = to_seconds(request.until)
    return conditions, parameters
