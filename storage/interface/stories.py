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
    """The annotation of an article, and the story that the article was put into."""

    article_id: ArticleId
    annotation: Annotation
    story_id: StoryId
    # The hash of the text that was annotated; if the article was edited meanwhile, it stays in the queue.
    content_hash: str = ""
    # Whether the text of the web page was annotated; if the page was fetched meanwhile, the article stays in the queue.
    has_page: bool = False
    # Failed tries to read the text, after which it was given up and the annotation made from the title; 0: it was read.
    given_up_after: int = 0
    is_news: bool = True  # False for an article that was edited or moved, so that its story does not count as new


@dataclass(frozen=True, slots=True)
class Unread:
    """How many articles have no annotation made from their text."""

    waiting: int  # in the annotator's queue
    put_off: int  # articles whose text could not be read, to be tried again later
    given_up: int  # articles whose text could not be read several times; tried again only on request


@dataclass(frozen=True, slots=True)
class FreshArticle:
    """An article that is compared with follows; its words are those of the search index."""

    article_id: ArticleId
    story_id: StoryId
    source: str
    language: str
    topics: tuple[str, ...]
    countries: tuple[str, ...]
    stored_at: datetime
    words: IndexWords


NAME_CROWD = 20  # if more stories than this have a name, the name does not make any of them related
NAMES_IN_COMMON = 2  # the number of names that two stories must share to be related


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """Conditions for stories; an empty field is no condition."""

    window: Window | None = None  # only stories with an article that was stored in this window
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()  # only stories with an article in one of these languages
    pushable_only: bool = False
    # Also include earlier stories that editors pinned until after this moment.
    pinned_at: datetime | None = None
    sources: int = 1  # the least number of distinct publishers among the matching articles
    limit: int = 200  # the greatest number of stories; the newest are returned


class ArticleStore(Protocol):
    async def get(self, ids: Sequence[ArticleId]) -> tuple[Article, ...]:
        """Return articles in the order of `ids`; unknown ids are left out."""
        ...

    async def oldest_unread(self, *, since: datetime) -> datetime | None:
        """Return when the first article was stored that has no annotation and was stored after `since`; None if none.

        Articles that were put off or given up do not count, and neither do edited ones, which have their old
        annotation.
        """
        ...

    async def without_annotation(self, *, limit: int) -> tuple[Article, ...]:
        """Return the next articles for the annotator, by id; edited articles that need a new annotation are included.

        If more than `limit` are waiting, the feeds take turns, so that one feed with many articles does not delay
        others.
        """
        ...

    async def failures(self, ids: Sequence[ArticleId]) -> dict[ArticleId, int]:
        """Return article id → how often its text could not be read, for articles where that happened."""
        ...

    async def put_off(self, article_id: ArticleId, *, tries: int, until: datetime, now: datetime) -> None:
        """Take an article whose text could not be read `tries` times out of the queue until that moment."""
        ...

    async def queue_put_off(self, *, now: datetime) -> int:
        """Put articles back into the queue whose time to be tried again has come; return how many."""
        ...

    async def reread(self, *, now: datetime) -> int:
        """Put articles that were put off or given up back into the queue, as if they never failed; return how many."""
        ...

    async def unread(self) -> Unread:
        """Return how many articles have no annotation made from their text."""
        ...

    async def save_annotations(self, batch: Sequence[Annotated], *, now: datetime) -> None:
        """Store annotations with their search words, and put each article into its story, in one transaction.

        A story that does not exist yet is created. A story that gets an article with `is_news` counts as new from `now`
        on. Stories without articles are deleted. An article that was deleted meanwhile is skipped; one that was edited
        meanwhile, or whose web page came, stays in the queue.
        """
        ...

    async def texts_since(self, moment: datetime, *, limit: int) -> tuple[tuple[str, str], ...]:
        """Return (source, text) of the latest `limit` articles stored since then, in order, without queued ones."""
        ...

    async def stories_of(self, ids: Sequence[ArticleId]) -> dict[ArticleId, StoryId]:
        """Return article id → story id, for articles that have a story."""
        ...


class StoryStore(Protocol):
    async def find(self, query: StoryQuery) -> tuple[Story, ...]:
        """Return stories with an article that matches the whole query; the story with the newest such article is first.

        Each story has all its articles. Stories that editors have hidden are left out, and a topic set by editors
        replaces a story's own topics.
        """
        ...

    async def get(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        """Return stories in the order of `ids`, including hidden ones; unknown ids are left out."""
        ...

    async def affair(self, story_id: StoryId, *, limit: int) -> tuple[Story, ...]:
        """Return the stories of a story's affair, including the story itself, ordered by their first articles.

        An affair has the stories that this one develops, back to the first, and all that develop one of these. Return
        the newest `limit` that are not hidden, each with only its own articles and corrections. Empty if the story does
        not exist or its affair has no other story.
        """
        ...

    async def related(self, story_id: StoryId, *, since: datetime, limit: int) -> tuple[Story, ...]:
        """Return other stories that share two or more names with a story; those that share most first, then newest.

        Only articles stored since then count. A name that more than NAME_CROWD stories have in that time does not
        count, because it says little. Hidden stories are left out; each comes with only its own articles and
        corrections.
        """
        ...

    def indexed_since(self, moment: datetime) -> AsyncIterator[tuple[StoryItem, StoryId]]:
        """Yield every annotated article stored since then, by id, with its story; StoryIndex is rebuilt from these."""
        ...

    async def fresh(self, *, seen: Collection[ArticleId], since: datetime, limit: int) -> tuple[FreshArticle, ...]:
        """Return pushable annotated articles stored since then, by id, without `seen` and those in hidden stories."""
        ...

    async def without_summary(self, *, limit: int) -> tuple[Story, ...]:
        """Return stories whose articles have changed since their summaries were written, newest first."""
        ...

    async def save_summaries(self, summaries: Mapping[StoryId, Sequence[Summary]], *, now: datetime) -> None:
        """Replace the summaries of stories (by id); afterwards `without_summary` leaves these stories out.

        A story comes back to `without_summary` when its articles change; when one is edited, the summaries are deleted
        until they are written again. Unknown stories are skipped.
        """
        ...

    async def reserve_ids(self, count: int, *, now: datetime) -> StoryId:
        """Return the first of `count` consecutive story ids that were never used and are reserved for the caller."""
        ...

    async def save_affairs(self, affairs: Mapping[StoryId, StoryId | None], *, now: datetime) -> None:
        """Store which earlier story each story (by id) develops; None if it develops none.

        A pair in which either story is unknown is skipped. If an earlier story is deleted later, the other develops
        none.
        """
        ...

    async def regroup(self, moves: Mapping[ArticleId, StoryId], *, now: datetime) -> None:
        """Move articles (id → story id) into other stories; missing stories are created, empty ones are deleted.

        What chats were told is stored by article, so it moves with the articles.
        """
        ...
