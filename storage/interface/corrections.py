"""Corrections by editors, each stored for an article of the corrected story; domain.correction defines them."""

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
    """A copy of an article as it was when an editor judged a pair with it; kept even after the article is deleted."""

    id: ArticleId
    title: str
    text: str
    source: str
    url: str | None
    published_at: datetime


class CorrectionStore(Protocol):
    """The corrections. Every method that changes something records a given `change` in the same transaction.

    `seen` are stories as an editor saw them. If one of them has other articles or corrections by now, the method raises
    StorageError with STORY_CHANGED and changes nothing. This is not checked for an update that was applied before.
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
        """Store corrections; each replaces an earlier one with the same article, kind and language.

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
        """Remove the articles' corrections of one kind; return whether there were any.

        If there were none, `change` is not recorded. If the story was hidden and is now shown again, the waiting
        notices that it was hidden are dropped, and `tell` queues no more of them.
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

        Each digest that was queued since `since` with one of the articles is replaced by another post without the
        story, if its content is still stored: those of its deliveries of which no part was sent will be claimed with
        that other post. Digests that are queued later are stored without the story. Return the ids of the replaced
        posts; none if the update was applied before.

        With a notice, every chat that was told one of the articles in a post made since `since` gets the notice once,
        as a reply to the message that told the story. The notice is queued now or, if the story is being sent to the
        chat at this moment, later by `tell`.
        """
        ...

    async def reach(self, articles: Collection[ArticleId], *, since: datetime) -> int:
        """Return to how many chats `hide` would send a notice: all that were told one of the articles since `since`."""
        ...

    async def tell(self, *, now: datetime) -> int:
        """Queue the notices of hidden stories for chats that got such a story after `hide`; return the number of chats.

        These are chats to which a delivery with the story was being sent when it was hidden. A story is no longer
        checked when SETTLES_IN has passed and no such delivery is still being sent.
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
        """Store pairs of articles, replacing earlier judgements on them, and move articles as `stories.regroup` does.

        A pair that an editor stated (`is_stated`) counts as stated until an editor says the opposite. The articles'
        texts are kept with the pairs. Return False if the update was applied before.
        """
        ...

    async def said(self, *, since: datetime) -> tuple[Pair, ...]:
        """Return the pairs whose two articles both exist, and one of which was stored since `since`.

        The pair that an editor judged last comes first.
        """
        ...

    async def labelled(self) -> tuple[tuple[Pair, ...], tuple[LabelledArticle, ...]]:
        """Return all pairs that editors stated, and the articles in them, sorted by id.

        Articles that were deleted since are included, because their texts are kept with the pairs.
        """
        ...
