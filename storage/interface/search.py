"""The search: its requests and its pages of results."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType, Protocol

from domain.ids import ArticleId
from domain.story import Story
from text.query import Term

Cursor = NewType("Cursor", str)
"""A page of results, in a notation of the storage's own: at most 40 ASCII letters, digits, dots and hyphens."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A parsed query: an article must match every group, by any of its terms.

    Articles that match only by a term's `elsewhere` come after all that hold the words themselves.
    """

    groups: tuple[tuple[Term, ...], ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # names of publishers or beginnings of names, in upper or lower case
    muted_sources: tuple[str, ...] = ()  # publishers whose articles are left out
    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = False
    limit: int = 5
    cursor: Cursor | None = None  # the page to return; None or an unreadable one means the first page at this moment


@dataclass(frozen=True, slots=True)
class SearchPage:
    stories: tuple[Story, ...]
    best: tuple[ArticleId, ...]  # for each story, its article that matched best
    by_word: int  # how many of the stories hold the words themselves; these come first
    here: Cursor  # the cursor of this page, to return to it unchanged although news arrives
    previous: Cursor | None = None
    next: Cursor | None = None


class SearchStore(Protocol):
    async def search(self, request: SearchRequest) -> SearchPage:
        """Return one page of the stories that match, best first; an empty page for a query without words or filters.

        Stories that say the same in other words or another language (Term.elsewhere) come after all others.

        Pages reached by each other's cursors show every story once, whatever is stored meanwhile.
        """
        ...

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        """Return the words of articles that are nearest to one that was not found, best first."""
        ...
