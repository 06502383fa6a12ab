"""A review tells affairs, not stories: each affair once, by its newest story, followed by the earlier ones."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from digest.review import MOST, review
from domain.correction import Corrected
from domain.digest import Digest, Window
from domain.story import Story
from tests.builders import NOW, article, request, story

WEEK = Window(NOW - timedelta(days=7), NOW)


def told(number: int, headline: str, *sources: str, days: float = 1, develops: int | None = None, **more: Any) -> Story:
    at = NOW - timedelta(days=days)
    articles = tuple(
        article(number * 10 + place, f"{headline}.", "Об этом рассказали в мэрии.", source=source, headline=headline,
                published_at=at, stored_at=at, **more)
        for place, source in enumerate(sources or ("Тандем",))
    )  # fmt: skip
    return story(number, *articles, develops=develops)


def reviewed(*stories: Story, **wishes: Any) -> Digest:
    return review(stories, request(**{"window": WEEK, "limit": MOST} | wishes), now=NOW)


def headlines(digest: Digest) -> list[str]:
    return [one.headline for one in digest.stories]


def test_an_affair_is_told_once_by_its_newest_story_with_its_course() -> None:
    closed = told(1, "Перевал закрыли", days=5)
    partly = told(2, "Перевал открыли для легковых машин", days=4, develops=1)
    opened = told(3, "Перевал открыли для всех", days=2, develops=2)
    (only,) = reviewed(opened, closed, partly).stories
    assert only.headline == "Перевал открыли для всех"
    assert [(step.headline, step.at) for step in only.course] == [
        ("Перевал закрыли", NOW - timedelta(days=5)),
        ("Перевал открыли для легковых машин", NOW - timedelta(days=4)),
    ]


def test_the_course_of_an_affair_has_the_editors_headlines() -> None:
    closed = replace(told(1, "Перевал рухнул", days=5), corrected=Corrected(headlines=(("ru", "Перевал закрыли"),)))
    (only,) = reviewed(closed, told(2, "Перевал открыли", days=4, develops=1)).stories
    assert [step.headline for step in only.course] == ["Перевал закрыли"]


def test_the_affair_that_most_outlets_told_of_is_chosen_and_the_newest_stands_first() -> None:
    big = told(1, "Сель в Оше", "А", "Б", "В", "Г", days=6)
    small = [told(number, f"Выставка {number}", days=1) for number in range(2, 9)]
    assert headlines(reviewed(big, *small, limit=1)) == ["Сель в Оше"]
    found = reviewed(big, *small, limit=3)
    assert headlines(found)[-1] == "Сель в Оше"
    assert len(found.stories) + found.omitted == 8


def test_an_affair_counts_with_all_its_stories() -> None:
    first, second = told(1, "Пропал турист", "А", "Б", days=5), told(2, "Туриста нашли", "В", "Г", days=4, develops=1)
    other = told(3, "Новый парк", "А", "Б", "В", days=1)
    assert headlines(reviewed(first, second, other, limit=1)) == ["Туриста нашли"]


def test_what_somebody_who_was_away_was_told_is_left_out_and_news_of_it_is_marked() -> None:
    known, fresh = told(1, "Сель в Оше"), told(2, "Новый парк", days=2)
    seen = frozenset(one.id for one in known.articles)
    assert headlines(reviewed(known, fresh, told=seen)) == ["Новый парк"]
    assert sorted(headlines(reviewed(known, fresh))) == ["Новый парк", "Сель в Оше"]
    later = article(19, "Погибли 7 человек.", source="Б", headline="Сель в Оше", published_at=NOW, stored_at=NOW)
    grown = story(1, *known.articles, later)
    (update,) = reviewed(grown, told=seen).stories
    assert update.is_update


def test_wishes_and_mutes_hold_in_a_review_and_in_the_course_of_an_affair() -> None:
    closed, opened = told(1, "Перевал закрыли", "Сплетник", days=3), told(2, "Перевал открыли", days=2, develops=1)
    (only,) = reviewed(closed, opened, muted_sources=("Сплетник",)).stories
    assert only.course == ()
    assert headlines(reviewed(closed, opened, topics=("sports",))) == []
    assert headlines(reviewed(closed, opened, muted_words=("перевал",))) == []


def test_an_affair_whose_newest_story_a_reader_cannot_read_is_told_by_the_newest_that_they_can() -> None:
    closed, partly = told(1, "Перевал закрыли", days=5), told(2, "Перевал открыли наполовину", days=3, develops=1)
    opened = told(3, "Ашуу толугу менен ачылды", "Суусар", days=1, develops=2, language="ky")
    (only,) = reviewed(closed, partly, opened, languages=("ru",)).stories
    assert only.headline == "Перевал открыли наполовину"
    assert [step.headline for step in only.course] == ["Перевал закрыли"]
    assert headlines(reviewed(closed, partly, opened, languages=("ky",))) == ["Ашуу толугу менен ачылды"]
    assert headlines(reviewed(closed, partly, opened, muted_words=("перевал", "ашуу"))) == []


def test_stories_that_develop_each_other_in_a_circle_are_told_once() -> None:
    one, other = told(1, "Весть", develops=2), told(2, "Другая весть", develops=1)
    assert len(reviewed(one, other).stories) == 1


def test_what_was_before_the_window_is_told_as_the_earlier_story() -> None:
    closed = told(1, "Перевал закрыли", days=9)
    opened = told(2, "Перевал открыли", days=2, develops=1)
    opened = Story(**{name: getattr(opened, name) for name in opened.__slots__} | {"earlier": closed.articles})
    (only,) = reviewed(opened).stories
    assert [step.headline for step in only.course] == ["Перевал закрыли"]
