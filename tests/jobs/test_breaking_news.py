"""Breaking news: many sources in a short time, once, to chats that asked for it and have no quiet hours."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from domain.chat import QuietHours
from jobs.breaking_news import BreakingRule
from tests.jobs.rig import Newsroom, open_newsroom, utc

SOURCES = ("Тандем", "Вестник", "Обзор", "Полдень", "Степь")


async def report(newsroom: Newsroom, headline: str, sources: int, *, story: int | None = None, gap: int = 5) -> int:
    """Store reports of that many sources, some minutes apart, up to the present moment."""
    for number, source in enumerate(SOURCES[:sources]):
        at = newsroom.clock.moment - timedelta(minutes=gap * (sources - 1 - number))
        story = await newsroom.article(headline, source=source, at=at, story=story)
    assert story is not None
    return story


async def ring(newsroom: Newsroom, rule: BreakingRule | None = None) -> int:
    return await newsroom.breaking_tick(rule).run_once()


@pytest.mark.parametrize(("sources", "gap", "alerts"), [(3, 5, 0), (4, 5, 1), (5, 5, 1), (4, 30, 0)])
async def test_a_story_breaks_when_enough_sources_report_it_in_time(
    tmp_path: Path, sources: int, gap: int, alerts: int
) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat(wants_breaking=True)
        await report(newsroom, "Землетрясение в горах", sources, gap=gap)
        assert await ring(newsroom) == alerts
        assert await ring(newsroom) == 0


async def test_one_source_that_repeats_itself_breaks_nothing(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat(wants_breaking=True)
        story = await newsroom.article("Землетрясение в горах")
        for _ in range(5):
            await newsroom.article("Землетрясение в горах, подробности", story=story)
        assert await ring(newsroom) == 0


async def test_only_those_who_asked_and_read_about_it_are_alerted(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat(1, wants_breaking=True)
        await newsroom.chat(2)
        await newsroom.chat(3, wants_breaking=True, topics=("sports",))
        await newsroom.chat(4, wants_breaking=True, countries=("uz",))
        await newsroom.chat(5, wants_breaking=True, muted_words=("землетрясение",))
        await newsroom.chat(6, wants_breaking=True, topics=("society", "sports"))
        await newsroom.chat(7, wants_breaking=True, muted_words=("гора",))  # another form of the word
        await newsroom.chat(8, wants_breaking=True, muted_sources=SOURCES)
        await report(newsroom, "Землетрясение в горах", 4)
        assert await ring(newsroom) == 2
        assert [len(await newsroom.queued(chat_id)) for chat_id in range(1, 9)] == [1, 0, 0, 0, 0, 1, 0, 0]


async def test_no_alert_rings_in_quiet_hours_unless_the_reader_said_so(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 18:00") as newsroom:  # midnight
        night = QuietHours(time(22), time(7))
        await newsroom.chat(1, wants_breaking=True, quiet=night)
        await newsroom.chat(2, wants_breaking=True, quiet=night, breaking_in_quiet_hours=True)
        await report(newsroom, "Землетрясение в горах", 4)
        await ring(newsroom)
        assert [len(await newsroom.queued(chat_id)) for chat_id in (1, 2)] == [0, 1]


async def test_a_chat_gets_so_many_alerts_a_day(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat(wants_breaking=True)
        for number in range(5):
            await report(newsroom, f"Событие {number} в столице", 4)
            await ring(newsroom, BreakingRule(per_day=2))
        assert len(await newsroom.queued()) == 2
        newsroom.clock.moment += timedelta(hours=25)
        await report(newsroom, "Новое событие", 4)
        await ring(newsroom, BreakingRule(per_day=2))
        assert len(await newsroom.queued()) == 3


async def test_an_alert_is_not_repeated_in_the_digest(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat(1, wants_breaking=True, hours="12:00")
        await newsroom.chat(2, hours="12:00")
        newsroom.clock.moment = utc("2026-03-01 03:00")
        await report(newsroom, "Землетрясение в горах", 4)
        await ring(newsroom)
        await newsroom.article("Открыт новый парк")
        await newsroom.pass_time(utc("2026-03-01 06:00"))
        assert await newsroom.headlines(1) == [["Землетрясение в горах"], ["Открыт новый парк"]]
        assert sorted((await newsroom.headlines(2))[0]) == ["Землетрясение в горах", "Открыт новый парк"]


async def test_what_breaks_in_the_minute_of_the_digest_is_told_once(tmp_path: Path) -> None:
    """The two ticks run at the same time; the first one tells it."""
    async with open_newsroom(tmp_path, "2026-03-01 01:00") as newsroom:
        for chat_id in range(1, 21):
            await newsroom.chat(chat_id, wants_breaking=True, muted_words=(f"слово{chat_id}",))
        newsroom.clock.moment = utc("2026-03-01 02:00")
        await report(newsroom, "Землетрясение в горах", 4)
        await asyncio.gather(newsroom.tick.run_once(), newsroom.breaking_tick().run_once())
        assert [len(await newsroom.queued(chat_id)) for chat_id in range(1, 21)] == [1] * 20


async def test_what_the_digest_told_does_not_break_afterwards(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 01:00") as newsroom:
        await newsroom.chat(wants_breaking=True)
        newsroom.clock.moment = utc("2026-03-01 02:00")
        story = await report(newsroom, "Землетрясение в горах", 2)
        await newsroom.tick.run_once()
        newsroom.clock.moment += timedelta(minutes=10)
        for source in SOURCES[2:]:
            await newsroom.article("Землетрясение в горах", source=source, story=story)
        assert await ring(newsroom) == 0


async def test_a_stopped_chat_gets_no_alert(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        chat = await newsroom.chat(wants_breaking=True)
        await newsroom.storage.chats.save(replace(chat, state=type(chat.state).STOPPED), now=newsroom.clock.now())
        await report(newsroom, "Землетрясение в горах", 4)
        assert await ring(newsroom) == 0
