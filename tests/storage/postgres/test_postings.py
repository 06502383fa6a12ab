"""The index stays small while articles come one by one, and forgets what articles no longer hold."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage.postgres import postings
from tests.storage.inside import Opened
from tests.storage.postgres.opener import PostgresInside, open_postgres
from tests.storage.shelf import NOW, Shelf


async def _levels(opened: Opened) -> list[tuple[int, int]]:
    """Return the level of each segment and its number of articles."""
    assert isinstance(opened.inside, PostgresInside)
    rows = await opened.inside.database.read(
        "SELECT s.level, length(p.rest) / 2 FROM segments s JOIN postings p ON p.segment = s.id"
        " WHERE p.term = '3l_ru' ORDER BY 1, 2"
    )
    return [(row[0], row[1]) for row in rows]


async def test_small_segments_are_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "_MERGED", 3)
    async with open_postgres(tmp_path) as opened:
        shelf = Shelf(opened.storage)
        ids = [await shelf.tell(f"Мост {number}") for number in range(14)]
        assert await _levels(opened) == [(0, 1), (0, 1), (1, 3), (2, 9)]
        assert await shelf.found("мост", newest_first=True) == ids[::-1]


async def test_an_edited_article_is_found_by_its_new_words_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "_MERGED", 3)
    async with open_postgres(tmp_path) as opened:
        shelf = Shelf(opened.storage)
        ids = [await shelf.tell(f"Мост {number}") for number in range(8)]
        edited = shelf.article("Парк у реки", key="article 4", published_at=NOW)
        await shelf.poll(edited)
        await shelf.read_all()
        assert set(await shelf.found("мост")) == {*ids} - {ids[3]}
        assert await shelf.found("парк") == await shelf.found('"парк у реки"') == [ids[3]]
        assert sum(count for _, count in await _levels(opened)) == len(ids)


async def test_segments_go_with_the_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "SPAN", 4)
    async with open_postgres(tmp_path) as opened:
        shelf = Shelf(opened.storage)
        ids = [await shelf.tell(f"Мост {number}") for number in range(10)]
        assert len(await _levels(opened)) >= 3
        await opened.storage.housekeeping.retain(now=shelf.now, keep=timedelta(seconds=1))
        assert await shelf.found("мост") == ids[-1:]
        assert len(await _levels(opened)) < 3
