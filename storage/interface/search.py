"""Search: what is asked for and what is found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.story import Story


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One thing that must, may or must not be there; alternatives are terms of the index, made by text.query."""

    alternatives: tuple[str, ...]  # any of these, best first: exact, lemmas, stems, prefixes (ending in *)
    phrase: tuple[str, ...] = ()  # consecutive exact forms, when quoted
    is_excluded: bool = False
    lemmas: int = 0  # how many of the alternatives, after the first, are lemmas


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A parsed query: all groups must match, each group by any of its terms."""

    groups: tuple[tuple[SearchTerm, ...], ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # publishers, or the openings of their names, in any case of letters
    muted_sources: tuple[str, ...] = ()  # publishers left out
    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = False
    limit: int = 5
    offset: int = 0
    as_of: int | None = None  # highest article id of the first page, which keeps later pages stable


@dataclass(frozen=True, slots=True)
class SearchPage:
    stories: tuple[Story, ...]
    best: tuple[int, ...]  # the article of each story that matched best
    as_of: int
    has_more: bool


class SearchStore(Protocol):
    async def search(self, request: SearchRequest) -> SearchPage: ...

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        """Words of the index nearest to one that was not found, best first."""
        ...
