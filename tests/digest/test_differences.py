"""Differences between a story's outlets: people, days, hours and amounts, but never figures about two things."""

from datetime import timedelta

import pytest

from digest.differences import differences
from domain.story import StoryArticle
from tests.builders import NOW, article


def told(number: int, *sentences: str, **changes: object) -> StoryArticle:
    return article(number, *sentences, headline="Сель в районе", published_at=NOW, **changes)


def found(*articles: StoryArticle) -> dict[str, tuple[str, ...]]:
    return {one.thing: tuple(figure for _, figure in one.given.figures) for one in differences(articles)}


def test_every_count_of_people_that_differs_is_told_by_its_name() -> None:
    one = told(1, "Погибли 3 человека.", "Пострадали 12 человек.")
    other = told(2, "Погибли 5 человек.", "Пострадали 14 человек.")
    assert found(one, other) == {"death": ("3", "5"), "injured": ("12", "14")}
    assert found(one, told(3, "Погибли 3 человека.")) == {}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "Дорогу из Бишкека в Ош закрыли на 12 километре.",
            "Дорогу из Бишкека в Ош закрыли на 17 километре.",
            {"amount": ("12 километре", "17 километре")},
        ),
        (
            "Землетрясение в горах произошло ночью в 2:15.",
            "Землетрясение произошло в горах ночью в 2:40.",
            {"hours": ("2:15", "2:40")},
        ),
        (
            "На ремонт моста в Оше выделили 1 500 000 сомов.",
            "На ремонт моста в Оше выделили 2 300 000 сомов.",
            {"amount": ("1 500 000 сомов", "2 300 000 сомов")},
        ),
        (
            "На ремонт моста в Оше выделили $12 млн.",
            "На ремонт моста в Оше выделили $15 млн.",
            {"amount": ("$12 млн", "$15 млн")},
        ),
        ("Новую школу в селе откроют 3 сентября.", "Новую школу откроют в селе 5 сентября.", {"when": ("3", "5")}),
    ],
)
def test_days_hours_and_amounts_differ_where_the_sentences_say_the_same(
    one: str, other: str, expected: dict[str, tuple[str, ...]]
) -> None:
    given = found(told(1, one), told(2, other))
    assert given.keys() == expected.keys()
    for thing, figures in expected.items():
        assert all(mine.startswith(theirs) for mine, theirs in zip(given[thing], figures, strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Дорогу из Бишкека в Ош закрыли на 12 километре.", "Перевал находится в 90 километрах от города."),
        ("Сахар подорожал в Бишкеке на 12 процентов.", "Сахар подорожал в Бишкеке на 12 %."),
        ("Бюджет города вырос с 12 до 15 процентов.", "Бюджет города вырос с 11 до 15 процентов."),
        ("На 5 процентов.", "На 6 процентов."),
    ],
)
def test_figures_about_different_things_or_the_same_amount_are_no_difference(one: str, other: str) -> None:
    assert found(told(1, one), told(2, other)) == {}


def test_one_outlet_does_not_differ_from_itself_nor_one_language_from_another() -> None:
    one = told(1, "Дорогу из Бишкека в Ош закрыли на 12 километре.", source="Тандем")
    other = told(2, "Дорогу из Бишкека в Ош закрыли на 17 километре.", source="Тандем")
    assert found(one, other) == {}
    assert found(one, told(3, "Жол 17 километрде жабылды", language="ky")) == {}


def test_an_older_count_is_told_as_what_was_before() -> None:
    one = article(1, "Погибли 3 человека.", published_at=NOW - timedelta(hours=3))
    (only,) = differences([one, article(2, "Погибли 5 человек.", published_at=NOW)])
    assert only.given.outdated == ("Источник 1",)
