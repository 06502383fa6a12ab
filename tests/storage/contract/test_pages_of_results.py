"""Pages of results: every story once, and each page can be requested again by its cursor."""

import re

import pytest

from domain.ids import StoryId
from storage.interface import Annotated, Cursor
from tests.storage.shelf import Shelf, annotate


async def test_pages_hold_every_story_once_while_news_comes_in(shelf: Shelf) -> None:
    for number in range(40):
        # Three articles each, so that matches and stories differ in number.
        for source in ("Тандем", "Вестник", "Обзор"):
            await shelf.tell(f"Пожар номер {number}", source=source, story=number + 1)
    first = await shelf.page("пожар", limit=7)
    seen = [story.id for story in first.stories]
    page = first
    while page.next:
        await shelf.tell("Пожар новый")
        page = await shelf.page("пожар", limit=7, cursor=page.next)
        seen += [story.id for story in page.stories]
    assert sorted(seen) == list(range(1, 41))


async def test_pages_lead_there_and_back_and_each_is_found_again(shelf: Shelf) -> None:
    for number in range(5):
        await shelf.tell(f"Пожар номер {number}")
    first = await shelf.page("пожар", limit=2)
    second = await shelf.page("пожар", limit=2, cursor=first.next)
    third = await shelf.page("пожар", limit=2, cursor=second.next)
    assert [len(page.stories) for page in (first, second, third)] == [2, 2, 1]
    assert (first.previous, third.next) == (None, None)
    await shelf.tell("Пожар новый")
    assert await shelf.page("пожар", limit=2, cursor=third.previous) == second
    assert await shelf.page("пожар", limit=2, cursor=second.previous) == first
    assert await shelf.page("пожар", limit=2, cursor=first.here) == first


async def test_a_page_is_named_shortly_enough_for_a_button(shelf: Shelf) -> None:
    for number in range(12):
        await shelf.tell(f"Пожар номер {number}")
    page = await shelf.page("пожар", limit=5, cursor=(await shelf.page("пожар", limit=5)).next)
    for cursor in (page.here, page.previous, page.next):
        assert cursor is not None
        assert re.fullmatch(r"[A-Za-z0-9.-]{1,40}", cursor)


@pytest.mark.parametrize("cursor", ["", "5", "5:1234", "-", "²-²", "9" * 40, "x" * 40, "1-", "\0", "5-1-1"])
async def test_what_is_no_page_of_this_storage_is_the_first_one(shelf: Shelf, cursor: str) -> None:
    for number in range(3):
        await shelf.tell(f"Пожар номер {number}")
    first = await shelf.page("пожар", limit=2)
    assert await shelf.page("пожар", limit=2, cursor=Cursor(cursor)) == first


async def test_a_page_behind_the_last_one_is_empty(shelf: Shelf) -> None:
    await shelf.tell("Пожар на складе")
    await shelf.tell("Пожар в степи")
    behind = (await shelf.page("пожар", limit=1)).next
    assert behind is not None
    page = await shelf.page("пожар склад", limit=1, cursor=behind)
    assert (page.stories, page.next) == ((), None)


async def test_older_matches_come_after_the_newest_hundreds(shelf: Shelf) -> None:
    """A story with very many articles does not hide older stories."""
    old = await shelf.tell("Пожар на складе", story=7)
    articles = [shelf.article(f"Пожар, часть {number}", published_at=shelf.now) for number in range(700)]
    await shelf.poll(*articles)
    waiting = await shelf.storage.articles.without_annotation(limit=1000)
    batch = [Annotated(one.id, annotate(one.title or "", one.text, "ru"), StoryId(9)) for one in waiting]
    await shelf.storage.articles.save_annotations(batch, now=shelf.now)
    page = await shelf.page("пожар", limit=5)
    assert [story.id for story in page.stories] == [9, 7]
    assert page.best[1] == old
