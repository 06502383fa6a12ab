"""Chats that were told different stories, all due at once: each needs a digest of its own, composed one by one.

Only the articles are invented. SQLite has the stories of one day, a third of which got news later; each chat was told
ten of them. The figure is the longest time for which ToldHistory holds its lock, because alerts and readers who ask for
a digest wait for that lock. For comparison, a few chats get digests that share no work.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from benchmarks.archive import articles
from benchmarks.sending.herd import DUE, TOPICS, MorningClock, settle
from digest.builder import DigestBuilder
from digest.told import Histories as Told
from digest.told import ToldHistory
from domain.article import Annotation
from domain.chat import Chat, Place
from domain.digest import Digest, DigestRequest, DigestStory, Window
from domain.feed import NewFeed, PollState
from domain.ids import ArticleId, ChatId, StoryId
from domain.story import Story
from jobs.digests import DigestTick
from storage.interface import Annotated, PollResult, Storage, StoryQuery
from storage.sqlite import SqliteStorage, open_storage

_YESTERDAY = DUE - timedelta(hours=20)
_TOLD = 10  # stories that each chat was told
_AGAIN = 3  # every third story has news


@dataclass(frozen=True)
class Histories:
    seconds: float
    held_ms: float  # the longest time for which the history's lock was held
    finds: int  # number of queries for the stories of the window
    queued: int


class TimedHistory(ToldHistory):
    """The product's history, which records how long its lock is held."""

    longest = 0.0
    _since = 0.0

    @asynccontextmanager
    async def of(self, chats: Sequence[Chat], *, now: datetime) -> AsyncIterator[Told]:
        async with super().of(chats, now=now) as told:
            yield told
            self.longest = max(self.longest, time.perf_counter() - self._since)

    async def _read(self, chats: Sequence[Chat], now: datetime) -> Told:
        self._since = time.perf_counter()
        return await super()._read(chats, now)


class CountingStories:
    """The storage's stories, counting the queries for them."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.finds = 0

    async def find(self, query: StoryQuery) -> tuple[Story, ...]:
        self.finds += 1
        return await self._storage.stories.find(query)


@dataclass(frozen=True)
class ForgetfulBuilder:
    """A digest builder that composes each digest without a batch, so that digests share no work."""

    builder: DigestBuilder

    def batch(self, *, now: datetime) -> "ForgetfulBuilder":
        assert now == DUE
        return self

    async def prepare(self, request: DigestRequest) -> None: ...

    async def build(self, request: DigestRequest) -> Digest:
        return await self.builder.build(request, now=DUE)


def queue_histories(chats: int = 1_000, stories: int = 600, *, remembers: bool = True) -> Histories:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_queue(Path(folder) / "jarchi.db", chats, stories, remembers=remembers))


async def _queue(path: Path, chats: int, stories: int, *, remembers: bool) -> Histories:
    opened = await open_storage(path, clock=MorningClock())
    try:
        told = await _publish(opened.storage, stories)
        await settle(opened, chats)
        await _tell(opened, chats, told)
        counting = CountingStories(opened.storage)
        builder = DigestBuilder(replace(opened.storage, stories=cast("Any", counting)))
        history = TimedHistory(opened.storage)
        tick = DigestTick(opened.storage, MorningClock(), history, builder if remembers else ForgetfulBuilder(builder))
        started = time.perf_counter()
        await tick.run_once()
        seconds = time.perf_counter() - started
        return Histories(seconds, history.longest * 1000, counting.finds, await opened.storage.outbox.waiting())
    finally:
        await opened.close()


async def _publish(storage: Storage, stories: int) -> list[DigestStory]:
    """Store stories of yesterday, and a further article of today for a third of them.

    Return the stories in the form in which a digest of yesterday has them, without the articles of today.
    """
    feed, _ = await storage.feeds.add(NewFeed("https://tandem.example/rss", "Тандем", "Тандем", "kg", "ru"), now=DUE)
    state = PollState(next_poll_at=DUE + timedelta(hours=1), last_success_at=_YESTERDAY - timedelta(days=1))
    made = articles(1, stories + stories // _AGAIN)
    batches = ((made[:stories], _YESTERDAY), (made[stories:], DUE - timedelta(hours=2)))
    for batch, moment in batches:
        fresh = tuple(replace(article, published_at=moment) for article in batch)
        await storage.feeds.save_poll(PollResult(feed.id, moment, state, fresh))
        while unread := await storage.articles.without_annotation(limit=200):
            annotated = [
                Annotated(one.id, _annotation(one.id, one.text), StoryId(_story_of(one.id, stories))) for one in unread
            ]
            await storage.articles.save_annotations(annotated, now=moment)
    return [
        DigestStory(StoryId(number), "", None, "ru", None, (), (), (), _YESTERDAY, articles=(ArticleId(number),))
        for number in range(1, stories + 1)
    ]


def _story_of(article_id: int, stories: int) -> int:
    return article_id if article_id <= stories else (article_id - stories) * _AGAIN


def _annotation(number: int, text: str) -> Annotation:
    sentences = tuple(f"{sentence.strip()}." for sentence in text.split(".") if sentence.strip())
    topic = TOPICS[number % len(TOPICS)]
    return Annotation("ru", (topic,), ("kg",), headline=sentences[0], sentences=sentences)


async def _tell(opened: SqliteStorage, chats: int, told: Sequence[DigestStory]) -> None:
    """Record for each chat ten random stories as told."""
    chance = random.Random(1)
    for chat_id in range(1, chats + 1):
        digest = Digest(Window(_YESTERDAY, DUE), tuple(chance.sample(told, _TOLD)))
        await opened.storage.told.record_shown(Place(ChatId(chat_id)), digest, now=_YESTERDAY + timedelta(hours=1))
