"""The search in the archive: its requests, and its pages of results."""

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
    """A parsed query: an article must match every group of terms, and it matches a group by any term of the group.

    Articles that match a term only by its `elsewhere` (the same in other words or in another language) come after all
    articles that contain the words themselves.
    """

    groups: tuple[tuple[Term, ...], ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # names of publishers, or their beginnings; upper and lower case are the same
    muted_sources: tuple[str, ...] = ()  # publishers whose articles are left out
    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = False
    limit: int = 5
    cursor: Cursor | None = None  # which page to return; the first page as of now if this is None or unreadable


@dataclass(frozen=True, slots=True)
class SearchPage:
    stories: tuple[Story, ...]
    best: tuple[ArticleId, ...]  # for each story, its article that matched best
    by_word: int  # how many of the stories contain the words themselves; these come first
    here: Cursor  # the cursor of this page; with it the same page is returned even after news has arrived
    previous: Cursor | None = None
    next: Cursor | None = None


class SearchStore(Protocol):
    async def search(self, request: SearchRequest) -> SearchPage:
        """Return one page of matching stories, best first; it is empty if the query has no words and no filters.

        Stories that say the same in other words or in another language (Term.elsewhere) come after all others. A reader
        who goes from page to page by the cursors sees each story once, even if articles are stored meanwhile.
        """
        ...

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        """Return up to `limit` words of articles that are similar to a word that was not found, most similar first."""
        ...
