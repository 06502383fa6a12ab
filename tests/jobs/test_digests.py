"""Digests on a clock: a table of times with what is sent when, and what stands in it."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from domain.chat import ChatState, QuietHours, QuietMode
from domain.digest import Digest, DigestRequest, Window
from domain.post import PostKind
from storage.interface import Addressee
from tests.jobs.rig import Newsroom, open_newsroom, utc

HOUR = timedelta(hours=1)


async def news_every_hour(newsroom: Newsroom, until: str) -> None:
    """Articles of all hours to come; a digest sees those that are stored by then."""
    start, number = newsroom.clock.moment, 0
    while (moment := start + number * HOUR + timedelta(minutes=30)) < utc(until):
        await newsroom.article(f"Весть {number} из города", at=moment)
        number += 1


@pytest.mark.parametrize(
    ("start", "end", "settings", "queued"),
    [
        # One digest a day, 08:00 in Bishkek.
        ("2026-03-01 00:00", "2026-03-03 12:00", {}, ["2026-03-01 02:00", "2026-03-02 02:00", "2026-03-03 02:00"]),
        # Two a day.
        ("2026-03-01 00:00", "2026-03-02 00:00", {"hours": "08:00 20:00"}, ["2026-03-01 02:00", "2026-03-01 14:00"]),
        # The clock goes forward in Berlin at 01:00 UTC; 02:30 is skipped and comes at 03:30.
        ("2026-03-28 00:00", "2026-03-30 12:00", {"zone": "Europe/Berlin", "hours": "02:30"},
         ["2026-03-28 01:30", "2026-03-29 01:30", "2026-03-30 00:30"]),
        # And back: 02:30 comes twice, the digest once.
        ("2026-10-24 12:00", "2026-10-26 12:00", {"zone": "Europe/Berlin", "hours": "02:30"},
         ["2026-10-25 00:30", "2026-10-26 01:30"]),
        # Silent quiet hours change nothing about when.
        ("2026-03-01 00:00", "2026-03-02 00:00", {"quiet": QuietHours(time(7), time(9))}, ["2026-03-01 02:00"]),
        # Held ones leave the digest to the next hour.
        ("2026-03-01 00:00", "2026-03-02 00:00",
         {"hours": "08:00 12:00", "quiet": QuietHours(time(7), time(9), QuietMode.HOLD)}, ["2026-03-01 06:00"]),
        # A pause until the 3rd.
        ("2026-03-01 00:00", "2026-03-03 12:00", {"paused_until": date(2026, 3, 3)}, ["2026-03-03 02:00"]),
    ],
)  # fmt: skip
async def test_digests_come_when_the_timetable_says(
    tmp_path: Path, start: str, end: str, settings: dict[str, object], queued: list[str]
) -> None:
    async with open_newsroom(tmp_path, start) as newsroom:
        await news_every_hour(newsroom, end)
        await newsroom.chat(**settings)  # type: ignore[arg-type]
        await newsroom.pass_time(utc(end))
        assert await newsroom.queued() == queued


async def test_after_six_hours_down_there_is_one_digest_for_all_that_was_missed(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-01 12:00")
        await newsroom.chat(hours="08:00 10:00 12:00")
        newsroom.clock.moment = utc("2026-03-01 08:00")  # 14:00 in Bishkek
        newsroom.restart()
        await newsroom.tick.run_once()
        assert await newsroom.queued() == ["2026-03-01 08:00"]
        assert len((await newsroom.headlines())[0]) == 8
        await newsroom.pass_time(utc("2026-03-01 12:00"))
        assert len(await newsroom.queued()) == 1


async def test_a_clock_that_jumps_back_repeats_nothing(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-01 12:00")
        await newsroom.chat()
        await newsroom.pass_time(utc("2026-03-01 02:30"))
        newsroom.clock.moment = utc("2026-03-01 01:00")
        await newsroom.pass_time(utc("2026-03-01 04:00"))
        assert await newsroom.queued() == ["2026-03-01 02:00"]


async def test_a_change_of_zone_between_queueing_and_sending_sends_no_second_digest(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-02 12:00")
        await newsroom.chat(zone="Asia/Almaty")
        await newsroom.pass_time(utc("2026-03-01 03:00"))
        await newsroom.change(zone="Europe/Istanbul")  # 08:00 there is two hours later
        await newsroom.pass_time(utc("2026-03-02 06:00"))
        assert await newsroom.queued() == ["2026-03-01 03:00", "2026-03-02 05:00"]


async def test_a_change_of_zone_before_the_hour_takes_effect_at_once(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-02 00:00")
        await newsroom.chat(zone="Asia/Almaty")
        await newsroom.change(zone="Asia/Bishkek")
        await newsroom.pass_time(utc("2026-03-01 06:00"))
        assert await newsroom.queued() == ["2026-03-01 02:00"]


async def test_a_change_of_hours_after_the_digest_gives_another_at_the_new_hour(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-02 00:00")
        await newsroom.chat()
        await newsroom.pass_time(utc("2026-03-01 02:10"))
        await newsroom.change(hours=(time(20),))
        await newsroom.pass_time(utc("2026-03-01 18:00"))
        assert await newsroom.queued() == ["2026-03-01 02:00", "2026-03-01 14:00"]


async def test_no_story_is_told_twice_and_none_is_left_out(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-02 12:00")
        await newsroom.chat(hours="02:00 08:00 14:00 20:00")
        await newsroom.pass_time(utc("2026-03-02 02:00"))
        told = [headline for digest in await newsroom.headlines() for headline in digest]
        assert sorted(told) == sorted({f"Весть {number} из города" for number in range(26)})


async def test_a_told_story_comes_again_only_with_news(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        story = await newsroom.article("Мост закрыли", at=utc("2026-03-01 01:00"))
        await newsroom.chat(hours="08:00 12:00 16:00")
        await newsroom.pass_time(utc("2026-03-01 03:00"))
        await newsroom.article("Мост закрыли до мая", source="Вестник", story=story)
        await newsroom.pass_time(utc("2026-03-01 12:00"))
        assert await newsroom.queued() == ["2026-03-01 02:00", "2026-03-01 06:00"]
        rows = await newsroom.database.read("SELECT post_id FROM deliveries ORDER BY id DESC LIMIT 1")
        post = await newsroom.storage.outbox.post(rows[0][0])
        assert post is not None
        assert isinstance(post.content, Digest)
        assert [story.is_update for story in post.content.stories] == [True]


async def test_an_empty_digest_is_not_sent_but_the_hour_moves_on(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        await newsroom.pass_time(utc("2026-03-01 03:00"))
        assert await newsroom.queued() == []
        chat = await newsroom.storage.chats.get(1)
        assert chat is not None
        assert chat.next_due_at == utc("2026-03-02 02:00")


async def test_held_news_joins_the_next_digest(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-01 12:00")
        await newsroom.chat(hours="08:00 12:00", quiet=QuietHours(time(7), time(9), QuietMode.HOLD))
        await newsroom.pass_time(utc("2026-03-01 06:00"))
        assert len((await newsroom.headlines())[0]) == 6


async def test_a_late_digest_that_meets_quiet_hours_is_held(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-02 12:00")
        await newsroom.chat(hours="20:00", quiet=QuietHours(time(22), time(7), QuietMode.HOLD))
        newsroom.clock.moment = utc("2026-03-01 17:00")  # 23:00: the bot was down since before 20:00
        newsroom.restart()
        await newsroom.tick.run_once()
        assert await newsroom.queued() == []
        await newsroom.pass_time(utc("2026-03-02 15:00"))
        assert await newsroom.queued() == ["2026-03-02 14:00"]
        rows = await newsroom.database.read("SELECT last_digest_end - 1772323200 FROM chats")  # since 2026-03-01
        assert rows[0][0] == 38 * 3600


async def test_a_digest_in_silent_hours_makes_no_sound(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-01 12:00")
        await newsroom.chat(quiet=QuietHours(time(7), time(9)))
        await newsroom.chat(2)
        await newsroom.pass_time(utc("2026-03-01 03:00"))
        rows = await newsroom.database.read("SELECT is_silent FROM deliveries ORDER BY chat_id")
        assert [row[0] for row in rows] == [1, 0]


async def test_chats_that_want_the_same_share_one_digest(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-01 12:00")
        for chat_id in range(1, 7):
            await newsroom.chat(chat_id, topics=("society",) if chat_id % 2 else ())
        await newsroom.pass_time(utc("2026-03-01 03:00"))
        assert len(newsroom.builder.requests) == 2
        assert [len(await newsroom.queued(chat_id)) for chat_id in range(1, 7)] == [1] * 6


async def test_a_chat_that_follows_something_is_a_group_of_its_own(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-01 12:00")
        for chat_id in (1, 2, 3):
            await newsroom.chat(chat_id)
        await newsroom.storage.chats.add_follow(2, "мост", at_once=False, now=newsroom.clock.now())
        await newsroom.pass_time(utc("2026-03-01 03:00"))
        assert sorted(request.follows for request in newsroom.builder.requests) == [(), ("мост",)]


async def test_who_stops_gets_nothing(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-01 12:00")
        await newsroom.chat()
        await newsroom.change(state=ChatState.STOPPED)
        await newsroom.pass_time(utc("2026-03-01 12:00"))
        assert await newsroom.queued() == []


async def test_a_chat_that_changed_its_hour_meanwhile_is_not_queued(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        chat = await newsroom.chat()
        await newsroom.article("Весть", at=newsroom.clock.moment)
        await newsroom.change(hours=(time(12),))
        await newsroom.storage.outbox.enqueue(
            PostKind.DIGEST,
            await newsroom.builder.build(
                DigestRequest(Window(utc("2026-01-01"), utc("2027-01-01"))), now=utc("2026-03-01")
            ),
            [Addressee(chat, None)],
            now=newsroom.clock.now(),
        )
        assert await newsroom.queued() == []


async def test_after_a_night_down_the_feeds_are_polled_before_the_morning_digest(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        await newsroom.article("Вчерашняя весть")
        newsroom.clock.moment = utc("2026-03-01 02:00")
        async with newsroom.database.write() as connection:  # due since the night
            await connection.execute(
                "UPDATE feeds SET next_poll_at = ?", (int(newsroom.clock.moment.timestamp()) - 3600,)
            )
        newsroom.restart()
        assert await newsroom.tick.run_once() == 0
        newsroom.seconds = 60
        newsroom.clock.moment += timedelta(seconds=60)
        assert await newsroom.tick.run_once() == 0
        await newsroom.article("Утренняя весть")
        newsroom.clock.moment += timedelta(seconds=1)
        assert await newsroom.tick.run_once() == 1
        assert sorted((await newsroom.headlines())[0]) == ["Вчерашняя весть", "Утренняя весть"]


async def test_digests_wait_for_lost_feeds_two_minutes_at_most(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        await newsroom.article("Вчерашняя весть")
        async with newsroom.database.write() as connection:
            await connection.execute("UPDATE feeds SET next_poll_at = 0")
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
        assert len(second) == 1  # both unread ones were put into one story by the test's annotator
        assert second[0].endswith("весть")


async def test_an_article_that_cannot_be_read_holds_up_digests_for_no_more_than_half_an_hour(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        await newsroom.article("Первая весть", at=utc("2026-03-01 00:30"))
        await newsroom.article("Вредная весть", at=utc("2026-03-01 01:00"), is_read=False)
        newsroom.clock.moment = utc("2026-03-01 02:00")
        assert await newsroom.tick.run_once() == 1
        assert await newsroom.headlines() == [["Первая весть"]]
