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
    """The conditions of a search.

    An article must contain a term of each group and have a facet of each list, and must have no excluded facet.
    """

    groups: Groups = ()
    facets: Facets = ()
    excluded_facets: Sequence[str] = ()
    besides: Groups = ()  # articles with a term of each of these groups are left out, as found already; (): no articles

    @property
    def is_empty(self) -> bool:
        """Whether there are no conditions, or only exclusions; a search with such conditions finds nothing."""
        return not has_words(self.groups) and not self.facets


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of article ids, from `first` to `last` including both, and the conditions for the articles in it."""

    wanted: Wanted
    first: int
    last: int


class ArchiveIndex(Protocol):
    async def newest(self) -> int:
        """Return the highest id of an annotated article; 0 if there is none."""
        ...

    async def stored_since(self, moment: datetime, *, among: int) -> int | None:
        """Return the lowest id of the articles stored since a moment; None if there are none.

        Only the `among` articles that were stored first after the moment are examined, because ids are nearly in the
        order of storing.
        """
        ...

    async def stored_before(self, moment: datetime, *, among: int) -> int:
        """Return the highest id of the articles stored before a moment; 0 if there are none.

        Only the `among` articles that were stored last before the moment are examined, because ids are nearly in the
        order of storing.
        """
        ...

    async def publishers(self) -> Sequence[tuple[FeedId | None, str]]:
        """Return (id, name) of all feeds, even removed ones, and (None, name) of publishers that feeds pass on."""
        ...

    async def matches(self, stretch: Stretch, *, limit: int) -> list[Match]:
        """Return the newest `limit` articles in a stretch of ids that meet its conditions, newest first."""
        ...

    async def word_matches(
        self, groups: Groups, facets: Facets, ids: Sequence[ArticleId], *, are_all: bool
    ) -> WordMatches:
        """Return how the given articles contain the words of `groups`, by which their matches are ranked.

        All of the articles match; their `ids` are in descending order. `are_all` says that no other article with an
        id between theirs matches.
        """
        ...

    async def stories(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        """Return stories in the order of `ids`, without summaries, because the results of a search do not show any."""
        ...
