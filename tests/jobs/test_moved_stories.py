"""When stories are joined again, nobody is told twice: with the real tick and a real database."""

from pathlib import Path

from tests.jobs.rig import open_newsroom, utc


async def test_who_was_told_a_story_was_told_the_one_it_went_into(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-11-23 00:00") as newsroom:
        await newsroom.chat(zone="UTC", topics=("society",))
        untold = await newsroom.article("Матч отложили из-за пожара", topics=("sports",))
        told = await newsroom.article("В Токмоке сгорел склад", source="Второй")
        await newsroom.pass_time(utc("2026-11-23 09:00"))
        assert await newsroom.headlines() == [["В Токмоке сгорел склад"]]

        (story,) = await newsroom.storage.stories.get([told])
        await newsroom.storage.stories.regroup({story.articles[0].id: untold}, now=newsroom.clock.now())
        assert await newsroom.storage.stories.get([told]) == ()
        assert await newsroom.storage.stories.last_story_id() == told  # its number is given to no other story
        await newsroom.article("В Токмоке сгорел склад", source="Третий", story=untold)
        await newsroom.pass_time(utc("2026-11-24 09:00"))
        assert await newsroom.headlines() == [["В Токмоке сгорел склад"]]

        await newsroom.article("Ущерб от пожара оценили в 12 миллионов сомов", source="Третий", story=untold)
        await newsroom.pass_time(utc("2026-11-25 09:00"))
        assert len(await newsroom.headlines()) == 2
