"""Statements that would be slow by a wrong plan have the right one."""

from datetime import timedelta
from pathlib import Path

from domain.digest import Window
from storage.interface import StoryQuery
from storage.sqlite.stories import finding
from tests.storage.shelf import NOW
from tests.storage.sqlite.opener import SqliteInside, open_sqlite


async def test_a_digest_reads_the_articles_of_its_window_and_pinned_ones_by_an_index(tmp_path: Path) -> None:
    async with open_sqlite(tmp_path) as opened:
        assert isinstance(opened.inside, SqliteInside)
        sql, parameters = finding(
            StoryQuery(window=Window(NOW - timedelta(days=1), NOW), pinned_at=NOW, topics=("sport",))
        )
        plan = [row[3] for row in await opened.inside.database.read(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        assert not [step for step in plan if step.split()[:2] in (["SCAN", "a"], ["SCAN", "n"])], plan
