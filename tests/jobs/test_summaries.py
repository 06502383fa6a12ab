"""Digests, alerts and follows show the stored summary of a story."""

from collections.abc import Sequence
from pathlib import Path

from domain.digest import SummarySentence
from domain.ids import ChatId
from domain.story import StoryArticle
from feeds.summaries import SummaryWriter
from tests.jobs.rig import Newsroom, open_newsroom, utc


class Terse:
    """A summariser that invents its summaries."""

    async def summarise(self, groups: Sequence[Sequence[StoryArticle]]) -> list[tuple[SummarySentence, ...]]:
        return [(SummarySentence(f"Пишут {len(group)}.", group[0].source, group[0].url),) for group in groups]


async def report(newsroom: Newsroom) -> None:
    story = None
    for source in ("Тандем", "Вестник", "Перевал", "Кабар"):
        story = await newsroom.article("Землетрясение в горах", source=source, story=story)
    await SummaryWriter(newsroom.storage.stories, Terse(), newsroom.clock).write()


async def summaries(newsroom: Newsroom) -> list[str]:
    return [story.summary[0].text for digest in await newsroom.digests() for story in digest.stories]


async def test_an_alert_shows_what_was_written(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat(wants_breaking=True)
        await report(newsroom)
        assert await newsroom.breaking_tick().run_once() == 1
        assert await summaries(newsroom) == ["Пишут 4."]


async def test_a_follow_shows_what_was_written(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat()
        await newsroom.storage.follows.add(ChatId(1), "землетрясение", at_once=True, now=newsroom.clock.now())
        await report(newsroom)
        assert await newsroom.follow_tick().run_once() == 1
        assert await summaries(newsroom) == ["Пишут 4."]


async def test_a_digest_shows_what_was_written(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        newsroom.clock.moment = utc("2026-03-01 01:00")
        await report(newsroom)
        newsroom.clock.moment = utc("2026-03-01 02:00")
        await newsroom.tick.run_once()
        assert await summaries(newsroom) == ["Пишут 4."]
