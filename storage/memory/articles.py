"""The articles in memory: reading them, queueing them for the annotator, and storing their annotations."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.ahead import LONGEST_REST
from domain.article import Article
from domain.ids import ArticleId, StoryId
from storage.interface import Annotated, Unread
from storage.memory.rows import AnnotationRow, FailureRow, StoryRow
from storage.memory.tables import Tables, second


class MemoryArticles:
    """The in-memory implementation of storage.interface.ArticleStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def get(self, ids: Sequence[ArticleId]) -> tuple[Article, ...]:
        return self._articles(ids)

    async def oldest_unread(self, *, since: datetime) -> datetime | None:
        tables = self._tables
        moments = (tables.articles[key].stored_at for key in tables.queue - tables.annotations.keys())
        return min((moment for moment in moments if moment > second(since)), default=None)

    async def without_annotation(self, *, limit: int) -> tuple[Article, ...]:
        turns: Counter[int] = Counter()
        order = []
        for article_id in sorted(self._tables.queue):
            feed_id = self._tables.articles[article_id].feed_id
            turns[feed_id] += 1
            order.append((turns[feed_id], article_id))
        return self._articles(sorted(article_id for _, article_id in sorted(order)[:limit]))

    async def failures(self, ids: Sequence[ArticleId]) -> dict[ArticleId, int]:
        return {key: self._tables.failures[key].tries for key in ids if key in self._tables.failures}

    # `now` is not needed here, but the method has it in storage.interface.
    async def put_off(self, article_id: ArticleId, *, tries: int, until: datetime, now: datetime) -> None:  # noqa: ARG002
        if article_id in self._tables.queue:
            self._tables.failures[article_id] = FailureRow(tries, second(until))
            self._tables.queue.discard(article_id)

    async def queue_put_off(self, *, now: datetime) -> int:
        due = {
            key
            for key, row in self._tables.failures.items()
            if row.due_at is not None
            and key not in self._tables.queue
            # A due_at beyond LONGEST_REST was set by a wrong clock (domain.ahead), so the article is due.
            and not second(now) < row.due_at <= second(now + LONGEST_REST)
        }
        self._tables.queue |= due
        return len(due)

    async def reread(self, *, now: datetime) -> int:  # noqa: ARG002 - part of the contract
        count = len(self._tables.failures)
        self._tables.queue |= self._tables.failures.keys()
        self._tables.failures.clear()
        return count

    async def unread(self) -> Unread:
        put_off = sum(row.due_at is not None for row in self._tables.failures.values())
        return Unread(len(self._tables.queue), put_off, len(self._tables.failures) - put_off)

    async def texts_since(self, moment: datetime, *, limit: int) -> tuple[tuple[str, str], ...]:
        read = [
            (row.stored_at, key)
            for key, row in self._tables.articles.items()
            if row.stored_at >= second(moment) and key not in self._tables.queue
        ]
        latest = sorted(read)[-limit:] if limit else []
        return tuple((article.source, article.text) for article in self._articles([key for _, key in latest]))

    async def stories_of(self, ids: Sequence[ArticleId]) -> dict[ArticleId, StoryId]:
        return {key: self._tables.annotations[key].story_id for key in ids if key in self._tables.annotations}

    async def save_annotations(self, batch: Sequence[Annotated], *, now: datetime) -> None:
        tables = self._tables
        changed: set[StoryId] = set()
        for item in batch:
            row = tables.articles.get(item.article_id)
            if row is None:
                continue
            earlier = tables.annotations.get(item.article_id)
            if earlier is not None:
                changed.add(earlier.story_id)
            self._open(item, now, is_news=item.is_news and earlier is None)
            tables.annotations[item.article_id] = AnnotationRow(item.annotation, item.story_id)
            stands = (row.article.content_hash, row.has_page)
            if not item.content_hash or (item.content_hash, item.has_page) == stands:
                tables.queue.discard(item.article_id)
            if item.given_up_after:
                tables.failures[item.article_id] = FailureRow(item.given_up_after, None)
            else:
                tables.failures.pop(item.article_id, None)
        for story_id in changed & tables.stories.keys():
            story = tables.stories[story_id]
            story.summaries, story.needs_summary = (), True  # summaries made from the article's old text may be wrong
        tables.drop_empty(changed)

    def _open(self, item: Annotated, now: datetime, *, is_news: bool) -> None:
        """Create the item's story if it does not exist, and ask for a new summary of it.

        If the article brings news, the story's `updated_at` becomes `now`.
        """
        story = self._tables.stories.setdefault(item.story_id, StoryRow(second(now), second(now)))
        story.needs_summary = True
        if is_news:
            story.updated_at = max(story.updated_at, second(now))

    def _articles(self, ids: Iterable[ArticleId]) -> tuple[Article, ...]:
        found = (self._tables.article(article_id) for article_id in ids)
        return tuple(article for article in found if article is not None)
