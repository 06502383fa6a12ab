"""Entries whose guids are small numbers: places in the feed's list, or the numbers of articles."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from domain.article import NewArticle
from tests.domain.polls import NOW, TANDEM, Storage, counts, with_guid


@pytest.mark.parametrize("page", ["https://tandem.example/n/{}", "https://tandem.example/live/77#post-{}", None])
@pytest.mark.parametrize(
    "titles",
    [
        ("Открыт мост", "Закрыт парк", "Построена школа", "Найден клад"),
        ("Бишкек: открыт мост", "Закрыт парк в Бишкеке", "Школа в Бишкеке", "Бишкек ждёт снега"),
    ],
)
def test_guids_that_are_places_in_the_list_lose_nothing(titles: Sequence[str], page: str | None) -> None:
    def listed(numbers: Sequence[int]) -> list[NewArticle]:
        return [
            with_guid(
                str(place), titles[number], url=page and page.format(number), published_at=NOW + timedelta(hours=number)
            )
            for place, number in enumerate(numbers)
        ]

    storage = Storage()
    for last in range(1, 5):
        assert counts(storage.poll(TANDEM, *listed(range(last)[::-1]))) == (1, 0, last - 1)
    fewer, all_new = Storage(), (listed([1, 0]), listed([3, 2]))
    assert [counts(fewer.poll(TANDEM, *items)) for items in all_new] == [(2, 0, 0)] * 2


@pytest.mark.parametrize(
    ("title", "later"),
    [("Открыт мост", "Открыт новый мост в Оше"), ("Землетрясение 5,1 балла", "Землетрясение 5,3 балла")],
)
@pytest.mark.parametrize("pages", [("57-a", "57-b"), ("", ""), None])
def test_an_edit_of_an_article_whose_guid_is_a_small_number_is_one(
    title: str, later: str, pages: tuple[str, str] | None
) -> None:
    storage = Storage()
    for number, written in enumerate((title, later)):
        url = pages and f"https://tandem.example/{pages[number]}"
        assert counts(storage.poll(TANDEM, with_guid("57", written, url=url))) == (1 - number, number, 0)


def test_a_headline_that_comes_each_day_in_the_same_place_is_news_each_day() -> None:
    storage = Storage()
    for day in range(2):
        url, at = f"https://tandem.example/n/{101 + day}", NOW + timedelta(days=day)
        issue = with_guid("1", "Главное за день", url=url, text=f"Весть {day}.", published_at=at)
        assert counts(storage.poll(TANDEM, issue)) == (1, 0, 0)


def test_an_article_whose_guids_were_taken_is_known_under_the_words_it_began_with() -> None:
    storage, titles = Storage(), ("Открыт мост", "Закрыт парк", "Найден клад")

    def item(number: int, **more: object) -> NewArticle:
        moment = NOW + timedelta(hours=number)
        values = {"url": "https://tandem.example/", "published_at": moment} | more
        return with_guid("0", titles[number], **values)

    for number in range(3):
        assert counts(storage.poll(TANDEM, item(number))) == (1, 0, 0)
    assert counts(storage.poll(TANDEM, item(2, text="Клад нашли."))) == (0, 1, 0)
    assert counts(storage.poll(TANDEM, item(2, published_at=NOW + timedelta(hours=9)))) == (0, 1, 0)
