"""Articles, their annotations, and the stories they make."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.article import Annotation, Article, IndexWords
from domain.digest import Window
from domain.features import StoryItem
from domain.ids import StoryId
from domain.story import Story, Summary


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation and the story its article was put into."""

    article_id: int
    annotation: Annotation
    story_id: StoryId
    content_hash: str = ""  # of what was read; the article is read again when it was edited meanwhile
    given_up_after: int = 0  # tries that failed; then the annotation holds only what the title says
    is_news: bool = True  # False for an edited article or one that moved: its story is as old as before


@dataclass(frozen=True, slots=True)
class Unread:
    """How many articles have no annotation of their text."""

    waiting: int  # in the annotator's queue
    put_off: int  # whose text failed, and which are tried again later
    given_up: int  # whose text failed time and again, and which are read again only when asked for


@dataclass(frozen=True, slots=True)
class FreshArticle:
    """What follows are matched against; its words are those of the search index."""

    article_id: int
    story_id: StoryId
    source: str
    language: str
    topics: tuple[str, ...]
    countries: tuple[str, ...]
    stored_at: datetime
    words: IndexWords


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """Which stories; every empty field means any."""

    window: Window | None = None  # stories with an article stored in it
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()  # stories with an article in one of them
    pushable_only: bool = False
    limit: int = 200  # newest first


class ArticleStore(Protocol):
    async def get(self, ids: Sequence[int]) -> tuple[Article, ...]:
        """Return articles in the order asked for; unknown ids are left out."""
        ...

    async def oldest_unread(self, *, since: datetime) -> datetime | None:
        """Return when the first article was stored, later than `since`, that has no annotation; None if there is none.

        Articles that were given up or put off do not count, nor do edited ones, which have their old annotation.
        """
        ...

    async def without_annotation(self, *, limit: int) -> tuple[Article, ...]:
        """Return the next of the annotator's queue, in id order; edited articles among them.

        Where more wait, feeds take turns, so that a flood of one does not hold up the others.
        """
        ...

    async def failures(self, ids: Sequence[int]) -> dict[int, int]:
        """Return article id → how often reading its text has failed, of those where it has."""
        ...

    async def put_off(self, article_id: int, *, tries: int, until: datetime, now: datetime) -> None:
        """Take an article whose text failed `tries` times out of the queue until that moment."""
        ...

    async def queue_put_off(self, *, now: datetime) -> int:
        """Queue again what was put off until now; return how many articles that were."""
        ...

    async def reread(self, *, now: datetime) -> int:
        """Queue again what was put off or given up, as if it had never failed; return how many articles that were."""
        ...

    async def unread(self) -> Unread:
        """Count what has no annotation of its text."""
        ...

    async def save_annotations(self, batch: Sequence[Annotated], *, now: datetime) -> None:
        """Store annotations with their search words, and put each article into its story, in one transaction.

        A story that is not there is opened; one that gets an article with news is of `now`. Stories that lose their
        last article go. An article that was deleted meanwhile is left out; one that was edited meanwhile waits on.
        """
        ...

    async def texts_since(self, moment: datetime, *, limit: int) -> tuple[tuple[str, str], ...]:
        """Return source and text of the latest articles stored since that do not wait, in the order they came."""
        ...

    async def stories_of(self, ids: Sequence[int]) -> dict[int, StoryId]:
        """Return article id → story id, of those that have one."""
        ...


class StoryStore(Protocol):
    async def find(self, query: StoryQuery) -> tuple[Story, ...]:
        """Return stories of which an article is all that the query asks for, those with the newest such article first.

        Each comes with all its articles.
        """
        ...

    async def get(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        """Return stories in the order asked for; unknown ids are left out."""
        ...

    async def affair(self, story_id: StoryId, *, limit: int) -> tuple[Story, ...]:
        """Return the stories of a story's affair, itself among them, in the order in which their first articles came.

        That is what it develops, back to the first, and everything that develops one of those; the newest `limit` of
        them, each with its articles alone. A story that is gone or has no other beside it makes no affair: empty.
        """
        ...

    def indexed_since(self, moment: datetime) -> AsyncIterator[tuple[StoryItem, StoryId]]:
        """Yield every annotated article stored since then, in id order, with its story: for rebuilding the index."""
        ...

    async def fresh(self, *, seen: Collection[int], since: datetime, limit: int) -> tuple[FreshArticle, ...]:
        """Return pushable annotated articles stored since, other than those `seen`, in id order."""
        ...

    async def without_summary(self, *, limit: int) -> tuple[Story, ...]:
        """Return stories whose articles have changed since their summaries were written, newest first."""
        ...

    async def save_summaries(self, summaries: Mapping[StoryId, Sequence[Summary]], *, now: datetime) -> None:
        """Replace the summaries of stories (by id); they are asked for no more until their articles change.

        A story that is gone is left out. Of an edited article's story nothing is left until it is summarised again.
        """
        ...

    async def reserve_ids(self, count: int, *, now: datetime) -> StoryId:
        """Return the first of `count` consecutive story ids that no story has had and that nobody else is given."""
        ...

    async def save_affairs(self, affairs: Mapping[StoryId, StoryId | None], *, now: datetime) -> None:
        """Store which earlier story each story (by id) develops, or that it develops none.

        What is gone on either side is left out; a story whose earlier one goes later develops none from then on.
        """
        ...

    async def regroup(self, moves: Mapping[int, StoryId], *, now: datetime) -> None:
        """Move articles (id → story id) into other stories, which are opened where they are not there; empty ones go.

        What chats were told is kept by article, and moves along.
        """
        ...
