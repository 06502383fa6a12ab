"""Scheduled digests: a table of times, and what each digest holds."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from domain.chat import ChatState, Place, QuietHours, QuietMode
from domain.digest import DigestRequest, Window
from domain.ids import ArticleId, ChatId, StoryId
from jobs import digests
from jobs.digests import WRITING
from storage.interface import Addressee, QueuedDigest
from tests.jobs.rig import Newsroom, open_newsroom, utc

HOUR = timedelta(hours=1)


async def news_every_hour(newsroom: Newsroom, until: str) -> None:
    """Store articles for all hours to come; a digest sees those stored by then."""
    start, number = newsroom.clock.moment, 0
    while (moment := start + number * HOUR + timedelta(minutes=30)) < utc(until):
        await newsroom.article(f"Весть {number} из города", at=moment)
        number += 1


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
        assert [story.is_update for story in (await newsroom.digests())[-1].stories] == [True]


async def test_an_empty_digest_is_not_sent_but_the_hour_moves_on(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        await newsroom.pass_time(utc("2026-03-01 03:00"))
        assert await newsroom.queued() == []
        chat = await newsroom.storage.chats.get(Place(ChatId(1)))
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
        chat = await newsroom.storage.chats.get(Place(ChatId(1)))
        assert chat is not None
        assert chat.last_digest_end == utc("2026-03-02 14:00") - WRITING


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
        await newsroom.storage.follows.add(ChatId(2), "мост", at_once=False, now=newsroom.clock.now())
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
        window = Window(utc("2026-01-01"), utc("2027-01-01"))
        digest = await newsroom.builder.build(DigestRequest(window), now=utc("2026-03-01"))
        queued = QueuedDigest(digest, [Addressee(chat, None)])
        await newsroom.storage.outbox.enqueue_digests([queued], now=newsroom.clock.now())
        assert await newsroom.queued() == []


async def told(newsroom: Newsroom) -> list[list[tuple[str, bool]]]:
    """Return the headlines of each digest, and whether each was marked as an update."""
    digests = await newsroom.digests()
    return [[(story.headline, story.is_update) for story in digest.stories] for digest in digests]


@pytest.mark.parametrize("joined", ["into the told story", "into the new story", "into a third"])
async def test_a_told_story_that_is_joined_again_is_an_update_of_what_was_told(tmp_path: Path, joined: str) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat(hours="08:00 12:00")
        old = await newsroom.article("Мост закрыли", at=utc("2026-03-01 01:00"))
        await newsroom.pass_time(utc("2026-03-01 03:00"))
        new = await newsroom.article("Мост открыли после ремонта", source="Вестник")
        target = {"into the told story": old, "into the new story": new, "into a third": 7}[joined]
        await newsroom.storage.stories.regroup(
            {ArticleId(1): StoryId(target), ArticleId(2): StoryId(target)}, now=newsroom.clock.now()
        )
        await newsroom.pass_time(utc("2026-03-01 12:00"))
        assert await told(newsroom) == [[("Мост закрыли", False)], [("Мост открыли после ремонта", True)]]


async def test_an_article_that_leaves_a_told_story_is_not_told_again(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat(hours="08:00 12:00")
        story = await newsroom.article("Мост закрыли", at=utc("2026-03-01 01:00"))
        await newsroom.article("Паром пойдёт чаще", source="Вестник", at=utc("2026-03-01 01:10"), story=story)
        await newsroom.pass_time(utc("2026-03-01 03:00"))
        await newsroom.storage.stories.regroup({ArticleId(2): StoryId(7)}, now=newsroom.clock.now())
        await newsroom.article("Паром сел на мель", source="Вестник", story=7)
        await newsroom.pass_time(utc("2026-03-01 12:00"))
        assert await told(newsroom) == [[("Мост закрыли", False)], [("Паром сел на мель", True)]]


async def test_a_digest_that_cannot_be_composed_leaves_the_others_theirs(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await news_every_hour(newsroom, "2026-03-01 12:00")
        await newsroom.chat(1, topics=("society",))
        await newsroom.chat(2, topics=("society", "sports"))
        newsroom.builder.fails_for = "sports"
        await newsroom.pass_time(utc("2026-03-01 02:30"))
        assert [len(await newsroom.queued(chat_id)) for chat_id in (1, 2)] == [1, 0]
        newsroom.builder.fails_for = None
        await newsroom.pass_time(utc("2026-03-01 03:00"))
        assert len((await newsroom.headlines(2))[0]) == 3  # nothing of the window is lost


async def test_a_clock_that_was_years_ahead_does_not_stop_digests_for_years(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2036-03-01 00:00") as newsroom:
        await newsroom.chat()
        await newsroom.chat(2, paused_until=date(2036, 4, 1))
        await newsroom.pass_time(utc("2036-03-01 03:00"))
        newsroom.clock.moment = utc("2026-03-01 00:00")
        await news_every_hour(newsroom, "2026-03-01 12:00")
        await newsroom.pass_time(utc("2026-03-01 03:00"))
        assert await newsroom.queued() == ["2026-03-01 02:00"]
        paused = await newsroom.storage.chats.get(Place(ChatId(2)))
        assert paused is not None
        assert paused.next_due_at == utc("2036-04-01 02:00")


async def test_a_tick_remembers_a_bounded_number_of_digests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each digest is remembered with what its readers were told in a week, 18 kB."""
    made: list[digests._Posts] = []
    real = digests._Posts

    def make() -> digests._Posts:
        made.append(real())
        return made[-1]

    monkeypatch.setattr(digests, "_REMEMBERED", 2)
    monkeypatch.setattr(digests, "_HERD", 4)
    monkeypatch.setattr(digests, "_Posts", make)
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        for number in range(1, 25):
            await newsroom.chat(number, topics=("society", f"topic {number // 4}"))
        await newsroom.article("Открыт новый парк", at=utc("2026-03-01 01:00"))
        newsroom.clock.moment = utc("2026-03-01 02:00")
        assert await newsroom.tick.run_once() == 24
        assert [await newsroom.headlines(number) for number in range(1, 25)] == [[["Открыт новый парк"]]] * 24
    assert [max(len(posts.digests), len(posts.ids)) for posts in made] == [2]
