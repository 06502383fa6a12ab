"""What editors say about stories, kept by article; see domain.correction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.correction import Correction, CorrectionKind, Pair
from domain.ids import PostId, StoryId, UpdateId
from domain.post import Notice


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article as it was when an editor judged it; it is kept with its pair, whatever becomes of the article."""

    id: int
    title: str
    text: str
    source: str
    url: str | None
    published_at: datetime


class CorrectionStore(Protocol):
    async def put(self, corrections: Sequence[Correction], *, now: datetime, update_id: UpdateId | None = None) -> bool:
        """Store corrections in place of earlier ones of the same article, kind and language.

        An article that is gone is left out. Return False where the update was applied before.
        """
        ...

    async def remove(
        self, articles: Collection[int], kind: CorrectionKind, *, now: datetime, update_id: UpdateId | None = None
    ) -> bool:
        """Remove the articles' corrections of a kind; return whether there was one."""
        ...

    async def hide(
        self,
        articles: Collection[int],
        *,
        since: datetime,
        now: datetime,
        notice: Notice | None = None,
        update_id: UpdateId | None = None,
    ) -> tuple[PostId, ...]:
        """Hide the story of these articles, and take it out of what waits to be sent, in one transaction.

        Every digest that tells of one of them, was queued since then and keeps its content is replaced by another
        without the story: each delivery of which no part has left is claimed with that one. A digest that is queued
        later is stored without the story. Return the ids of the replaced posts.

        With a notice, every chat that was told of an article in a post made since gets the notice, now or, where its
        delivery is being sent, by `tell`; each chat once, as an answer to what told of the story.
        """
        ...

    async def tell(self, *, now: datetime) -> int:
        """Queue the notices of hidden stories for chats that were told meanwhile; return for how many chats.

        A notice is done with once SETTLES_IN has gone by and no delivery that tells of its story is being sent or sent
        in part.
        """
        ...

    async def tie(
        self,
        pairs: Sequence[Pair],
        moves: Mapping[int, StoryId],
        *,
        now: datetime,
        update_id: UpdateId | None = None,
    ) -> bool:
        """Store pairs in place of what was said of the same articles, and move articles as `stories.regroup` does.

        The articles' texts are kept with the pairs. Return False where the update was applied before.
        """
        ...

    async def said(self, *, since: datetime) -> tuple[Pair, ...]:
        """Return the pairs of which both articles are kept and one was stored since, what was said last first."""
        ...

    async def labelled(self) -> tuple[tuple[Pair, ...], tuple[LabelledArticle, ...]]:
        """Return all pairs that editors stated, and their articles, by id; also of articles that are kept no more."""
        ...
