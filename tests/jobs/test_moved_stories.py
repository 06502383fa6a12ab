"""After a regrouping of stories nothing is told again: with the real tick and a real database."""

from pathlib import Path

from domain.ids import ArticleId, StoryId
from tests.jobs.rig import Newsroom, open_newsroom, utc

FIRE = "В Токмоке сгорел склад"
TOLL = "Ущерб от пожара оценили в 12 миллионов сомов"


async def move(newsroom: Newsroom, article_id: ArticleId, story: int) -> None:
    await newsroom.storage.stories.regroup({article_id: StoryId(story)}, now=newsroom.clock.now())


async def test_who_was_told_a_story_was_told_the_one_it_went_into(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-11-23 00:00") as newsroom:
        await newsroom.chat(zone="UTC")
        other, told = await newsroom.article("Матч отложили"), await newsroom.article(FIRE, source="Второй")
        await newsroom.pass_time(utc("2026-11-23 09:00"))
        assert sorted((await newsroom.headlines())[0]) == [FIRE, "Матч отложили"]

        await move(newsroom, ArticleId(2), other)
        assert await newsroom.storage.stories.get([StoryId(told)]) == ()
        free = await newsroom.storage.stories.reserve_ids(1, now=newsroom.clock.now())
        assert free > told  # the story's id is not given to another
        await newsroom.article(FIRE, source="Третий", story=other)
        await newsroom.pass_time(utc("2026-11-24 09:00"))
        assert len(await newsroom.headlines()) == 1

        await newsroom.article(TOLL, source="Третий", story=other)
        await newsroom.pass_time(utc("2026-11-25 09:00"))
        assert (await newsroom.headlines())[1:] == [[TOLL]]


async def test_of_a_story_that_took_up_an_untold_one_only_that_is_news(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-11-23 00:00") as newsroom:
        await newsroom.chat(zone="UTC", topics=("society",))
        await newsroom.article(TOLL, topics=("economy",))  # the older article
        story = await newsroom.article(FIRE, source="Второй")
        await newsroom.pass_time(utc("2026-11-23 09:00"))
        assert await newsroom.headlines() == [[FIRE]]

        await move(newsroom, ArticleId(1), story)
        await newsroom.article(FIRE, source="Третий", story=story)
        await newsroom.pass_time(utc("2026-11-24 09:00"))
        assert (await newsroom.headlines())[1:] == [[TOLL]]
        await newsroom.article(FIRE, source="Четвёртый", story=story)
        await newsroom.pass_time(utc("2026-11-25 09:00"))
        assert len(await newsroom.headlines()) == 2


async def test_a_story_that_fell_apart_was_told_in_all_its_parts(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-11-23 00:00") as newsroom:
        await newsroom.chat(zone="UTC")
        story = await newsroom.article(FIRE)
        await newsroom.article("Пожар на складе потушили к вечеру", source="Второй", story=story)
        await newsroom.pass_time(utc("2026-11-23 09:00"))
        await move(newsroom, ArticleId(1), 77)
        await newsroom.article(FIRE, source="Третий", story=77)
        await newsroom.article("Пожар на складе потушили к вечеру", source="Четвёртый", story=story)
        await newsroom.pass_time(utc("2026-11-24 09:00"))
        assert await newsroom.headlines() == [[FIRE]]
