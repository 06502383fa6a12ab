"""/week, the weekly review, and what a reader missed."""

from datetime import timedelta

from tests.handlers.rig import Rig
from tests.handlers.test_footer import data_of


async def test_a_week_is_told_by_affairs_newest_first_and_may_repeat(rig: Rig) -> None:
    closed = await rig.tell("Дорогу на перевале закрыли")
    rig.clock.advance(24 * 3600)
    await rig.tell("В Оше открыли театр", source="Перевал", topics=("culture",))
    opened = await rig.tell("Дорогу на перевале открыли")
    await rig.storage.stories.save_affairs({opened: closed}, now=rig.clock.now())
    person = await rig.reader()
    for _ in range(2):
        review = await rig.answer(person, "/week")
        lines = review.text.splitlines()
        assert lines[0].startswith("Главное за неделю · среда, 25 ноября")
        assert [line for line in lines if line.startswith(("1. ", "2. "))] == [
            "1. 🇰🇬 Дорогу на перевале открыли",
            "2. 🇰🇬 В Оше открыли театр",
        ]
        assert "⏪ 24 ноября: Дорогу на перевале закрыли" in review.text
        assert review.buttons[:2] == ["1", "2"]


async def test_a_week_without_news_says_so(rig: Rig) -> None:
    person = await rig.reader()
    assert "За последние семь дней" in (await rig.answer(person, "/week")).text


async def test_the_review_by_timetable_is_switched_on_beside_the_weekdays(rig: Rig) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/settings")
    await rig.pressed(person, "1:s:weekdays", screen)
    await rig.pressed(person, data_of(screen, "Обзор недели"), screen)
    assert (await rig.chat(person)).wants_review
    assert (await rig.chat(person)).timetable.weekdays == (0, 1, 2, 3, 4, 5, 6)
    await rig.pressed(person, data_of(screen, "✅ Обзор недели"), screen)
    assert not (await rig.chat(person)).wants_review


async def test_who_comes_back_after_days_is_offered_what_they_missed_once(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()  # this person's first digest tells the news
    await rig.answer(person, "/stop")
    rig.clock.advance(timedelta(days=4).total_seconds())
    await rig.tell("В Оше открыли театр")
    back = await rig.answer(person, "/start")
    assert "Пока вас не было" in " ".join(back.buttons)
    await rig.pressed(person, data_of(back, "🗓 Пока вас не было"), back)
    missed = person.last
    assert missed.text.startswith("Пока вас не было · ")
    assert "В Оше открыли театр" in missed.text
    assert "Сом укрепился" not in missed.text
    assert "ничего не пропустили" in await rig.pressed(person, data_of(back, "🗓 Пока вас не было"), back)
