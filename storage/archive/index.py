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
    besides: Groups = ()  # articles that match all these groups are left out; none are, if this is empty

    @property
    def is_empty(self) -> bool:
        """Whether there is no condition except exclusions; such a search finds nothing."""
        return not has_words(self.groups) and not self.facets


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of article ids, including both ends, with the conditions for articles in it."""

    wanted: Wanted
    first: int
    last: int


class ArchiveIndex(Protocol):
    async def newest(self) -> int:
        """Return the highest id of an annotated article; 0 if there is none."""
        ...

    async def stored_since(self, moment: datetime, *, among: int) -> int | None:
        """Return the lowest id among the first `among` articles stored since a moment; None if there are none."""
        ...

    async def stored_before(self, moment: datetime, *, among: int) -> int:
        """Return the highest id among the last `among` articles stored before a moment; 0 if there are none."""
        ...

    async def publishers(self) -> Sequence[tuple[FeedId | None, str]]:
        """Return (id, name) of all feeds, even removed ones, and (None, name) of publishers that feeds pass on."""
        ...

    async def matches(self, stretch: Stretch, *, limit: int) -> list[Match]:
        """Return the matching articles in a stretch, newest first."""
        ...

    async def word_matches(
        self, groups: Groups, facets: Facets, ids: Sequence[ArticleId], *, are_all: bool
    ) -> WordMatches:
        """Return how the given articles, which all match, contain the words; `ids` are in descending order.

        `are_all` says that no other article with an id between them matches.
        """
        ...

    async def stories(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        """Return stories in the order of `ids`, without summaries, because the results of a search do not show any."""
        ...
