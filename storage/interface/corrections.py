"""Corrections by editors, kept by article; see domain.correction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.audit import Change
from domain.correction import Correction, CorrectionKind, Pair, SeenStory
from domain.ids import ArticleId, PostId, StoryId, UpdateId
from domain.post import Notice


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article as it was when an editor judged it; kept with its pair even if the article is deleted."""

    id: ArticleId
    title: str
    text: str
    source: str
    url: str | None
    published_at: datetime


class CorrectionStore(Protocol):
    """Every method that changes something records `change` in the same transaction, if it is given.

    Those that take `seen` raise StorageError with STORY_CHANGED and change nothing if one of these stories has other
    articles or corrections by then; but not for an update that was applied before.
    """

    async def put(
        self,
        corrections: Sequence[Correction],
        *,
        now: datetime,
        seen: Sequence[SeenStory] = (),
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> bool:
        """Store corrections, replacing earlier ones of the same article, kind and language.

        Corrections of deleted articles are skipped. Return False if the update was applied before.
        """
        ...

    async def remove(
        self,
        articles: Collection[ArticleId],
        kind: CorrectionKind,
        *,
        now: datetime,
        seen: Sequence[SeenStory] = (),
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> bool:
        """Remove the articles' corrections of a kind; return whether there were any; if not, nothing is recorded.

        A story that is shown again is no longer retracted: its notices that wait are dropped, and `tell` queues none.
        """
        ...

    async def hide(
        self,
        articles: Collection[ArticleId],
        *,
        since: datetime,
        now: datetime,
        seen: Sequence[SeenStory] = (),
        notice: Notice | None = None,
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> tuple[PostId, ...]:
        """Hide the story of these articles, and remove it from deliveries that are not sent yet, in one transaction.

        Every digest queued since then that tells one of the articles, and still has its content, is replaced by another
        post without the story: its deliveries of which no part was sent are claimed with that post. Digests that are
        queued later are stored without the story. Return the ids of the replaced posts; none if the update was applied
        before.

        With a notice, every chat that was told one of the articles in a post made since then gets the notice once, as a
        reply to the message that told the story: now, or through `tell` if its delivery is being sent.
        """
        ...

    async def reach(self, articles: Collection[ArticleId], *, since: datetime) -> int:
        """Return how many chats `hide` would send a notice: those told one of the articles in a post since then."""
        ...

    async def tell(self, *, now: datetime) -> int:
        """Queue the notices of hidden stories for chats that were told meanwhile; return for how many chats.

        A notice is finished once SETTLES_IN has passed and no delivery that tells its story is being sent or is partly
        sent.
        """
        ...

    async def tie(
        self,
        pairs: Sequence[Pair],
        moves: Mapping[ArticleId, StoryId],
        *,
        now: datetime,
        seen: Sequence[SeenStory] = (),
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> bool:
        """Store pairs, replacing earlier judgements on the same articles, and move articles like `stories.regroup`.

        A stated pair stays stated until it is contradicted. The articles' texts are kept with the pairs. Return False
        if the update was applied before.
        """
        ...

    async def said(self, *, since: datetime) -> tuple[Pair, ...]:
        """Return the pairs with two existing articles, one of them stored since then, the latest judgement first."""
        ...

    async def labelled(self) -> tuple[tuple[Pair, ...], tuple[LabelledArticle, ...]]:
        """Return all pairs that editors stated, and their articles by id, including deleted ones."""
        ...
