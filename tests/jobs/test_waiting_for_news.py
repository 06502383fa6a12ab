"""Digests that wait for news: for overdue feeds after a gap, and for unread articles."""

from datetime import timedelta
from pathlib import Path

from domain.chat import Place
from domain.ids import ChatId
from jobs.digests import DigestTick
from tests.jobs.rig import open_newsroom, utc

HOUR = timedelta(hours=1)


async def test_after_a_night_down_the_feeds_are_polled_before_the_morning_digest(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        await newsroom.article("Вчерашняя весть")
        newsroom.clock.moment = utc("2026-03-01 02:00")
        await newsroom.put_off(newsroom.clock.moment - timedelta(hours=1))  # due since the night
        newsroom.restart()
        assert await newsroom.tick.run_once() == 0
        newsroom.seconds = 60
        newsroom.clock.moment += timedelta(seconds=60)
        assert await newsroom.tick.run_once() == 0
        await newsroom.article("Утренняя весть")
        newsroom.clock.moment += timedelta(seconds=1)
        assert await newsroom.tick.run_once() == 0  # articles of this very second would be after the window's end
        newsroom.clock.moment += timedelta(seconds=1)
        assert await newsroom.tick.run_once() == 1
        assert sorted((await newsroom.headlines())[0]) == ["Вчерашняя весть", "Утренняя весть"]


async def test_after_a_gap_a_digest_waits_for_the_poll_under_way_and_reads_all_that_it_brought(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        await newsroom.article("Вчерашняя весть")
        newsroom.clock.moment = utc("2026-03-01 02:00")
        polling = True
        tick = DigestTick(
            newsroom.storage, newsroom.clock, newsroom.history, newsroom.builder, is_gathering=lambda: polling
        )
        assert await tick.run_once() == 0
        await newsroom.article("Утренняя весть", is_read=False)
        polling = False
        assert await tick.run_once() == 0
        await newsroom.article("Ещё весть")  # the test's annotator reads both
        newsroom.clock.moment += timedelta(seconds=1)
        assert await tick.run_once() == 1
        assert sum(map(len, await newsroom.headlines())) == 2


async def test_digests_wait_for_lost_feeds_two_minutes_at_most(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        await newsroom.article("Вчерашняя весть")
        await newsroom.put_off(newsroom.clock.moment)
        newsroom.clock.moment = utc("2026-03-01 02:00")
        newsroom.restart()
        assert await newsroom.tick.run_once() == 0
        newsroom.seconds = 121
        assert await newsroom.tick.run_once() == 1


async def test_an_article_that_is_not_read_yet_goes_into_the_next_digest_rather_than_into_none(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat(hours="08:00 12:00")
        await newsroom.article("Первая весть", at=utc("2026-03-01 01:00"))
        await newsroom.article("Непрочитанная весть", at=utc("2026-03-01 01:59"), is_read=False)
        newsroom.clock.moment = utc("2026-03-01 02:00")
        assert await newsroom.tick.run_once() == 0
        newsroom.seconds = 121
        assert await newsroom.tick.run_once() == 1
        await newsroom.article("Третья весть", at=utc("2026-03-01 03:00"))
        newsroom.clock.moment = utc("2026-03-01 06:00")
        await newsroom.tick.run_once()
        first, second = await newsroom.headlines()
        assert first == ["Первая весть"]
        assert len(second) == 1  # the test's annotator puts both unread articles into one story
        assert second[0].endswith("весть")


async def test_an_article_that_cannot_be_read_holds_up_digests_for_no_more_than_half_an_hour(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        await newsroom.article("Первая весть", at=utc("2026-03-01 00:30"))
        await newsroom.article("Вредная весть", at=utc("2026-03-01 01:00"), is_read=False)
        newsroom.clock.moment = utc("2026-03-01 02:00")
        assert await newsroom.tick.run_once() == 1
        assert await newsroom.headlines() == [["Первая весть"]]


async def test_news_that_keeps_coming_does_not_hold_up_the_digest(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat(hours="08:00 12:00")
        await newsroom.article("Первая весть", at=utc("2026-03-01 01:00"))
        newsroom.clock.moment = utc("2026-03-01 02:00")
        await newsroom.article("Вторая весть", at=newsroom.clock.moment - timedelta(seconds=1), is_read=False)
        assert await newsroom.tick.run_once() == 0
        newsroom.clock.moment += timedelta(seconds=2)
        await newsroom.article("Третья весть", at=newsroom.clock.moment)  # annotated, and the second one with it
        await newsroom.article("Четвёртая весть", at=newsroom.clock.moment, is_read=False)
        newsroom.clock.moment += timedelta(seconds=1)
        newsroom.seconds = 3
        assert await newsroom.tick.run_once() == 1
        chat = await newsroom.storage.chats.get(Place(ChatId(1)))
        assert chat is not None
        assert chat.last_digest_end == utc("2026-03-01 02:00:02")  # the fourth article comes in the next digest
