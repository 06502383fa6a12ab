"""Searching the articles in memory one by one, with the rules of text.ranking and text.suggestions."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from domain.article import IndexWords
from domain.ids import ArticleId, StoryId
from domain.story import Story, StoryArticle
from storage.interface import Cursor, SearchPage, SearchRequest
from storage.memory.tables import Tables, second
from text import ranking
from text.ranking import Groups, IndexedText, Match
from text.suggestions import COUNTED, candidates, may_be_suggested, suggested, wanted_of

_CURSOR = re.compile(r"([0-9]{1,4})\.([0-9]{1,18})")


class MemorySearch:
    """The in-memory implementation of storage.interface.SearchStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def search(self, request: SearchRequest) -> SearchPage:
        offset, as_of = self._page_of(request.cursor)
        best = self._best(request, as_of)
        by_word = len(best)
        wide = ranking.widened(request.groups)
        if wide is not None:
            best |= self._best(replace(request, groups=wide), as_of, besides=request.groups, known=best)
        last = offset + request.limit
        shown = list(best)[offset:last]
        return SearchPage(
            stories=tuple(self._stories(shown)),
            best=tuple(best[story_id] for story_id in shown),
            by_word=max(0, min(len(shown), by_word - offset)),
            here=_cursor(offset, as_of),
            previous=_cursor(max(0, offset - request.limit), as_of) if offset else None,
            next=_cursor(last, as_of) if len(best) > last else None,
        )

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        wanted = wanted_of(word)
        if wanted is None:
            return ()
        held: dict[str, int] = {}
        for row in self._tables.annotations.values():
            for known in set(row.annotation.words.exact):
                if may_be_suggested(known):
                    held[known] = min(COUNTED, held.get(known, 0) + 1)
        return suggested(candidates(wanted, held), held, limit=limit)

    def _page_of(self, cursor: Cursor | None) -> tuple[int, int]:
        """Return from a cursor how many stories come before the page, and the newest article id at the first page."""
        found = _CURSOR.fullmatch(cursor or "")
        return (int(found[1]), int(found[2])) if found else (0, max(self._tables.annotations, default=0))

    def _best(
        self, request: SearchRequest, as_of: int, *, besides: Groups = (), known: Collection[StoryId] = ()
    ) -> dict[StoryId, ArticleId]:
        """Return story → its article that matches best, the best story first, for articles with ids up to `as_of`.

        Stories in `known` are left out, and so are articles that match `besides`.
        """
        best: dict[StoryId, ArticleId] = {}
        matches = self._matches(request, as_of)
        if besides:
            matches = (match for match in matches if not self._holds(match.article_id, besides))
        found = [match for match in matches if match.story_id not in known]
        is_ranked = ranking.has_words(request.groups) and not request.newest_first
        for block in _blocks(found) if is_ranked else [found]:
            for match in self._ranked(request, block) if is_ranked else block:
                best.setdefault(match.story_id, match.article_id)
        return best

    def _ranked(self, request: SearchRequest, block: Sequence[Match]) -> Sequence[Match]:
        texts = [_indexed(match.article_id, self._words(match.article_id)) for match in block]
        return ranking.ranked(block, ranking.word_matches_of(request.groups, texts))

    def _matches(self, request: SearchRequest, as_of: int) -> Iterator[Match]:
        """Yield the matching articles, newest first; none if the query has no words and no filters."""
        narrows = (request.topics, request.countries, request.languages, request.sources, request.since, request.until)
        if not ranking.has_words(request.groups) and not any(narrows):
            return
        for article_id in sorted(self._tables.annotations, reverse=True):
            article = self._tables.story_article(article_id)
            if article_id > as_of or not _fits(article, request):
                continue
            if self._tables.is_hidden(self._tables.annotations[article_id].story_id):
                continue
            if self._holds(article_id, request.groups):
                published = int(article.published_at.timestamp())
                yield Match(article_id, self._tables.annotations[article_id].story_id, published)

    def _holds(self, article_id: ArticleId, groups: Groups) -> bool:
        return ranking.matches(groups, _indexed(article_id, self._words(article_id)))

    def _stories(self, ids: Sequence[StoryId]) -> Iterator[Story]:
        for story_id in ids:
            story = self._tables.story(story_id, is_bare=True)
            if story is not None:
                yield story

    def _words(self, article_id: ArticleId) -> IndexWords:
        return self._tables.annotations[article_id].annotation.words


def _fits(article: StoryArticle, request: SearchRequest) -> bool:
    """Return whether an article meets the conditions of a request other than its words."""
    source = article.source.casefold()
    openings = tuple(name.casefold() for name in request.sources)
    muted = tuple(name.casefold() for name in request.muted_sources)
    return (
        (not request.topics or not set(request.topics).isdisjoint(article.topics))
        and (not request.countries or not set(request.countries).isdisjoint(article.countries))
        and (not request.languages or article.language in request.languages)
        and (not openings or source.startswith(openings))
        and not (muted and source.startswith(muted))
        and (request.since is None or article.published_at >= _second(request.since))
        and (request.until is None or article.published_at < _second(request.until))
    )


def _second(moment: datetime) -> datetime:
    return second(moment.astimezone(UTC))


def _blocks(found: Sequence[Match]) -> Iterator[Sequence[Match]]:
    """Yield the matches in blocks, newest first; each block is ranked on its own.

    The blocks have the sizes that storage.archive.blocks makes, so that the order of results is the same.
    """
    first = 0
    while first < len(found):
        size = ranking.BLOCK
        lowest = found[first].article_id - ranking.CLOSE
        while size < ranking.CLOSE_BLOCK and first + size < len(found) and found[first + size].article_id >= lowest:
            size += 1
        yield found[first : first + size]
        first += size


def _indexed(article_id: ArticleId, words: IndexWords) -> IndexedText:
    return IndexedText(article_id, " ".join(words.exact), " ".join(words.title), " ".join(words.text))


def _cursor(offset: int, as_of: int) -> Cursor:
    return Cursor(f"{offset}.{as_of}")
