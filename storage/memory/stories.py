"""The stories in memory: finding them by window, topic, country and language, and moving articles between them."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime

from domain.features import StoryItem
from domain.ids import ArticleId, StoryId
from domain.story import Story, Summary
from storage.interface import FreshArticle, StoryQuery
from storage.interface.stories import NAME_CROWD, NAMES_IN_COMMON
from storage.memory.tables import Tables, second


class MemoryStories:
    """The in-memory implementation of storage.interface.StoryStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def find(self, query: StoryQuery) -> tuple[Story, ...]:
        newest: dict[StoryId, ArticleId] = {}  # story → its newest matching article
        sources: dict[StoryId, set[str]] = {}
        for article_id, row in self._tables.annotations.items():
            if self._fits(article_id, query):
                newest[row.story_id] = max(newest.get(row.story_id, article_id), article_id)
                sources.setdefault(row.story_id, set()).add(self._tables.story_article(article_id).source)
        many = [story_id for story_id in newest if len(sources[story_id]) >= query.sources]
        order = sorted(many, key=lambda story_id: -newest[story_id])
        return await self.get(order[: query.limit])

    async def get(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        found = (self._tables.story(story_id) for story_id in ids)
        return tuple(story for story in found if story is not None)

    async def affair(self, story_id: StoryId, *, limit: int) -> tuple[Story, ...]:
        rows = self._tables.stories
        found: dict[StoryId, None] = {}
        while story_id in rows and story_id not in found:
            found[story_id] = None
            story_id = rows[story_id].develops or story_id
        while later := [key for key, row in rows.items() if row.develops in found and key not in found]:
            found |= dict.fromkeys(later)
        stories = [self._tables.story(key, is_bare=True) for key in found if not self._tables.is_hidden(key)]
        told = sorted((story for story in stories if story is not None), key=lambda story: story.articles[0].id)
        return tuple(told[-limit:]) if len(told) > 1 else ()

    async def related(self, story_id: StoryId, *, since: datetime, limit: int) -> tuple[Story, ...]:
        tables = self._tables
        mine = {
            name.key for row in tables.annotations.values() if row.story_id == story_id for name in row.annotation.names
        } - {""}
        holders: dict[str, dict[StoryId, ArticleId]] = {}  # name → story → the story's newest article with that name
        for article_id in sorted(tables.annotations):
            row = tables.annotations[article_id]
            is_old = tables.story_article(article_id).stored_at < second(since)
            if is_old or tables.is_hidden(row.story_id):
                continue
            for key in mine & {name.key for name in row.annotation.names}:
                holders.setdefault(key, {})[row.story_id] = article_id
        found: dict[StoryId, list[ArticleId]] = {}
        for stories in holders.values():
            for other, article_id in stories.items() if len(stories) <= NAME_CROWD else ():
                found.setdefault(other, []).append(article_id)
        order = sorted(
            (other for other, newest in found.items() if other != story_id and len(newest) >= NAMES_IN_COMMON),
            key=lambda other: (-len(found[other]), -max(found[other])),
        )
        told = (tables.story(other, is_bare=True) for other in order[:limit])
        return tuple(story for story in told if story is not None)

    async def indexed_since(self, moment: datetime) -> AsyncIterator[tuple[StoryItem, StoryId]]:
        for article_id in sorted(self._tables.annotations):
            article, row = self._tables.article(article_id), self._tables.annotations.get(article_id)
            if article is None or row is None or article.stored_at < second(moment):
                continue
            item = StoryItem(
                article_id,
                article.source,
                row.annotation.language,
                article.published_at,
                article.stored_at,
                row.annotation.features,
            )
            yield item, row.story_id

    async def fresh(self, *, seen: Collection[ArticleId], since: datetime, limit: int) -> tuple[FreshArticle, ...]:
        found = []
        for article_id in sorted(self._tables.annotations.keys() - set(seen)):
            article, row = self._tables.story_article(article_id), self._tables.annotations[article_id]
            is_late = article.stored_at < second(since)
            if not article.is_pushable or is_late or self._tables.is_hidden(row.story_id):
                continue
            found.append(
                FreshArticle(
                    article_id=article_id,
                    story_id=row.story_id,
                    source=article.source,
                    language=article.language,
                    topics=article.topics,
                    countries=article.countries,
                    stored_at=article.stored_at,
                    words=row.annotation.words,
                )
            )
        return tuple(found[:limit])

    async def without_summary(self, *, limit: int) -> tuple[Story, ...]:
        missing = sorted((key for key, row in self._tables.stories.items() if row.needs_summary), reverse=True)
        return await self.get(missing[:limit])

    # `now` is not needed here, but the method has it in storage.interface.
    async def save_summaries(self, summaries: Mapping[StoryId, Sequence[Summary]], *, now: datetime) -> None:  # noqa: ARG002
        for story_id, written in summaries.items():
            if row := self._tables.stories.get(story_id):
                row.summaries = tuple(sorted(written, key=lambda summary: summary.language))
                row.needs_summary = False

    # `now` is not needed here, but the method has it in storage.interface.
    async def save_affairs(self, affairs: Mapping[StoryId, StoryId | None], *, now: datetime) -> None:  # noqa: ARG002
        stories = self._tables.stories
        for story_id, develops in affairs.items():
            if story_id in stories and (develops is None or develops in stories):
                stories[story_id].develops = develops

    async def reserve_ids(self, count: int, *, now: datetime) -> StoryId:  # noqa: ARG002 - part of the contract
        told = (story_id for post in self._tables.posts.values() for story_id in post.told_stories)
        last = max((self._tables.last_ids.get("story", 0), *self._tables.stories, *told))
        self._tables.last_ids["story"] = last + count
        return StoryId(last + 1)

    async def regroup(self, moves: Mapping[ArticleId, StoryId], *, now: datetime) -> None:
        self._tables.move_articles(moves, now)

    def _fits(self, article_id: ArticleId, query: StoryQuery) -> bool:
        article = self._tables.story_article(article_id)
        window = query.window
        said = self._tables.corrected(self._tables.members(self._tables.annotations[article_id].story_id))
        pinned = query.pinned_at and said.pinned_until and said.pinned_until > second(query.pinned_at)
        topics = (said.topic,) if said.topic else article.topics
        return (
            not said.is_hidden
            and (window is None or bool(pinned) or second(window.start) <= article.stored_at < second(window.end))
            and (not query.topics or not set(query.topics).isdisjoint(topics))
            and (not query.countries or not set(query.countries).isdisjoint(article.countries))
            and (not query.languages or article.language in query.languages)
            and (article.is_pushable or not query.pushable_only)
        )
