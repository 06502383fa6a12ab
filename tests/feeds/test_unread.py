"""Articles that cannot be read, and workers that fail: these are told apart, and no article is lost."""

import contextlib
import os
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
import pytest_asyncio

from domain.article import NewArticle
from domain.clock import AdjustableClock
from domain.feed import Feed, NewFeed
from feeds import jobs
from feeds.annotator import TRIES, Annotator
from storage.interface import PollResult, Storage, StoryQuery, Unread
from tests.feeds.rig import ROOT
from tests.storage.openers import open_storage
from workers.pool import PoolUnwell, WorkerCrashed, WorkerPool

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
POISON = "Этот текст не читается."


class PoolWithPoison(WorkerPool):
    """A pool whose workers die of one text, as long as it is poison to them."""

    is_poison = True

    async def run(self, fn: Callable[..., Any], *args: Any, timeout: float) -> Any:
        if self.is_poison and fn is jobs.annotate and any(POISON in text for _, text, _, _ in args[0]):
            return await super().run(os._exit, 9, timeout=timeout)  # the worker process really dies
        return await super().run(fn, *args, timeout=timeout)


class Newsroom:
    def __init__(self, storage: Storage, pool: PoolWithPoison, clock: AdjustableClock) -> None:
        self.storage, self.pool, self.clock = storage, pool, clock
        self.annotator = Annotator(storage, pool, clock)
        self.feeds: dict[str, Feed] = {}

    async def tell(self, *texts: str, source: str = "Вестник") -> None:
        now = self.clock.now()
        if source not in self.feeds:
            new = NewFeed(f"https://{len(self.feeds)}.example/rss", source, source, "kg", "ru")
            self.feeds[source], _ = await self.storage.feeds.add(new, now=now)
        feed = self.feeds[source]
        articles = tuple(
            NewArticle(f"{source}{text}", f"{source}{text}", None, text[:40], text, "ru", now) for text in texts
        )
        state = replace(feed.state, next_poll_at=now + timedelta(hours=1), last_success_at=now)
        await self.storage.feeds.save_poll(PollResult(feed.id, now, state, articles))

    async def read(self) -> None:
        while await self.annotator.run_once():
            pass

    async def topics(self) -> dict[str, tuple[str, ...]]:
        found = await self.storage.stories.find(StoryQuery())
        return {article.headline: article.topics for story in found for article in story.articles}


pytestmark = pytest.mark.asyncio(loop_scope="module")


@contextlib.asynccontextmanager
async def started_pool() -> AsyncIterator[PoolWithPoison]:
    pool = PoolWithPoison(ROOT / "catalogue", processes=1, preload=jobs.__name__, answers=jobs.ANSWERS)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


@contextlib.asynccontextmanager
async def newsroom_of(pool: PoolWithPoison, folder: Path) -> AsyncIterator[Newsroom]:
    clock = AdjustableClock()
    clock.adjust((NOW - clock.now()).total_seconds())
    async with open_storage(folder, clock=clock) as opened:
        newsroom = Newsroom(opened.storage, pool, clock)
        yield newsroom
        await newsroom.annotator.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def readers() -> AsyncIterator[PoolWithPoison]:
    """Yield a pool that the tests share, as its models take seconds to load."""
    async with started_pool() as pool:
        yield pool


@pytest_asyncio.fixture(loop_scope="module")
async def newsroom(readers: PoolWithPoison, tmp_path: Path) -> AsyncIterator[Newsroom]:
    readers.is_poison = True
    async with newsroom_of(readers, tmp_path) as newsroom:
        yield newsroom


GOAL = "Сборная по футболу выиграла матч чемпионата, форвард забил гол на последней минуте."


