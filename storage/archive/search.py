"""Searching with an index: the terms come from text.query, and the results are stories.

With a million articles, ranking all matches of a frequent word takes seconds. SQLite's own ranking, bm25, takes as long
to rank even a few of the matches, because it first counts all of them. So matches are read newest first, some hundreds
at a time, and each block is ranked on its own. Ids increase with the time of storing, so an index can return the newest
matches without reading the others.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from domain.clock import to_seconds
from domain.ids import NO_FEED, ArticleId, StoryId
from storage.archive.blocks import next_block, next_newest
from storage.archive.facets import Facets, all_stored_before, anything, late_before, publisher, wanted
from storage.archive.index import ArchiveIndex, Stretch, Wanted
from storage.interface import Cursor, SearchPage, SearchRequest
from text.letters import name_key
from text.ranking import MOST_READ, Groups, Match, has_words, ranked, widened

# If a request has an end date, at least this many matches are read at a time, because many may be later than that date.
_LATE = 60
_NO_ID = 1 << 62
_CURSOR = re.compile(r"([0-9]{1,9})-([0-9]{1,18})")
_DEEPEST = 1000  # stories that a cursor may skip; only a forged cursor asks for more, and then this number is skipped
# Ids are not quite in the order of `stored_at`, because polls are stored in the order in which they end. So the lowest
# id after a moment, or the highest one before it, is looked for among this many articles next to the moment.
_ASTRAY = 1000


class ArchiveSearch:
    """The method `search` of storage.interface.SearchStore, for the index of any storage."""

    def __init__(self, index: ArchiveIndex) -> None:
        self._index = index

    async def search(self, request: SearchRequest) -> SearchPage:
        offset, as_of = _read_cursor(request.cursor)
        if as_of is None:
            as_of = await self._index.newest()
        last = offset + request.limit
        best = await self._best(request, as_of, last)
        by_word = frozenset(best)
        wide = widened(request.groups)
        if wide is not None and len(by_word) <= last:
            best = await self._best(replace(request, groups=wide), as_of, last, besides=request.groups, best=best)
        stories = await self._index.stories(list(best)[offset:last])
        return SearchPage(
            stories=stories,
            best=tuple(best[story.id] for story in stories),
            by_word=sum(story.id in by_word for story in stories),
            here=_cursor(offset, as_of),
            previous=_cursor(max(0, offset - request.limit), as_of) if offset else None,
            next=_cursor(last, as_of) if len(best) > last else None,
        )

    async def _best(
        self,
        request: SearchRequest,
        as_of: int,
        most: int,
        *,
        besides: Groups = (),
        best: Mapping[StoryId, ArticleId] = MappingProxyType({}),
    ) -> dict[StoryId, ArticleId]:
        """Return story → its best article, the best story first, for articles with ids up to `as_of`.

        Reading stops when there are more than `most` stories. Stories in the given `best` stay first; articles that
        match `besides` are left out.
        """
        best = dict(best)
        narrowing = await self._narrowing(request)
        stretches = await self._stretches(request, narrowing, as_of, besides)
        is_ranked = has_words(request.groups) and not request.newest_first
        last = as_of if stretches else 0
        # With results by age, the first step reads twice as many articles as stories are wanted, because most stories
        # have one or two matching articles; each further step reads four times as many as the one before.
        read, size = 0, max(2 * (most + 1), _LATE if request.until else 0)
        while last and len(best) <= most and read < max(MOST_READ, request.limit):
            if is_ranked:
                found, last = await next_block(self._index, stretches, last)
            else:
                found, last = await next_newest(self._index, stretches, last, size)
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
        """Return the matches in order, best first, by how their articles contain the words and by their age.

        `has_gaps` says that other articles, with ids between those of the matches, contain the words as well.
        """
        are_all = len(request.groups) == 1 and not (narrowing or request.muted_sources or request.until or has_gaps)
        ids = [match.article_id for match in matches]
        found = await self._index.word_matches(request.groups, narrowing, ids, are_all=are_all)
        return ranked(matches, found)

    async def _narrowing(self, request: SearchRequest) -> Facets:
        return wanted(request, await self._publishers(request.sources) if request.sources else None)

    async def _stretches(self, request: SearchRequest, narrowing: Facets, as_of: int, besides: Groups) -> list[Stretch]:
        """Return the ranges of ids to search, newest first, with their conditions; [] if the request has none."""
        muted = await self._publishers(request.muted_sources) if request.muted_sources else []
        has_time = request.since is not None or request.until is not None
        if has_time and not narrowing and not has_words(request.groups):
            narrowing = [anything()]
        asked = Wanted(request.groups, narrowing, muted, besides)
        if asked.is_empty:
            return []
        # No article is stored before it is published. So all articles published since `request.since` were also stored
        # since then, and none has an id below `first`.
        first = await self._stored_since(request.since) if request.since else 1
        if request.until is None:
            return [Stretch(asked, first, as_of)]
        before = await self._index.stored_before(all_stored_before(request.until), among=_ASTRAY)
        late = max(first, 1 + before)
        asked_late = replace(asked, facets=[*narrowing, late_before(request.until)])
        return [Stretch(asked_late, late, as_of), Stretch(asked, first, min(late - 1, as_of))]

    async def _stored_since(self, moment: datetime) -> int:
        """Return the lowest id of the articles stored since a moment; if there are none, an id higher than all."""
        lowest = await self._index.stored_since(moment, among=_ASTRAY)
        return _NO_ID if lowest is None else lowest

    async def _publishers(self, names: Sequence[str]) -> list[str]:
        """Return the facets of the publishers whose names begin with one of the given names."""
        openings = tuple(map(name_key, names))
        return [
            publisher(NO_FEED, name) if feed_id is None else publisher(feed_id, None)
            for feed_id, name in await self._index.publishers()
            if name_key(name).startswith(openings)
        ]


def _is_in_time(published_at: int, request: SearchRequest) -> bool:
    if request.since and published_at < to_seconds(request.since):
        return False
    return not request.until or published_at < to_seconds(request.until)


def _cursor(offset: int, as_of: int) -> Cursor:
    """Return a page's cursor: the number of stories before it, and the highest article id when page one was read."""
    return Cursor(f"{offset}-{as_of}")


def _read_cursor(cursor: Cursor | None) -> tuple[int, int | None]:
    """Return from a cursor how many stories come before its page, and the highest article id when page one was read.

    For an invalid cursor return (0, None), which means the first page as of now.
    """
    found = _CURSOR.fullmatch(cursor or "")
    return (min(int(found[1]), _DEEPEST), int(found[2])) if found else (0, None)
