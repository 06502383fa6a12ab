"""What the search asks of the index that a storage keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.ids import FeedId, StoryId
from domain.story import Story
from storage.archive.facets import Facets
from text.ranking import Groups, Match, Standing, has_words


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an article must hold: a term of each group, a facet of each list, and nothing of what is left out."""

    groups: Groups = ()
    facets: Facets = ()
    excluded_facets: Sequence[str] = ()
    besides: Groups = ()  # what matches all of these is left out; no groups leave out nothing

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for; what is left out alone asks for nothing."""
        return not has_words(self.groups) and not self.facets


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of article ids, both ends included, and what is wanted in this range."""

    wanted: Wanted
    first: int
    last: int


class ArchiveIndex(Protocol):
    async def newest(self) -> int:
        """Return the highest id of an annotated article; 0 when there is none."""
        ...

    async def stored_since(self, moment: datetime, *, among: int) -> int | None:
        """Return the lowest id of the first `among` articles stored since a moment; None when there are none."""
        ...

    async def stored_before(self, moment: datetime, *, among: int) -> int:
        """Return the highest id of the last `among` articles stored before a moment; 0 when there are none."""
        ...

    async def sources(self) -> Sequence[tuple[FeedId, str]]:
        """Return the id of every feed there has been, and whose it is."""
        ...

    async def matches(self, stretch: Stretch, *, limit: int) -> list[Match]:
        """Return the articles of a stretch that match, newest first."""
        ...

    async def standing(self, groups: Groups, facets: Facets, ids: Sequence[int], *, are_all: bool) -> Standing:
        """Return where and how the words stand in these articles, which match and come newest first.

        `are_all`: between them no other article matches.
        """
        ...

    async def stories(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        """Return stories in the order asked for, without their summaries, which a search does not show."""
        ...
