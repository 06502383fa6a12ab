"""Topics as the newsroom changed them, and the articles whose topics have to be determined again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.article import Article
from domain.audit import Change
from domain.ids import ArticleId
from domain.post import Notice
from domain.topic import EditedTopic


class TopicStore(Protocol):
    async def edited(self) -> tuple[EditedTopic, ...]:
        """Return the topics that the newsroom added or changed, the one that was changed first at the front."""
        ...

    async def save(
        self,
        topics: Sequence[EditedTopic],
        changes: Sequence[Change],
        *,
        sort_since: datetime,
        moves: Mapping[str, str] | None = None,
        notice: Notice | None = None,
        now: datetime,
    ) -> bool:
        """Store topics, either all or none; return whether they are stored now.

        The version of each topic must be one more than the stored version; if somebody else has stored that version
        already, nothing changes. In the same transaction the changes are recorded, and the annotated articles stored
        since `sort_since` are queued to get their topics again. `moves` maps the key of a topic to the key of the topic
        that takes its place in the choices of its readers. Hidden topics stay in their readers' choices. Readers whose
        chosen topics are all hidden now (domain.topic.is_left_without) get the notice; for a group or channel,
        `notice.afar` goes to the person who set it up. Storing equal topics again changes nothing and returns True, so
        that an update may be repeated.
        """
        ...

    async def unsorted(self, *, limit: int) -> tuple[Article, ...]:
        """Return up to `limit` of the articles that are queued to get their topics again, the newest ones."""
        ...

    async def unsorted_count(self) -> int:
        """Return how many articles are queued to get their topics again."""
        ...

    async def sort(self, topics: Mapping[ArticleId, Sequence[str]], *, now: datetime) -> None:
        """Set the topics of articles (by id), best first, and remove the articles from the queue, in one transaction.

        Articles that have no annotation or were deleted meanwhile are skipped.
        """
        ...

    async def topics_since(self, moment: datetime) -> dict[ArticleId, tuple[str, ...]]:
        """Return article id → topics, best first, for the annotated articles stored since then."""
        ...
