"""The search: its requests and its pages of results."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType, Protocol

from domain.story import Story
from text.query import Term

Cursor = NewType("Cursor", str)
"""A page of results as the storage names it for itself: at most 40 ASCII letters, digits, dots and hyphens."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A parsed query: all groups must match, each group by any of its terms.

    What the terms say elsewhere comes behind everything that holds the words themselves.
    """

    groups: tuple[tuple[Term, ...], ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # names of publishers or their beginnings, in upper or lower case
    muted_sources: tuple[str, ...] = ()  # publishers whose articles are left out
    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = False
    limit: int = 5
    cursor: Cursor | None = None  # the page to return; None or an unreadable one means the first page as of now


@dataclass(frozen=True, slots=True)
class SearchPage:
    stories: tuple[Story, ...]
    best: tuple[int, ...]  # the article of each story that matched best
    by_word: int  # of the stories, how many hold the words themselves; they come first
    here: Cursor  # of this page, to return to it unchanged while news comes in
    previous: Cursor | None = None
    next: Cursor | None = None


class SearchStore(Protocol):
    async def search(self, request: SearchRequest) -> SearchPage:
        """Return one page of the stories that match, best first; an empty page where nothing is asked for.

        Stories that say the same in other words or another language (Term.elsewhere) come behind all others.

        Pages that follow from each other's cursors show every story once, whatever is stored meanwhile.
        """
        ...

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        """Return the words of articles nearest to one that was not found, best first."""
        ...
