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
    # The hash of the text that was annotated. If it differs from the article's by now, because the article was edited,
    # the article stays in the queue.
    content_hash: str = ""
    # Whether the annotated text is that of the web page. If it is not, but the page's text has been stored by now, the
    # article stays in the queue.
    has_page: bool = False
    # 0 if the text was read. Otherwise the number of failed tries to read it, after which the annotation was made from
    # the title alone.
    given_up_after: int = 0
    is_news: bool = True  # False for an article that was edited or moved, so that its story does not count as new


@dataclass(frozen=True, slots=True)
class Unread:
    """The numbers of articles that have no annotation made from their present text, by what happens to them next."""

    waiting: int  # articles in the annotator's queue
    put_off: int  # articles whose text could not be read, to be tried again later
    given_up: int  # articles whose text was tried several times and could not be read; tried again only on request


@dataclass(frozen=True, slots=True)
class FreshArticle:
    """A new article, with what is compared with the follows of chats; `words` are its words in the search index."""

    article_id: ArticleId
    story_id: StoryId
    source: str
    language: str
    topics: tuple[str, ...]
    countries: tuple[str, ...]
    stored_at: datetime
    words: IndexWords


NAME_CROWD = 20  # if more stories than this have a name, the name does not make any of them related
NAMES_IN_COMMON = 2  # the least number of names that two stories must share to be related


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """Conditions for stories; an empty field is no condition."""

    window: Window | None = None  # only stories with an article that was stored in this window
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()  # only stories with an article in one of these languages
    pushable_only: bool = False
    # If set, stories from before the window are included, too, if they are pinned and the pin ends after this moment.
    pinned_at: datetime | None = None
    sources: int = 1  # the least number of distinct publishers among the matching articles
    limit: int = 200  # the greatest number of stories; the newest are returned


class ArticleStore(Protocol):
    async def get(self, ids: Sequence[ArticleId]) -> tuple[Article, ...]:
        """Return articles in the order of `ids`; unknown ids are left out."""
        ...

    async def oldest_unread(self, *, since: datetime) -> datetime | None:
        """Return when the oldest article without any annotation was stored, of those stored after `since`.

        Return None if there is none. Articles that were put off or given up do not count, and neither do edited
        articles, which still have their old annotation.
        """
        ...

    async def without_annotation(self, *, limit: int) -> tuple[Article, ...]:
        """Return up to `limit` articles from the annotator's queue, by id, among them edited ones.

        If more than `limit` are waiting, one article of each feed is chosen in turn, so that a feed with many articles
        does not delay the others.
        """
        ...

    async def failures(self, ids: Sequence[ArticleId]) -> dict[ArticleId, int]:
        """Return article id → how often the annotator failed to read its text, for those with any failures."""
        ...

    async def put_off(self, article_id: ArticleId, *, tries: int, until: datetime, now: datetime) -> None:
        """Take an article out of the annotator's queue until the moment `until`, because its text could not be read.

        `tries` is how often reading the text has failed so far.
        """
        ...

    async def queue_put_off(self, *, now: datetime) -> int:
        """Queue articles for the annotator again if the time for which they were put off is over; return how many."""
        ...

    async def reread(self, *, now: datetime) -> int:
        """Let the annotator try again all articles whose text it could not read; return how many there are.

        These are the articles that were put off and those that were given up. Their failed tries are forgotten.
        """
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
        """Return (source, text) of the latest `limit` articles stored since a moment, in the order of storing.

        Articles in the annotator's queue are left out.
        """
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

        The affair consists of the earlier stories that this story develops, back to the first, and of all stories that
        develop one of these. The newest `limit` stories that are not hidden are returned, each with its articles and
        corrections but without its summaries. If the story does not exist, or if its affair has no other story, the
        result is empty.
        """
        ...

    async def related(self, story_id: StoryId, *, since: datetime, limit: int) -> tuple[Story, ...]:
        """Return other stories that have two or more names in common with a story.

        Stories with more names in common come first; among equals, newer stories do. Only articles stored since `since`
        count. A name that more than NAME_CROWD stories have in that time does not count, because it says little. Hidden
        stories are left out. Each story comes with its articles and corrections but without its summaries.
        """
        ...

    def indexed_since(self, moment: datetime) -> AsyncIterator[tuple[StoryItem, StoryId]]:
        """Yield every annotated article stored since a moment, by id, with the id of its story.

        A StoryIndex is rebuilt from these after a restart.
        """
        ...

    async def fresh(self, *, seen: Collection[ArticleId], since: datetime, limit: int) -> tuple[FreshArticle, ...]:
        """Return up to `limit` annotated, pushable articles that were stored since `since`, by id.

        Articles in `seen` and articles of hidden stories are left out.
        """
        ...

    async def without_summary(self, *, limit: int) -> tuple[Story, ...]:
        """Return up to `limit` stories whose articles have changed since their summaries were written, newest first."""
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
