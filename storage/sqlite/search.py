"""Search over the index: terms come ready from text.query, results are stories.

Ranking every match of a common word costs seconds at a million articles, so only the newest matches are ranked: rowids
follow the time, and FTS5 gives them newest first without reading the rest.
"""

import json
from collections.abc import Sequence

from domain.clock import to_seconds
from storage.interface import SearchPage, SearchRequest, SearchTerm
from storage.sqlite.database import Database
from storage.sqlite.stories import SqliteStories

RANKED = 300  # newest matches that are ranked
# Weights of the columns exact, title and text in bm25, and how much a match loses with each doubling of its age.
_RANK = "bm25(words, 4.0, 3.0, 1.0)"


class SqliteSearch:
    """The SearchStore of storage.interface."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._stories = SqliteStories(db)

    async def search(self, request: SearchRequest) -> SearchPage:
        """One page of stories; empty when the request asks for nothing."""
        expression = match_expression(request.groups)
        as_of = request.as_of if request.as_of is not None else await self._newest()
        hits = await self._matches(request, expression, as_of)
        best: dict[int, int] = {}
        for article_id, story_id in hits:
            best.setdefault(story_id, article_id)
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
        rows = await self._db.read(
            "SELECT DISTINCT headline FROM annotations WHERE headline LIKE ? ESCAPE '\\' LIMIT ?",
            (f"%{word[:3]}%".replace("_", "\\_"), limit),
        )
        return tuple(
            dict.fromkeys(
                part.lower() for row in rows for part in row[0].split() if part.lower().startswith(word[:3].lower())
            )
        )[:limit]

    async def _newest(self) -> int:
        rows = await self._db.read("SELECT coalesce(max(id), 0) FROM articles")
        return int(rows[0][0])

    async def _matches(self, request: SearchRequest, expression: str, as_of: int) -> Sequence[tuple[int, int]]:
        """(article id, story id), best first."""
        filters, parameters = _filters(request)
        parameters |= {"as_of": as_of, "ranked": max(RANKED, request.offset + request.limit + 1)}
        if expression:
            parameters["expression"] = expression
            newest = (
                f"SELECT rowid AS id, {_RANK} AS score FROM words"
                " WHERE words MATCH :expression AND rowid <= :as_of ORDER BY rowid DESC LIMIT :ranked"
            )
        elif filters:
            newest = "SELECT id, 0.0 AS score FROM articles WHERE id <= :as_of ORDER BY id DESC LIMIT 5000"
        else:
            return []
        order = "m.id DESC" if request.newest_first or not expression else "m.score, m.id DESC"
        rows = await self._db.read(
            f"SELECT m.id, n.story_id FROM ({newest}) m"
            " JOIN annotations n ON n.article_id = m.id JOIN articles a ON a.id = m.id"
            f" JOIN feeds f ON f.id = a.feed_id WHERE {' AND '.join(['1', *filters])} ORDER BY {order}",
            parameters,
        )
        return [(row[0], row[1]) for row in rows]


def match_expression(groups: Sequence[Sequence[SearchTerm]]) -> str:
    """FTS5's expression; every term is quoted, so nothing a person types is ever syntax."""
    wanted = [
        "(" + " OR ".join(_term(term) for term in group) + ")"
        for group in groups
        if group and not any(term.is_excluded for term in group)
    ]
    excluded = [_term(term) for group in groups for term in group if term.is_excluded]
    if not wanted:
        return ""
    expression = " AND ".join(wanted)
    return f"({expression}) NOT ({' OR '.join(excluded)})" if excluded else expression


def _term(term: SearchTerm) -> str:
    if term.phrase:
        return f"exact : {_quoted(' '.join(term.phrase))}"
    return " OR ".join(_quoted(word[:-1]) + "*" if word.endswith("*") else _quoted(word) for word in term.alternatives)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""').replace("\0", "") + '"'


def _filters(request: SearchRequest) -> tuple[list[str], dict[str, object]]:
    conditions: list[str] = []
    parameters: dict[str, object] = {}
    for column, wanted in (("topics", request.topics), ("countries", request.countries)):
        if wanted:
            conditions.append(
                f"EXISTS (SELECT 1 FROM json_each(n.{column}) WHERE value IN (SELECT value FROM json_each(:{column})))"
            )
            parameters[column] = json.dumps(wanted)
    for column, name, wanted in (
        ("n.language", "languages", request.languages),
        ("lower(f.source)", "sources", tuple(source.lower() for source in request.sources)),
    ):
        if wanted:
            conditions.append(f"{column} IN (SELECT value FROM json_each(:{name}))")
            parameters[name] = json.dumps(wanted, ensure_ascii=False)
    if request.since:
        conditions.append("a.stored_at >= :since")
        parameters["since"] = to_seconds(request.since)
    if request.until:
        conditions.append("a.stored_at < :until")
        parameters["until"] = to_seconds(request.until)
    return conditions, parameters
