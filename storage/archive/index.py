"""The index that a storage must provide for searching its archive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.ids import ArticleId, FeedId, StoryId
from domain.story import Story
from storage.archive.facets import Facets
from text.ranking import Groups, Match, WordMatches, has_words


@dataclass(frozen=True, slots=True)
class Wanted:
    """The conditions of a search: a term of each group, a facet of each list, and nothing that is excluded."""

    groups: Groups = ()
    facets: Facets = ()
    excluded_facets: Sequence[str] = ()
    besides: Groups = ()  # articles that match all of these are left out; if empty, none are

    @property
    def is_empty(self) -> bool:
        """Whether nothing is wanted, which is also so if there are only exclusions."""
        return not has_words(self.groups) and not self.facets


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of article ids, both ends included, and the conditions in this range."""

    wanted: Wanted
    first: int
    last: int


class ArchiveIndex(Protocol):
    async def newest(self) -> int:
        """Return the highest id of an annotated article; 0 if there is none."""
        ...

    async def stored_since(self, moment: datetime, *, among: int) -> int | None:
        """Return the lowest id of the first `among` articles stored since a moment; None if there are none."""
        ...

    async def stored_before(self, moment: datetime, *, among: int) -> int:
        """Return the highest id of the last `among` articles stored before a moment; 0 if there are none."""
        ...

    async def publishers(self) -> Sequence[tuple[FeedId | None, str]]:
        """Return (id, name) of every feed, including removed ones, and (None, name) of those that feeds pass on."""
        ...

    async def matches(self, stretch: Stretch, *, limit: int) -> list[Match]:
        """Return the matching articles of a stretch, newest first."""
        ...

    async def word_matches(
        self, groups: Groups, facets: Facets, ids: Sequence[ArticleId], *, are_all: bool
    ) -> WordMatches:
        """Return how these matching articles, given newest first, hold the words.

        `are_all` says that no other article between their ids matches.
        """
        ...

    async def stories(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        """Return stories in the order of `ids`, without their summaries, which a search does not show."""
        ...
