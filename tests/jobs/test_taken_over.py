"""A tick that is stopped after it has read what chats were told queues nothing that its successor has queued."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from digest.builder import DigestBuilder
from digest.told import Histories, ToldHistory
from domain.chat import Chat
from domain.digest import Digest, DigestRequest
from domain.ids import ChatId
from domain.lease import Lease, LeaseLost, Work
from domain.process_role import EVERY_ROLE
from jobs.breaking_news import BreakingRule, BreakingTick
from jobs.follows import FollowTick
from jobs.reviews import Reviews
from jobs.updates import UpdateTick
from launch.sharing import Sharing
from tests.jobs.rig import Newsroom, open_newsroom, utc
from tests.jobs.test_breaking_news import report
from tests.jobs.test_reviews import SATURDAY, reviews
from tests.jobs.test_updates import MORNING, follow

Run = Callable[[], Awaitable[int]]
Make = Callable[[Newsroom, ToldHistory, Lease], Run]


def held() -> Lease:
    """Return a lease that is held until it is lost."""
    lease = Lease()
    lease.renew(0, length=1e12)
    return lease


class StoppedHistory(ToldHistory):
    """A history whose process is stopped once it has read it, so long that it loses its lease and its turn."""

    def __init__(self, newsroom: Newsroom, lease: Lease, successor: Run) -> None:
        super().__init__(newsroom.storage)
        self._lease = lease
        self._successor = successor
        self.queued = 0

    @asynccontextmanager
    async def of(self, chats: Sequence[Chat], *, now: datetime) -> AsyncIterator[Histories]:
        async with super().of(chats, now=now) as told:
            self._lease.lose()
            self.queued += await self._successor()
            yield told


def breaking(newsroom: Newsroom, history: ToldHistory, lease: Lease) -> Run:
    builder = DigestBuilder(newsroom.storage)
    return BreakingTick(newsroom.storage, newsroom.clock, history, builder, BreakingRule(), lease=lease).run_once


def updates(newsroom: Newsroom, history: ToldHistory, lease: Lease) -> Run:
    return UpdateTick(newsroom.storage, newsroom.clock, history, DigestBuilder(newsroom.storage), lease=lease).run_once


def follows(newsroom: Newsroom, history: ToldHistory, lease: Lease) -> Run:
    return FollowTick(newsroom.storage, newsroom.clock, history, DigestBuilder(newsroom.storage), lease=lease).run_once


@pytest.mark.parametrize("make", [breaking, updates, follows])
async def test_a_story_is_queued_once_though_its_tick_goes_on_after_another_took_over(
    tmp_path: Path, make: Make
) -> None:
    async with open_newsroom(tmp_path, MORNING) as newsroom:
        await newsroom.chat(wants_breaking=True)
        await newsroom.storage.follows.add(ChatId(1), "лавина", at_once=True, now=newsroom.clock.now())
        story = await newsroom.article("Перевал закрыт: сошла лавина", at=newsroom.clock.now() - timedelta(minutes=9))
        await follow(newsroom, story)
        newsroom.clock.moment += timedelta(minutes=30)
        await report(newsroom, "Лавина на перевале: дорога снова открыта", 4, story=story)
        lease = held()
        history = StoppedHistory(newsroom, lease, make(newsroom, ToldHistory(newsroom.storage), held()))
        with pytest.raises(LeaseLost):
            await make(newsroom, history, lease)()
        assert history.queued == 1
        assert len(await newsroom.queued()) == 1


async def test_a_review_is_queued_once_though_its_tick_goes_on_after_another_took_over(tmp_path: Path) -> None:
    class Stopped(DigestBuilder):
        async def review(self, request: DigestRequest, **more: Any) -> Digest:
            lease.lose()
            assert await successor.run_once() == 1
            return await super().review(request, **more)

    lease = held()
    async with open_newsroom(tmp_path, SATURDAY) as news:
        await news.chat(1, wants_review=True)
        await news.article("Перевал закрыли")
        news.clock.moment = utc("2026-11-29 02:00")
        await news.tick.run_once()
        successor = Reviews(news.storage, news.clock, DigestBuilder(news.storage), lease=held())
        stopped = Reviews(news.storage, news.clock, Stopped(news.storage), lease=lease)
        with pytest.raises(LeaseLost):
            await stopped.run_once()
        assert len(await reviews(news)) == 1


async def test_reviews_that_another_process_left_are_queued_by_the_one_that_has_the_lease_again(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, SATURDAY) as news:
        await news.chat(1, wants_review=True)
        await news.article("Перевал закрыли")
        lease = held()
        first = Reviews(news.storage, news.clock, DigestBuilder(news.storage), lease=lease)
        assert await first.run_once() == 0
        lease.lose()
        news.clock.moment = utc("2026-11-29 02:00")
        await news.tick.run_once()  # another process queues the digests, and dies before it composes the reviews
        lease.renew(0, length=1e12)
        assert await first.run_once() == 1
        assert len(await reviews(news)) == 1


async def test_a_lost_lease_ends_a_run_without_an_error() -> None:
    async def lose() -> None:
        lease.lose()
        lease.check()

    sharing = Sharing.with_others(EVERY_ROLE)
    lease = sharing.lease(Work.TIMETABLE)
    lease.renew(0, length=1e12)
    await sharing.while_held(Work.TIMETABLE, lose)()
    assert not lease.is_held
