"""Deleting old articles from memory, and counting what is there; storage.memory.keeper makes copies."""

from datetime import datetime, timedelta

from domain.identity import FORGOTTEN_KEPT
from domain.ids import ArticleId, StoryId
from domain.retention import Expired, Hold
from storage.interface import Size
from storage.memory.polls import forget
from storage.memory.rows import ForgottenRow
from storage.memory.tables import Tables, second, to_seconds


class MemoryHousekeeping:
    """The in-memory implementation of storage.interface.Housekeeping."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def expired(self, *, now: datetime, keep: timedelta) -> Expired:
        return Expired(len(self._expired(second(now - keep))), len(self._tables.articles))

    async def retention_hold(self) -> Hold | None:
        return self._tables.retention_hold

    async def hold_retention(self, hold: Hold | None, *, now: datetime) -> None:  # noqa: ARG002 - part of the contract
        self._tables.retention_hold = hold and to_seconds(hold)

    async def retain(self, *, now: datetime, keep: timedelta, batch: int = 100) -> int:
        tables, oldest = self._tables, second(now - keep)
        old = self._expired(oldest)
        left: set[StoryId] = set()
        for article_id in old[:batch]:
            if tables.feeds[tables.articles[article_id].feed_id].removed_at is None:
                tables.forgotten[article_id] = ForgottenRow(forget(tables, article_id), second(now))
            if row := tables.annotations.pop(article_id, None):
                left.add(row.story_id)
            del tables.articles[article_id]
            tables.topic_queue.discard(article_id)
            tables.queue.discard(article_id)
            tables.pages.pop(article_id, None)
            tables.failures.pop(article_id, None)
            for key in [key for key in tables.corrections if key[1] == article_id]:
                del tables.corrections[key]
        tables.drop_empty(left)
        tables.forgotten = {key: row for key, row in tables.forgotten.items() if self._may_be_listed(row)}
        return len(old[:batch])

    async def check(self) -> tuple[str, ...]:
        strays = self._tables.annotations.keys() - self._tables.articles.keys()
        faults = (f"{len(strays)} annotations are of articles that are no more",) if strays else ()
        hold = self._tables.retention_hold
        return faults if hold is None else (*faults, hold.for_operator())

    async def probe(self) -> None:
        """Do nothing, because memory accepts every write."""

    async def size(self) -> Size:
        return Size(0, 0)

    async def counts(self) -> dict[str, int]:
        nouns = ("feeds", "articles", "annotations", "stories", "chats", "posts", "deliveries")
        return {noun: len(getattr(self._tables, noun)) for noun in nouns}

    def _expired(self, oldest: datetime) -> list[ArticleId]:
        by_age = sorted((row.stored_at, key) for key, row in self._tables.articles.items())
        return [key for _, key in by_age if self._is_old(key, oldest)]

    def _is_old(self, article_id: ArticleId, oldest: datetime) -> bool:
        """Return whether an article was stored before `oldest` and its story has not changed since then."""
        row = self._tables.annotations.get(article_id)
        story = row and self._tables.stories.get(row.story_id)
        return self._tables.articles[article_id].stored_at < oldest and not (story and story.updated_at >= oldest)

    def _may_be_listed(self, row: ForgottenRow) -> bool:
        """Return whether the document of a deleted article's feed may still contain the article.

        It no longer does if the feed is removed, or if a poll brought entries more than FORGOTTEN_KEPT after the
        article was last listed.
        """
        feed = self._tables.feeds[row.kept.feed_id]
        return feed.removed_at is None and (feed.listed_at is None or feed.listed_at <= row.listed_at + FORGOTTEN_KEPT)
