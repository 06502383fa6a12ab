"""Feeds of several publishers on one server: each article belongs to the right one, from document to archive."""

from pathlib import Path

import pytest

from domain.feed import NewFeed
from tests.feeds.hostile.exchange import item, rss
from tests.feeds.rig import Rig, opened
from tests.feeds.site import Site
from workers.pool import WorkerPool

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def add(rig: Rig, url: str, source: str) -> None:
    await rig.storage.feeds.add(NewFeed(url, source, source), now=rig.clock.now())


async def titles(rig: Rig) -> list[tuple[str, str | None]]:
    return sorted((article.source, article.title) for article in await rig.articles())


@pytest.mark.parametrize("guid", ["http://localhost/?p=101", "https://example.com/?p=101", "post-101", "101"])
async def test_a_guid_that_two_outlets_share_costs_neither_its_article(
    site: Site, pool: WorkerPool, tmp_path: Path, guid: str
) -> None:
    tag = f'<guid isPermaLink="false">{guid}</guid>'
    async with opened(tmp_path, pool) as rig:
        for name, title in (("tandem", "Открыт мост"), ("vestnik", "Закрыт парк")):
            one = item(title=title, link=f"https://{name}.example/news/101").replace("</item>", f"{tag}</item>")
            await add(rig, site.feed(f"/{name}", rss(one)), name)
        for _ in range(2):
            await rig.poll()
        assert await titles(rig) == [("tandem", "Открыт мост"), ("vestnik", "Закрыт парк")]


async def test_a_press_review_that_was_polled_first_does_not_silence_the_outlet(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    one = item(title="Открыт мост", link=f"{site.url}/news/5")
    async with opened(tmp_path, pool) as rig:
        for source in ("Обзор", "Тандем"):
            await add(rig, site.feed(f"/{source.encode().hex()}", rss(one)), source)
            await rig.poll()
            await rig.poll()
        assert await titles(rig) == [("Обзор", "Открыт мост"), ("Тандем", "Открыт мост")]


async def test_a_revision_under_another_guid_takes_the_place_of_the_first(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        for number, title in ((1, "Сгорели 10 контейнеров"), (2, "Сгорели 12 контейнеров, двое пострадали")):
            one = item(title=title, link="https://vestnik.example/news/100", guid=f"100-r{number}")
            await add(rig, site.feed("/rss", rss(one)), "Вестник")
            await rig.poll()
        assert await titles(rig) == [("Вестник", "Сгорели 12 контейнеров, двое пострадали")]
