"""Results do not depend on how the index is read: in blocks of any size, by the index or by stored words."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.storage.shelf import NOW, Shelf
from tests.storage.sqlite.opener import open_sqlite


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Shelf]:
    async with open_sqlite(tmp_path) as opened:
        yield Shelf(opened.storage)


@pytest.mark.parametrize(
    "query",
    [
        "мост", "мост река", '"через реку"', "мост -парк", "река OR парк", "пожарная", "премьер-министр",
        '"мост через"', "Жапаров", "Japarov", "мектеп", "12", "мост topic:society",
    ],
)  # fmt: skip
async def test_articles_are_ranked_alike_by_the_index_and_by_what_is_stored_of_them(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    for title, text in (
        ("Мост через реку", "Открыт парк."), ("Парк у моста", "Мост через реку."), ("Реки и мосты", "Премьер-министр."),
        ("Премьер-министр открыл мост", "Жапаров там был, 12 часов."), ("Пожарные", "Пожарная часть у реки."),
        ("Жапарова встретили", "Парки и реки, 12"), ("Вести дня", "Премьер министр и мост"),
    ):  # fmt: skip
        await shelf.tell(title, text)
    await shelf.tell("Жапаровдун мектеби", "Мектепте 12 окуучу.", language="ky")
    monkeypatch.setattr("storage.sqlite.search.word_matches._FEW", -1)
    found = []
    for asks_the_index in (True, False):
        monkeypatch.setattr("storage.sqlite.search.word_matches.is_one_word", lambda _, answer=asks_the_index: answer)
        found.append(await shelf.found(query))
    assert found[0] == found[1]
    assert found[0]


@pytest.mark.parametrize("query", ["пожар", "пожар вечер", "пожар до:2026-03-01", "пожар -утро"])
async def test_matches_are_ranked_block_by_block(shelf: Shelf, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    """Blocks are larger if matches are close together; none is lost between blocks, on any page."""
    for name, count in (("CLOSE_BLOCK", 5), ("BLOCK", 2), ("CLOSE", 12)):
        monkeypatch.setattr(f"storage.archive.blocks.{name}", count)
    wanted = []
    for number in range(60):
        is_fire = number % 20 in (0, 1, 2, 3, 4, 5, 6, 7, 8, 15)
        late = NOW - timedelta(days=40) if number % 3 == 0 else None
        moment = NOW - timedelta(days=2) + timedelta(hours=number)
        title = "Пожар" if number % 5 == 2 else "Вести"
        article = await shelf.tell(
            f"{title}, вечер {number}", "Был пожар." if is_fire else "Дождь.", at=moment, published_at=late
        )
        if (is_fire or number % 5 == 2) and ("до:" not in query or late or moment < NOW.replace(hour=0)):
            wanted.append(article)
    first = await shelf.page(query, limit=3)
    found, page = list(first.best), first
    while page.next:
        await shelf.tell("Новый пожар, вечер")
        page = await shelf.page(query, limit=3, cursor=page.next)
        found += page.best
    assert len(found) == len(wanted)
    assert set(found) == set(wanted)
    assert await shelf.found(query, limit=100, cursor=first.here) == found
    assert await shelf.found(query, limit=100, cursor=first.here, newest_first=True) == wanted[::-1]
