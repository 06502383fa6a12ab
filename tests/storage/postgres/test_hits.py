"""The index finds the same articles in the same order as the storage in memory, however many segments it has."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from domain.ids import ArticleId
from tests.storage.openers import open_memory
from tests.storage.postgres.opener import open_postgres
from tests.storage.shelf import NOW, Shelf

WORDS = (
    "пожар", "мост", "река", "парк", "школа", "снег", "дорога", "мэр", "рынок", "вода", "премьер-министр", "Жапаров",
    "мектеп", "сув", "12", "қор", "O'sh",
)  # fmt: skip
QUERIES = (
    "пожар", "пожар мост", "мост OR река", "мост -парк", '"пожар мост"', '-"мост река" мост', "премьер-министр",
    "премьер министр", "Japarov", "школ", "вода source:Тандем", "вода -source:Тандем", "снег lang:ky",
    "рынок topic:economy", "дорога до:2026-02-01", "дорога после:2026-02-01 до:2026-03-05", "topic:economy", "12",
    "ошский", '"премьер-министр"', "нету", "пожар -мост -река", "өрт", "country:kz снег",
)  # fmt: skip


async def _fill(shelf: Shelf) -> dict[ArticleId, int]:
    """Store 240 articles made of these words; return article id → its number, as ids differ between storages."""
    chance = random.Random(3)
    numbers = {}
    for number in range(240):
        title = " ".join(chance.choices(WORDS, k=chance.randint(1, 3))) + f" {number}"
        text = " ".join(chance.choices(WORDS, k=chance.randint(0, 6))) + "."
        late = timedelta(days=chance.choice((0, 0, 0, 20, 45)))
        numbers[
            await shelf.tell(
                title,
                text,
                source=chance.choice(("Тандем", "Вестник")),
                language=chance.choice(("ru", "ky")),
                topics=chance.choice((("society",), ("economy",))),
                countries=chance.choice((("kg",), ("kz",))),
                published_at=NOW + timedelta(minutes=number + 1) - late,
            )
        ] = number
    return numbers


@pytest.mark.slow
@pytest.mark.parametrize(("span", "merged"), [(1 << 16, 8), (64, 3), (1, 2)])
async def test_both_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, span: int, merged: int) -> None:
    monkeypatch.setattr("storage.postgres.postings.SPAN", span)
    monkeypatch.setattr("storage.postgres.postings._MERGED", merged)
    monkeypatch.setattr("storage.postgres.search.store._FIRST", 1)
    monkeypatch.setattr("storage.postgres.search.store._MORE", 2)
    async with open_postgres(tmp_path) as one, open_memory(tmp_path / "other") as other:
        ours, theirs = Shelf(one.storage), Shelf(other.storage)
        our_numbers, their_numbers = await _fill(ours), await _fill(theirs)
        assert list(our_numbers.values()) == list(their_numbers.values())
        found = 0
        for query in QUERIES:
            for newest_first in (False, True):
                hits = [our_numbers[hit] for hit in await ours.found(query, limit=300, newest_first=newest_first)]
                wanted = [their_numbers[hit] for hit in await theirs.found(query, limit=300, newest_first=newest_first)]
                assert hits == wanted, query
                found += len(hits)
        assert found > 1000