async def test_an_article_waits_while_no_model_loads_and_is_read_once_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with started_pool() as pool, newsroom_of(pool, tmp_path) as newsroom:
        await newsroom.tell(GOAL)
        with monkeypatch.context() as broken:
            broken.setattr(newsroom.pool, "_load_models", _not_loading)
            for _ in range(TRIES + 2):
                assert await newsroom.annotator.run_once() == 0
            assert "did not load" in str(newsroom.annotator.fault)
            assert await newsroom.storage.articles.unread() == Unread(waiting=1, put_off=0, given_up=0)
        await newsroom.read()
        assert newsroom.annotator.fault is None
        assert "sports" in (await newsroom.topics())[GOAL[:40]]


async def _not_loading() -> None:
    raise PoolUnwell("the models did not load: OSError")


async def test_a_fork_server_that_is_killed_costs_no_article_its_annotation(newsroom: Newsroom) -> None:
    await newsroom.tell("Мост открыли.")
    await newsroom.read()
    worker = psutil.Process(await newsroom.pool.run(os.getpid, timeout=60))
    os.kill(worker.ppid(), signal.SIGKILL)
    os.kill(worker.pid, signal.SIGKILL)
    await newsroom.tell(GOAL)
    await newsroom.read()
    assert "sports" in (await newsroom.topics())[GOAL[:40]]


async def test_workers_that_read_nothing_at_all_are_not_the_articles_fault(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await newsroom.tell(GOAL, "Мост открыли.")

    async def crash(*_: object, **__: object) -> None:
        raise WorkerCrashed("killed by whoever watches memory")

    with monkeypatch.context() as broken:
        broken.setattr(newsroom.pool, "run", crash)
        for _ in range(TRIES + 2):
            assert await newsroom.annotator.run_once() == 0
            newsroom.clock.advance(86_400)
    assert await newsroom.storage.articles.unread() == Unread(2, 0, 0)
    await newsroom.read()
    assert "sports" in (await newsroom.topics())[GOAL[:40]]


async def test_a_text_that_fails_by_itself_is_tried_several_times_then_given_up_and_read_again_when_asked(
    newsroom: Newsroom,
) -> None:
    await newsroom.tell(POISON, GOAL)
    await newsroom.read()
    assert set(await newsroom.topics()) == {GOAL[:40]}, "the others are let through"
    assert await newsroom.storage.articles.unread() == Unread(0, 1, 0)
    await newsroom.read()
    assert await newsroom.storage.articles.unread() == Unread(0, 1, 0), "not at once"
    for _ in range(TRIES - 1):
        await newsroom.annotator.close()
        # The number of tries must survive a restart.
        newsroom.annotator = Annotator(newsroom.storage, newsroom.pool, newsroom.clock)
        newsroom.clock.advance(86_400)
        await newsroom.read()
    assert await newsroom.storage.articles.unread() == Unread(0, 0, 1)
    assert set(await newsroom.topics()) == {GOAL[:40], POISON[:40]}, "it is shown by its title"

    newsroom.pool.is_poison = False  # stands for a newer version, which can read the text
    newsroom.clock.advance(86_400)
    await newsroom.read()
    assert await newsroom.storage.articles.unread() == Unread(0, 0, 1), "only when asked for"
    assert await newsroom.storage.articles.reread(now=newsroom.clock.now()) == 1
    await newsroom.read()
    assert await newsroom.storage.articles.unread() == Unread(0, 0, 0)


async def test_feeds_take_turns_with_the_annotator(newsroom: Newsroom) -> None:
    await newsroom.tell(*(f"Заметка номер {number}." for number in range(200)), source="Поток")
    await newsroom.tell("Мост открыли.", source="Вестник")
    await newsroom.tell("Школу закрыли.", source="Район")
    batch = await newsroom.storage.articles.without_annotation(limit=32)
    assert len(batch) == 32
    assert {article.source for article in batch} == {"Поток", "Вестник", "Район"}
    assert [article.id for article in batch] == sorted(article.id for article in batch)
    flood = [article.id for article in batch if article.source == "Поток"]
    assert flood == list(range(flood[0], flood[0] + 30)), "within a feed the first come first"
