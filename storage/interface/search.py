"""Search: what is asked for and what is found."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType, Protocol

from domain.story import Story
from text.query import Term

Cursor = NewType("Cursor", str)
"""A page of results as the storage names it for itself: at most 40 ASCII letters, digits, dots and hyphens."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A parsed query: all groups must match, each group by any of its terms."""

    groups: tuple[tuple[Term, ...], ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # publishers, or the openings of their names, in any case of letters
    muted_sources: tuple[str, ...] = ()  # publishers left out
    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = False
    limit: int = 5
    cursor: Cursor | None = None  # the page; None, and what the storage cannot read, mean the first one of now


@dataclass(frozen=True, slots=True)
class SearchPage:
    stories: tuple[Story, ...]
    best: tuple[int, ...]  # the article of each story that matched best
    here: Cursor  # this page, as it is found again while news comes in
    previous: Cursor | None = None
    next: Cursor | None = None


class SearchStore(Protocol):
    async def search(self, request: SearchRequest) -> SearchPage:
        """Return one page of the stories that match, best first; an empty page where nothing is asked for.

        Pages that follow from each other's cursors show every story once, whatever is stored meanwhile.
        """
        ...

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        """Return the words of articles nearest to one that was not found, best first."""
        ...
