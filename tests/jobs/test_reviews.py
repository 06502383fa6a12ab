"""Scheduled reviews: with the first digest of the week's last day, once, even if the news was told."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from digest.builder import DigestBuilder
from domain.digest import Digest, DigestRequest
from domain.ids import ChatId
from domain.post import PostKind
from jobs.reviews import Reviews
from storage.interface import StorageError
from tests.jobs.rig import Newsroom, open_newsroom, utc

SATURDAY = "2026-11-28 03:00"  # 9:00 in Bishkek


async def reviews(news: Newsroom, chat_id: int = 1) -> list[Digest]:
    found = []
    for delivery in await news.inside.deliveries(chat_id):
        post = await news.storage.outbox.post(delivery.post_id)
        if post is not None and post.kind is PostKind.REVIEW:
            assert isinstance(post.content, Digest)
            found.append(post.content)
    return found


async def test_it_comes_with_the_first_digest_of_sunday_and_repeats_what_was_told(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, SATURDAY) as news:
        await news.chat(1, hours="08:00 20:00", wants_review=True)
        await news.chat(2, hours="08:00")
        await news.article("Перевал закрыли")
        await news.pass_time(utc("2026-11-28 15:00"))  # told that evening
        assert await news.headlines() == [["Перевал закрыли"]]
        await news.article("Перевал открыли")
        await news.pass_time(utc("2026-11-29 03:00"))
        (review,) = await reviews(news)
        assert sorted(story.headline for story in review.stories) == ["Перевал закрыли", "Перевал открыли"]
        assert ["Перевал открыли"] in await news.headlines()  # the digest queued with it is unchanged
        assert await reviews(news, 2) == []
        await news.article("Новый парк")
        await news.pass_time(utc("2026-11-29 16:00"))
        assert len(await reviews(news)) == 1
        await news.pass_time(utc("2026-12-06 03:00"), step=timedelta(hours=1))
        assert len(await reviews(news)) == 2


async def test_a_week_that_ends_on_friday_is_reviewed_on_friday_and_in_a_pause_not_at_all(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-11-26 03:00") as news:
        chat = await news.chat(1, wants_review=True)
        await news.change(ChatId(1), weekdays=(0, 4))
        await news.article("Перевал закрыли")
        await news.pass_time(utc("2026-11-27 03:00"))
        assert len(await reviews(news)) == 1
        await news.change(ChatId(1), paused_until=utc("2026-12-07 00:00").date())
        await news.article("Новый парк", at=utc("2026-12-03 03:00"))
        await news.pass_time(utc("2026-12-05 03:00"), step=timedelta(hours=1))
        assert len(await reviews(news)) == 1
        assert chat.wants_review


async def test_a_restart_between_digest_and_review_loses_neither_and_brings_neither_twice(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, SATURDAY) as news:
        await news.chat(1, wants_review=True)
        await news.chat(2, wants_review=True, zone="America/New_York")  # where it is still Saturday
        await news.article("Перевал закрыли")
        news.clock.moment = utc("2026-11-29 02:00")
        await news.tick.run_once()
        assert await reviews(news) == []
        for _ in range(2):
            news.restart()
            await news.reviews.run_once()
            assert len(await reviews(news)) == 1
        assert await reviews(news, 2) == []


async def test_many_wishes_take_several_runs_and_nobody_is_left_out(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, SATURDAY) as news:
        for number in range(1, 31):
            await news.chat(number, wants_review=True, muted_words=(f"слово{number}",))
        await news.article("Перевал закрыли")
        news.clock.moment = utc("2026-11-29 02:00")
        await news.tick.run_once()
        assert [await news.reviews.run_once() for _ in range(3)] == [20, 10, 0]
        assert [len(await reviews(news, number)) for number in range(1, 31)] == [1] * 30


async def test_a_review_that_fails_costs_nobody_their_digest(tmp_path: Path) -> None:
    class Failing(DigestBuilder):
        async def review(self, request: DigestRequest, **_: object) -> Digest:
            raise ValueError("a bug")

    async with open_newsroom(tmp_path, SATURDAY) as news:
        await news.chat(1, wants_review=True)
        await news.article("Перевал закрыли")
        news.reviews = news.tick._reviews = Reviews(news.storage, news.clock, Failing(news.storage))
        await news.pass_time(utc("2026-11-29 03:00"))
        assert await news.headlines() == [["Перевал закрыли"]]


async def test_a_storage_that_cannot_be_used_for_a_moment_costs_nobody_their_review(tmp_path: Path) -> None:
    class Unwell(DigestBuilder):
        is_well = False

        async def review(self, request: DigestRequest, **more: Any) -> Digest:
            if not self.is_well:
                raise StorageError("storage-refused")
            return await super().review(request, **more)

    async with open_newsroom(tmp_path, SATURDAY) as news:
        await news.chat(1, wants_review=True)
        await news.article("Перевал закрыли")
        builder = Unwell(news.storage)
        news.reviews = news.tick._reviews = Reviews(news.storage, news.clock, builder)
        news.clock.moment = utc("2026-11-29 02:00")
        await news.tick.run_once()
        for _ in range(2):
            with pytest.raises(StorageError):
                await news.reviews.run_once()
        builder.is_well = True
        assert [await news.reviews.run_once() for _ in range(2)] == [1, 0]
        assert len(await reviews(news)) == 1
