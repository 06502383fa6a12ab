"""Search over the index: terms come ready from text.query, results are stories.

Ranking every match of a common word takes seconds at a million articles, and so does bm25 over a few, since it counts
all matches first. So matches are taken newest first, some hundreds at a time, and ranked among themselves by what
matched: rowids follow the time, and FTS5 gives them newest first without reading the rest.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from domain.clock import to_seconds
from domain.ids import StoryId
from storage.interface import Cursor, SearchPage, SearchRequest
from storage.sqlite.database import Database
from storage.sqlite.facets import Facets, all_stored_before, anything, feed, late_before, wanted
from storage.sqlite.search.matches import Stretch, next_block, next_newest
from storage.sqlite.search.matching import match_expression
from storage.sqlite.search.standing import standing
from storage.sqlite.search.suggestions import similar_words
from storage.sqlite.stories import SqliteStories
from text.letters import name_key
from text.ranking import MOST_READ, Groups, Match, has_words, ranked, widened

_LATE = 60  # matches read at once before a moment
_NO_ID = 1 << 62
_CURSOR = re.compile(r"([0-9]{1,9})-([0-9]{1,18})")
_DEEPEST = 1000  # stories before a page that a forged button may ask for
_ASTRAY = 1000  # articles among which ids may not follow the time: polls are written down in the order they end


class SqliteSearch:
    """The SearchStore of storage.interface."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._stories = SqliteStories(db)

    async def search(self, request: SearchRequest) -> SearchPage:
        offset, as_of = _read_cursor(request.cursor)
        if as_of is None:
            as_of = await self._newest()
        last = offset + request.limit
        best = await self._best(request, as_of, last)
        by_word = frozenset(best)
        wide = widened(request.groups)
        if wide is not None and len(by_word) <= last:
            best = await self._best(replace(request, groups=wide), as_of, last, besides=request.groups, best=best)
        stories = await self._stories.get_bare(list(best)[offset:last])
        return SearchPage(
            stories=stories,
            best=tuple(best[story.id] for story in stories),
            by_word=sum(story.id in by_word for story in stories),
            here=_cursor(offset, as_of),
            previous=_cursor(max(0, offset - request.limit), as_of) if offset else None,
            next=_cursor(last, as_of) if len(best) > last else None,
        )

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        return await similar_words(self._db, word, limit=limit)

    async def _best(
        self,
        request: SearchRequest,
        as_of: int,
        most: int,
        *,
        besides: Groups = (),
        best: Mapping[StoryId, int] = MappingProxyType({}),
    ) -> dict[StoryId, int]:
        """Return story → its best article, best first, of articles up to `as_of`, until one more than `most`.

        They follow those of `best`; articles that match `besides` are left out.
        """
        best = dict(best)
        narrowing = await self._narrowing(request)
        stretches = await self._stretches(request, narrowing, as_of, besides)
        is_ranked = has_words(request.groups) and not request.newest_first
        last = as_of if stretches else 0
        # Most stories of a search have an article or two; of late ones some are filtered out.
        read, size = 0, max(2 * (most + 1), _LATE if request.until else 0)
        while last and len(best) <= most and read < max(MOST_READ, request.limit):
            if is_ranked:
                found, last = await next_block(self._db, stretches, last)
            else:
                found, last = await next_newest(self._db, stretches, last, size)
                size *= 4
            read += len(found)
            matches = [match for match in found if match.story_id and _is_in_time(match.published_at, request)]
            if is_ranked and matches:
                matches = await self._ranked(request, narrowing, matches, has_gaps=bool(besides))
            for match in matches:
                best.setdefault(match.story_id, match.article_id)
        return best

    async def _ranked(
        self, request: SearchRequest, narrowing: Facets, matches: list[Match], *, has_gaps: bool
    ) -> list[Match]:
        """Return the matches, best first, by where and how the words stand in an article, and by its age.

        With gaps, other articles between them hold the words as well.
        """
        are_all = len(request.groups) == 1 and not (narrowing or request.muted_sources or request.until or has_gaps)
        ids = [match.article_id for match in matches]
        stand = await standing(self._db, request.groups, narrowing, ids, are_all=are_all)
        return ranked(matches, stand)

    async def _narrowing(self, request: SearchRequest) -> Facets:
        return wanted(request, await self._feeds(request.sources) if request.sources else None)

    async def _stretches(self, request: SearchRequest, narrowing: Facets, as_of: int, besides: Groups) -> list[Stretch]:
        """Return the ranges of ids to search, newest first, and their expressions; none for an empty request."""
        muted = await self._feeds(request.muted_sources) if request.muted_sources else []
        has_time = request.since is not None or request.until is not None
        if has_time and not narrowing and not has_words(request.groups):
            narrowing = [anything()]

        def expression(*dates: list[str]) -> str:
            return match_expression(
                request.groups,
                facets=[*narrowing, *dates],
                excluded_facets=[feed(number) for number in muted],
                besides=besides,
            )

        if not expression():
            return []
        # Nothing is published after it was stored.
        first = await self._stored_since(request.since) if request.since else 1
        if request.until is None:
            return [Stretch(expression(), first, as_of)]
        late = max(first, 1 + await self._stored_before(all_stored_before(request.until)))
        return [
            Stretch(expression(late_before(request.until)), late, as_of),
            Stretch(expression(), first, min(late - 1, as_of)),
        ]

    async def _newest(self) -> int:
        rows = await self._db.read("SELECT coalesce(max(article_id), 0) FROM annotations")
        return int(rows[0][0])

    async def _stored_since(self, moment: datetime) -> int:
        """The lowest id of what was stored since a moment; one that there is not when nothing was."""
        rows = await self._db.read(
            "SELECT min(id) FROM (SELECT id FROM articles WHERE stored_at >= ? ORDER BY stored_at LIMIT ?)",
            (to_seconds(moment), _ASTRAY),
        )
        return _NO_ID if rows[0][0] is None else int(rows[0][0])

    async def _stored_before(self, moment: datetime) -> int:
        """The highest id of what was stored before a moment; 0 when nothing was."""
        rows = await self._db.read(
            "SELECT coalesce(max(id), 0) FROM"
            " (SELECT id FROM articles WHERE stored_at < ? ORDER BY stored_at DESC LIMIT ?)",
            (to_seconds(moment), _ASTRAY),
        )
        return int(rows[0][0])

    async def _feeds(self, names: Sequence[str]) -> list[int]:
        """Return the ids of the feeds whose publishers have these names or names that begin with them."""
        rows = await self._db.read("SELECT id, source FROM feeds")
        openings = tuple(map(name_key, names))  # SQLite folds the case of ASCII letters only
        return [row[0] for row in rows if name_key(row[1]).startswith(openings)]


def _is_in_time(published_at: int, request: SearchRequest) -> bool:
    if request.since and published_at < to_seconds(request.since):
        return False
    return not request.until or published_at < to_seconds(request.until)


def _cursor(offset: int, as_of: int) -> Cursor:
    """Name a page by the place of its first story and the newest article there was when the first page was shown."""
    return Cursor(f"{offset}-{as_of}")


def _read_cursor(cursor: Cursor | None) -> tuple[int, int | None]:
    """Return what a cursor names; the first page of now where it is not one of these."""
    found = _CURSOR.fullmatch(cursor or "")
    return (min(int(found[1]), _DEEPEST), int(found[2])) if found else (0, None)
