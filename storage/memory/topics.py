"""The newsroom's changes to topics, in memory, and the articles whose topics have to be found again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from domain.article import Article
from domain.audit import Change
from domain.chat import ChatKind
from domain.ids import ArticleId
from domain.post import Notice, PostKind
from domain.topic import EditedTopic, hidden_keys, is_left_without, with_topic_moved
from storage.interface import Addressee
from storage.memory.chats import tell_people
from storage.memory.newsroom import keep_changes
from storage.memory.outbox import queue_post
from storage.memory.tables import Tables, second


class MemoryTopics:
    """The in-memory implementation of storage.interface.TopicStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def edited(self) -> tuple[EditedTopic, ...]:
        return tuple(self._tables.topics.values())

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
        tables = self._tables
        if all(tables.topics.get(one.key) == one for one in topics):
            return True
        before = hidden_keys(tables.topics)
        stored = {key: topic.version for key, topic in tables.topics.items()}
        if any(one.version != stored.get(one.key, 0) + 1 for one in topics):
            return False
        tables.topics |= {one.key: one for one in topics}
        keep_changes(tables, changes, now)
        for key, to in (moves or {}).items():
            tables.chats = {place: with_topic_moved(chat, key, to) for place, chat in tables.chats.items()}
        tables.topic_queue |= self._annotated_since(sort_since)
        if notice is not None:
            hidden = hidden_keys(tables.topics)
            found = [chat for chat in tables.chats.values() if is_left_without(chat, hidden, before)]
            own = [Addressee(chat, chat.next_due_at) for chat in found if chat.kind is ChatKind.PRIVATE]
            if own:
                queue_post(tables, PostKind.NOTICE, notice, own, now)
            tell_people(tables, [chat for chat in found if chat.kind is not ChatKind.PRIVATE], notice.afar, now)
        return True

    async def unsorted(self, *, limit: int) -> tuple[Article, ...]:
        found = (self._tables.article(key) for key in sorted(self._tables.topic_queue, reverse=True)[:limit])
        return tuple(article for article in found if article is not None)

    async def unsorted_count(self) -> int:
        return len(self._tables.topic_queue)

    async def sort(self, topics: Mapping[ArticleId, Sequence[str]], *, now: datetime) -> None:  # noqa: ARG002 - the contract
        for article_id, found in topics.items():
            row = self._tables.annotations.get(article_id)
            if row is not None:
                row.annotation = replace(row.annotation, topics=tuple(found))
        self._tables.topic_queue -= topics.keys()

    async def topics_since(self, moment: datetime) -> dict[ArticleId, tuple[str, ...]]:
        annotations = self._tables.annotations
        return {key: annotations[key].annotation.topics for key in sorted(self._annotated_since(moment))}

    def _annotated_since(self, moment: datetime) -> set[ArticleId]:
        rows = self._tables.articles
        return {key for key in self._tables.annotations if rows[key].stored_at >= second(moment)}
