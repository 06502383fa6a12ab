"""Articles, their annotations, and the stories they form."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.article import Annotation, Article, IndexWords
from domain.digest import Window
from domain.features import StoryItem
from domain.ids import ArticleId, StoryId
from domain.story import Story, Summary


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation, with the story that its article was put into."""

    article_id: ArticleId
    annotation: Annotation
    story_id: StoryId
    content_hash: str = ""  # the hash of the text that was read; an article edited meanwhile is read again
    has_page: bool = False  # whether the page's text was read; if the page came meanwhile, the article is read again
    given_up_after: int = 0  # failed tries; if any, the annotation only holds what the title says
    is_news: bool = True  # False for an article that was edited or moved, which does not make its story newer


@dataclass(frozen=True, slots=True)
class Unread:
    """How many articles have no annotation of their text."""

    waiting: int  # in the annotator's queue
    put_off: int  # articles whose text failed, to be tried again later
    given_up: int  # articles whose text failed repeatedly, to be tried again only on request


@dataclass(frozen=True, slots=True)
class FreshArticle:
    """An article to match follows with; its words are those of the search index."""

    article_id: ArticleId
    story_id: StoryId
    source: str
    language: str
    topics: tuple[str, ...]
    countries: tuple[str, ...]
    stored_at: datetime
    words: IndexWords


NAME_CROWD = 20  # a name that more stories have relates none of them
NAMES_IN_COMMON = 2  # names that stories must have in common to be related


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """A query for stories; an empty field means any."""

    window: Window | None = None  # stories with an article that was stored in it
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()  # stories with an article in one of them
    pushable_only: bool = False
    # Also include stories from before the window that are pinned until after this moment.
    pinned_at: datetime | None = None
    sources: int = 1  # at least so many distinct publishers among the matching articles
    limit: int = 200  # newest first


class ArticleStore(Protocol):
    async def get(self, ids: Sequence[ArticleId]) -> tuple[Article, ...]:
        """Return articles in the order of `ids`; unknown ids are left out."""
        ...

    async def oldest_unread(self, *, since: datetime) -> datetime | None:
        """Return when the first article without annotation was stored, after `since`; None if there is none.

        Articles that were given up or put off do not count, nor do edited ones, which still have their old annotation.
        """
        ...

    async def without_annotation(self, *, limit: int) -> tuple[Article, ...]:
        """Return the next articles for the annotator, in id order; edited articles are among them.

        If more are waiting, feeds take turns, so that a feed with many articles does not delay the others.
        """
        ...

    async def failures(self, ids: Sequence[ArticleId]) -> dict[ArticleId, int]:
        """Return article id → how often reading its text has failed, without articles that never failed."""
        ...

    async def put_off(self, article_id: ArticleId, *, tries: int, until: datetime, now: datetime) -> None:
        """Take an article whose text failed `tries` times out of the queue until that moment."""
        ...

    async def queue_put_off(self, *, now: datetime) -> int:
        """Queue the articles again that were put off until now; return how many."""
        ...

    async def reread(self, *, now: datetime) -> int:
        """Queue articles again that were put off or given up, as if they had never failed; return how many."""
        ...

    async def unread(self) -> Unread:
        """Return how many articles have no annotation of their text."""
        ...

    async def save_annotations(self, batch: Sequence[Annotated], *, now: datetime) -> None:
        """Store annotations with their search words, and put each article into its story, in one transaction.

        A story that does not exist is opened; a story that gets an article with news counts as new from `now` on.
        Stories without articles are deleted. An article deleted meanwhile is skipped; one that was edited meanwhile, or
        whose page came, stays in the queue.
        """
        ...

    async def texts_since(self, moment: datetime, *, limit: int) -> tuple[tuple[str, str], ...]:
        """Return (source, text) of the latest articles stored since then and not queued, in the order of storing."""
        ...

    async def stories_of(self, ids: Sequence[ArticleId]) -> dict[ArticleId, StoryId]:
        """Return article id → story id, for articles that have a story."""
        ...


class StoryStore(Protocol):
    async def find(self, query: StoryQuery) -> tuple[Story, ...]:
        """Return stories with an article that matches the whole query, those with the newest such article first.

        Each story has all its articles. Stories hidden by editors are left out, and a topic set by editors replaces a
        story's topics.
        """
        ...

    async def get(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        """Return stories in the order of `ids`, including hidden ones; unknown ids are left out."""
        ...

    async def affair(self, story_id: StoryId, *, limit: int) -> tuple[Story, ...]:
        """Return the stories of a story's affair, including itself, ordered by their first articles.

        These are the stories it develops, back to the first, and all stories that develop one of these; the newest
        `limit` of them that are not hidden, each with only its own articles and corrections. Empty if the story does
        not exist or its affair has no other story.
        """
        ...

    async def related(self, story_id: StoryId, *, since: datetime, limit: int) -> tuple[Story, ...]:
        """Return other stories that have two or more names in common with a story; most in common first, then newest.

        Only articles stored since then count, and no name that more than NAME_CROWD stories have in that time,
        because it says little. Hidden stories are left out; each comes with only its own articles and corrections.
        """
        ...

    def indexed_since(self, moment: datetime) -> AsyncIterator[tuple[StoryItem, StoryId]]:
        """Yield every annotated article stored since then, in id order, with its story, to rebuild the index."""
        ...

    async def fresh(self, *, seen: Collection[ArticleId], since: datetime, limit: int) -> tuple[FreshArticle, ...]:
        """Return pushable annotated articles stored since then, not `seen` and not in hidden stories, in id order."""
        ...

    async def without_summary(self, *, limit: int) -> tuple[Story, ...]:
        """Return stories whose articles have changed since their summaries were written, newest first."""
        ...

    async def save_summaries(self, summaries: Mapping[StoryId, Sequence[Summary]], *, now: datetime) -> None:
        """Replace the summaries of stories (by id); `without_summary` returns a story again when its articles change.

        Unknown stories are skipped. When an article is edited, its story loses its summaries until they are written
        again.
        """
        ...

    async def reserve_ids(self, count: int, *, now: datetime) -> StoryId:
        """Return the first of `count` consecutive story ids that were never used and that nobody else is given."""
        ...

    async def save_affairs(self, affairs: Mapping[StoryId, StoryId | None], *, now: datetime) -> None:
        """Store which earlier story each story (by id) develops, or that it develops none.

        Unknown stories on either side are skipped; when an earlier story is deleted later, the other develops none.
        """
        ...

    async def regroup(self, moves: Mapping[ArticleId, StoryId], *, now: datetime) -> None:
        """Move articles (id → story id) into other stories, opening those that do not exist; empty stories are deleted.

        The history of what chats were told is by article, and so follows the move.
        """
        ...
