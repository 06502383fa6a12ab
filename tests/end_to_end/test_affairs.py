"""An affair in the demo's news: a road closed and reopened is told once, by its newest story, in each language."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from digest.builder import DigestBuilder
from domain.article import NewArticle
from domain.digest import DigestRequest, Window
from domain.feed import NewFeed
from emulator.world import World
from feeds.annotator import Annotator
from feeds.jobs import make_pool
from render.digest import render_digest
from render.texts import Texts
from storage.interface import PollResult, Storage
from tests.builders import HandClock
from tests.storage.openers import open_memory

ROOT = Path(__file__).parents[2]
START = datetime(2026, 3, 16, 0, 0, tzinfo=ZoneInfo("Asia/Bishkek"))
MORNING = START + timedelta(days=2, hours=8)
TITLES = {  # language → headlines of the newest story and of its earlier one
    "ru": ("Трассу Бишкек – Ош в ущелье Чычкан открыли полностью", "Оползень перекрыл трассу Бишкек – Ош"),
    "ky": ("Бишкек – Ош жолу толугу менен ачылды", "Бишкек – Ош жолу жабылды"),
    "kk": ("Бішкек – Ош жолы толық ашылды", "Бішкек – Ош тас жолын жауып қалды"),
    "uz": ("Bishkek – Oʻsh yoʻli ikki kundan keyin toʻliq ochildi", "Bishkek – Oʻsh yoʻli yopildi"),
    "tg": ("Роҳи Бишкек – Ӯш пурра кушода шуд", "Ярч роҳи Бишкек – Ӯшро"),
    "en": ("Bishkek–Osh road fully open two days after landslide", "Landslide closes Bishkek–Osh highway"),
}
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


async def _publish(storage: Storage, clock: HandClock) -> None:
    """Store what the invented outlets published until the morning, as polls would, oldest first."""
    clock.moment = START
    world = World(clock)
    clock.moment = MORNING
    feeds = {}
    for outlet, new in zip(world.outlets, world.feeds("http://127.0.0.1"), strict=True):
        named = NewFeed(new.url, outlet.name, outlet.name, outlet.country, outlet.language)
        feeds[outlet.key], _ = await storage.feeds.add(named, now=START)
        state = replace(feeds[outlet.key].state, last_success_at=START)
        await storage.feeds.save_poll(PollResult(feeds[outlet.key].id, START, state))
    published = [(one, outlet) for outlet in world.outlets for one in world.published(outlet.key, limit=200)]
    for one, outlet in sorted(published, key=lambda pair: pair[0].published_at):
        feed, text = feeds[outlet.key], "\n\n".join(one.paragraphs)
        address = f"http://127.0.0.1/{outlet.key}/{one.id}"
        article = NewArticle(one.id, text, address, one.title, text, outlet.language, one.published_at)
        await storage.feeds.save_poll(PollResult(feed.id, max(one.published_at, START), feed.state, (article,)))


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def storage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Storage]:
    """Yield a storage with the demo's news of two days, in stories and affairs."""
    clock = HandClock(START)
    async with contextlib.AsyncExitStack() as stack:
        opened = await stack.enter_async_context(open_memory(tmp_path_factory.mktemp("news"), clock=clock))
        pool = make_pool(ROOT / "catalogue", processes=2)
        await pool.start()
        stack.push_async_callback(pool.close)
        await _publish(opened.storage, clock)
        annotator = Annotator(opened.storage, pool, clock)
        stack.push_async_callback(annotator.close)
        while await annotator.run_once():
            pass
        await annotator.rejoin()
        while await annotator.run_once():
            pass
        yield opened.storage


@pytest.mark.parametrize("language", TITLES)
async def test_a_road_that_is_open_again_is_told_once_with_its_closing_before(storage: Storage, language: str) -> None:
    newest, beginning = TITLES[language]
    wanted = DigestRequest(Window(START, MORNING), languages=(language,), limit=100)
    digest = await DigestBuilder(storage).build(wanted, now=MORNING)
    (story,) = [story for story in digest.stories if story.earlier and beginning in story.earlier.headline]
    (whole,) = await storage.stories.get([story.story_id])
    assert any(article.headline.startswith(newest) for article in whole.articles)
    assert not [story.headline for story in digest.stories if beginning in story.headline], "told with the newest"
    shown = render_digest(digest, Texts(ROOT / "locales").translator(language), zone="Asia/Bishkek")
    text = "".join(message.html for message in shown)
    assert text.index(story.headline) < text.index(beginning)
    assert text.count(beginning) == 1
