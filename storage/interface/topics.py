"""Topics that the newsroom changed, and the articles that are sorted by topic again since."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.article import Article
from domain.audit import Change
from domain.topic import EditedTopic


class TopicStore(Protocol):
    async def edited(self) -> tuple[EditedTopic, ...]:
        """Return the topics that were added or changed, in the order of their first change."""
        ...

    async def save(
        self,
        topics: Sequence[EditedTopic],
        changes: Sequence[Change],
        *,
        sort_since: datetime,
        moves: Mapping[str, str | None] | None = None,
        now: datetime,
    ) -> bool:
        """Store topics, all or none; return whether they are stored now.

        Each version must follow the stored one; where somebody else was faster, nothing is changed. In the same
        transaction the changes are kept, readers' choices are moved (topic key → other key, None for none), and the
        annotated articles stored since `sort_since` are queued to be sorted by topic again. To store what is stored
        already changes nothing and returns True, so an update may come again.
        """
        ...

    async def unsorted(self, *, limit: int) -> tuple[Article, ...]:
        """Return the newest articles that are queued to be sorted again."""
        ...

    async def unsorted_count(self) -> int:
        """Return how many articles are queued."""
        ...

    async def sort(self, topics: Mapping[int, Sequence[str]], *, now: datetime) -> None:
        """Give articles (by id) their topics, best first, and take them out of the queue, in one transaction.

        Articles without an annotation, and those deleted meanwhile, are skipped.
        """
        ...

    async def topics_since(self, moment: datetime) -> dict[int, tuple[str, ...]]:
        """Return article id → topics, best first, of the annotated articles stored since then."""
        ...
