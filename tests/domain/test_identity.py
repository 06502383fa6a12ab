"""Deciding which entries are known, edits or new, and which may be pushed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.article import NewArticle
from domain.identity import FEW, Judged
from domain.recognition import Publisher
from tests.domain.polls import FIRE, NOW, REVIEW, SECTION, TANDEM, VESTNIK, Storage, article, counts, with_guid


def test_two_outlets_made_with_one_program_share_guids_and_keep_their_articles() -> None:
    for guid in ("http://localhost/?p=101", "https://example.com/?p=1", "post-101", "1", "tag:blog,2026:5"):
        storage = Storage()
        ours = with_guid(guid, "Открыт мост", url="https://tandem.example/news/101")
        theirs = with_guid(guid, "Закрыт парк", url="https://vestnik.example/a/7")
        assert counts(storage.poll(TANDEM, ours)) == (1, 0, 0)
        for new in (1, 0):
            assert counts(storage.poll(VESTNIK, theirs)) == (new, 0, 1 - new)
            assert counts(storage.poll(TANDEM, ours)) == (0, 0, 1)
        edited = replace(theirs, title="Закрыт на ремонт сквер", content_hash="edited")
        assert counts(storage.poll(VESTNIK, edited)) == (0, 1, 0), "a later edit finds the article of its own outlet"


def test_outlets_that_share_guids_and_give_no_links_keep_their_articles_and_edits() -> None:
    storage = Storage()
    assert counts(storage.poll(TANDEM, with_guid("http://staging/?p=1", url="http://staging/?p=1"))) == (1, 0, 0)
    theirs = with_guid("http://staging/?p=1", "Закрыт парк", url="http://staging/?p=1")
    assert counts(storage.poll(VESTNIK, theirs)) == (1, 0, 0)
    assert counts(storage.poll(VESTNIK, replace(theirs, title="Открыт сквер", content_hash="x"))) == (0, 1, 0)
    assert counts(storage.poll(TANDEM, with_guid("http://staging/?p=1", url="http://staging/?p=1"))) == (0, 0, 1)


@pytest.mark.parametrize("order", [(REVIEW, TANDEM), (TANDEM, REVIEW)])
def test_a_press_review_and_the_outlet_it_links_to_each_keep_the_article(order: Sequence[Publisher]) -> None:
    storage = Storage()
    for feed in order:
        assert counts(storage.poll(feed, article())) == (1, 0, 0)
    for feed in order:
        assert counts(storage.poll(feed, article())) == (0, 0, 1)
    assert sorted(one.source for one in storage.kept.values()) == ["Обзор", "Тандем"]


@pytest.mark.parametrize("again", ["https://www.tandem.example/news/5/", "http://m.tandem.example/news/5?amp=1"])
def test_a_site_and_its_section_are_one_outlet_under_whatever_name(again: str) -> None:
    storage = Storage()
    storage.poll(TANDEM, with_guid("5"))
    for section in (SECTION, replace(SECTION, source="Тандем", host="https://feeds.example:443")):
        assert counts(storage.poll(section, article(url=again))) == (0, 0, 1)
    later = with_guid("7", "Мост открыт наконец", url=again)
    assert counts(storage.poll(replace(SECTION, source="тандем"), later)) == (0, 0, 1), "no edit of another feed's"


@pytest.mark.parametrize("title", ["Сгорели 12 контейнеров, двое пострадали", "Возгорание на складе: двое пострадали"])
@pytest.mark.parametrize("url", ["https://tandem.example/n/100", "https://tandem.example/na-sklade-sgoreli-kontejnery"])
def test_a_revision_under_another_guid_is_an_edit(title: str, url: str) -> None:
    storage = Storage()
    storage.poll(TANDEM, with_guid("100-r1", FIRE, url=url), article("Иное", url="https://tandem.example/n/99"))
    revised = with_guid("100-r2", title, url=url)
    assert counts(storage.poll(TANDEM, revised)) == (0, 1, 0)
    assert counts(storage.poll(TANDEM, revised)) == (0, 0, 1)
    assert len(storage.kept) == 2


@pytest.mark.parametrize(
    "url", ["https://tandem.example/", "https://tandem.example/ru/", "https://tandem.example/live"]
)
def test_items_that_come_one_by_one_and_link_to_a_page_of_all_stay_separate(url: str) -> None:
    storage = Storage()
    for number, title in enumerate(("Открыт мост", "Закрыт парк", "Построена школа", "Найден клад")):
        item = with_guid(f"g{number}", title, url=url, published_at=NOW + timedelta(hours=number))
        assert counts(storage.poll(TANDEM, item)) == (1, 0, 0), title
        assert counts(storage.poll(TANDEM, item)) == (0, 0, 1), title


@pytest.mark.parametrize("url", ["https://tandem.example/weather", "https://tandem.example/forecast-12", None])
@pytest.mark.parametrize("guid", ["weather", None])
def test_each_issue_of_a_daily_forecast_at_one_address_is_an_article(guid: str | None, url: str | None) -> None:
    storage = Storage()

    def issue(day: int, text: str = "Снег.") -> tuple[NewArticle, datetime]:
        moment = NOW + timedelta(days=day)
        more: dict[str, object] = {"url": url, "text": text, "published_at": moment - timedelta(hours=1)}
        title = f"Погода на {day} марта"
        return (with_guid(guid, title, **more) if guid else article(title, **more)), moment

    for day in (2, 3, 4):
        one, moment = issue(day)
        assert counts(storage.poll(TANDEM, one, at=moment)) == (1, 0, 0)
        assert counts(storage.poll(TANDEM, one, at=moment)) == (0, 0, 1)
        if url:
            assert counts(storage.poll(TANDEM, issue(day, "Снег и ветер.")[0], at=moment)) == (0, 1, 0)
    storage.retain()
    one, moment = issue(5)
    assert counts(storage.poll(TANDEM, one, at=moment)) == (1, 0, 0)


def test_other_figures_on_the_same_day_or_under_an_unchanged_date_are_an_edit() -> None:
    storage = Storage()
    storage.poll(TANDEM, with_guid("7", "Сгорели 10 контейнеров"))
    later = NOW + timedelta(hours=5)
    assert counts(storage.poll(TANDEM, with_guid("7", "Сгорели 12 контейнеров", published_at=later), at=later)) == (
        0,
        1,
        0,
    )
    late = NOW + timedelta(days=3)
    assert counts(storage.poll(TANDEM, with_guid("7", "Сгорели 14 контейнеров"), at=late)) == (0, 1, 0)


@pytest.mark.parametrize("page", ["", "ru/news/", "sobytiya"])
def test_items_without_guids_that_link_to_a_page_of_all_one_by_one_stay_separate(page: str) -> None:
    storage = Storage()
    for number, title in enumerate(("Открыт мост", "Закрыт парк", "Построена школа")):
        item = article(title, url=f"https://tandem.example/{page}", published_at=NOW + timedelta(hours=number))
        assert counts(storage.poll(TANDEM, item)) == (1, 0, 0), title
        assert counts(storage.poll(TANDEM, item)) == (0, 0, 1), title


@pytest.mark.parametrize("mark", ["#post-", "#"])
@pytest.mark.parametrize("titles", [("Матч начался", "Матч: 1:0", "Матч: 2:0"), ("Обновлено",) * 3])
def test_the_posts_of_a_live_report_stay_separate(mark: str, titles: Sequence[str]) -> None:
    posts = [
        with_guid(f"p{number}", title, url=f"https://tandem.example/live/77{mark}{number}", text=f"Минута {number}.")
        for number, title in enumerate(titles)
    ]
    together, one_by_one = Storage(), Storage()
    assert counts(together.poll(TANDEM, *posts)) == (3, 0, 0)
    assert counts(together.poll(TANDEM, *posts)) == (0, 0, 3)
    for count in range(1, 4):
        assert counts(one_by_one.poll(TANDEM, *reversed(posts[:count]))) == (1, 0, count - 1)


def test_a_site_that_numbers_its_links_anew_at_each_poll_does_not_double() -> None:
    storage = Storage()
    for poll in range(3):
        items = [
            with_guid(f"{poll}-{number}", title, url=f"https://tandem.example/news/{page}#{number + poll}")
            for number, (title, page) in enumerate((("Открыт мост", 5), ("Закрыт парк", 6)))
        ]
        assert counts(storage.poll(TANDEM, *items)) == ((2, 0, 0) if poll == 0 else (0, 0, 2))


def test_a_warning_that_is_given_again_is_news() -> None:
    storage = Storage()
    titles = ("Перевал закрыт", "Перевал открыт", "Перевал закрыт")
    listed = [with_guid(str(1001 + day), title, url=None, published_at=None) for day, title in enumerate(titles)]
    for day in range(3):
        assert counts(storage.poll(TANDEM, *listed[: day + 1])) == (1, 0, day)
    pages = [
        [
            article(f"{place}: лавинная опасность", url=f"https://tandem.example/{day}/{place}", published_at=at)
            for place in ("Ош", "Чуй", "Нарын", "Талас")
        ]
        for day, at in enumerate((NOW - timedelta(days=1), NOW))
    ]
    storage.poll(TANDEM, *pages[0])
    assert pushable(storage.poll(TANDEM, *pages[1], *pages[0])) == [True] * 4


def test_an_edit_is_for_the_feed_that_brought_the_article_and_happens_once() -> None:
    storage = Storage()
    storage.poll(TANDEM, article(text="Мост открыт сегодня утром."))
    section = replace(SECTION, source="Тандем")
    assert counts(storage.poll(section, article(text="Мост."))) == (0, 0, 1)
    short, long = article(text="Мост…"), article(text="Мост открыт сегодня вечером.")
    assert counts(storage.poll(TANDEM, long, short)) == (0, 1, 1), "the first of a listing is the newest"
    assert next(iter(storage.kept.values())).content_hash == long.content_hash
    assert counts(storage.poll(TANDEM, long, short)) == (0, 0, 2)


def test_of_two_versions_in_one_listing_the_newer_is_stored() -> None:
    storage = Storage()
    old, new = with_guid("r1", text="Мост."), with_guid("r2", text="Мост открыт, движение началось.")
    assert counts(storage.poll(TANDEM, new, old)) == (1, 0, 1)
    assert next(iter(storage.kept.values())).content_hash == new.content_hash


def test_the_same_words_are_one_article_within_a_source_only() -> None:
    storage, words = Storage(), "Мэрия рассказала, что новый мост через реку откроют весной. " * 3
    storage.poll(TANDEM, article(text=words))
    moved = article(text=words, url="https://tandem.example/archive/77", published_at=NOW)
    assert counts(storage.poll(TANDEM, moved)) == (0, 0, 1)
    assert counts(storage.poll(VESTNIK, replace(moved, url="https://vestnik.example/1"))) == (1, 0, 0)


def test_what_retention_took_is_known_for_as_long_as_it_is_listed() -> None:
    storage = Storage()
    undated = with_guid("5", published_at=None)
    storage.poll(TANDEM, undated)
    storage.retain()
    judged = storage.poll(TANDEM, undated)
    assert (counts(judged), judged.still_listed) == ((0, 0, 1), [1])
    assert counts(storage.poll(TANDEM, replace(undated, fingerprint="another guid"))) == (0, 0, 1)
    assert counts(storage.poll(TANDEM, replace(undated, title="Мост закрыт", content_hash="x"))) == (0, 0, 1)


def pushable(judged: Judged) -> list[bool]:
    return [new.is_pushable for new in judged.new]


def strangers(count: int, first: int = 100) -> list[NewArticle]:
    return [
        article(f"Весть {number}", url=f"https://tandem.example/u/{number}", published_at=None)
        for number in range(first, first + count)
    ]


def test_what_is_old_or_came_with_the_first_poll_is_archive() -> None:
    old = article(url="https://tandem.example/1", published_at=NOW - timedelta(hours=49))
    fresh = article(url="https://tandem.example/2", published_at=NOW - timedelta(hours=47))
    judged = Storage().poll(TANDEM, old, fresh)
    assert (pushable(judged), judged.archived) == ([True, False], 1)
    assert pushable(Storage().poll(TANDEM, fresh, last_success_at=None)) == [False]


def test_one_without_a_date_is_new_where_the_feed_shows_that_it_is() -> None:
    storage = Storage()
    storage.poll(TANDEM, *strangers(20))
    assert pushable(storage.poll(TANDEM, *strangers(8, first=88), *strangers(12))) == [True] * 8
    assert pushable(Storage().poll(TANDEM, *strangers(FEW))) == [True] * FEW


@pytest.mark.parametrize(
    "more", [{"gave_undated": False}, {"last_success_at": NOW - timedelta(days=3)}, {"last_success_at": None}]
)
def test_one_without_a_date_is_archive_where_nothing_says_that_it_is_new(more: dict[str, Any]) -> None:
    dated = article(url="https://tandem.example/1")
    judged = Storage().poll(TANDEM, *strangers(1), dated, **more)
    assert pushable(judged) == [more.get("last_success_at", NOW) is not None, False]
    assert judged.has_undated


def test_many_strangers_without_a_date_are_archive_all_of_them() -> None:
    storage = Storage()
    storage.poll(TANDEM, *strangers(2))
    judged = storage.poll(TANDEM, *strangers(15, first=1), *strangers(2))
    assert (pushable(judged), judged.archived) == ([False] * 15, 15)


def test_a_page_is_wanted_of_recent_teasers() -> None:
    def wants(one: NewArticle, *, full_text: bool = True) -> bool:
        return Storage().poll(TANDEM, one, full_text=full_text).new[0].wants_page

    assert wants(article())
    assert wants(article(published_at=None))
    assert not wants(article(), full_text=False)
    assert not wants(article(text="Мост открыт. " * 50))
    assert not wants(article(published_at=NOW - timedelta(days=3)))
    assert not wants(article(url=None))
