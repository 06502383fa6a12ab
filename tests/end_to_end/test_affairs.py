"""An affair in the demo's news: a road closed and reopened is told once, by its newest story, in each language."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from ipaddress import IPv4Network
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from digest.builder import DigestBuilder
from domain.digest import DigestRequest, Window
from emulator.world import World
from feeds.jobs import make_pool
from launch.pipeline import assemble
from render.digest import render_digest
from storage.interface import Storage
from tests.builders import HandClock
from tests.storage.openers import open_memory
from tests.texts import TEXTS

ROOT = Path(__file__).parents[2]
START = datetime(2026, 3, 16, 0, 0, tzinfo=ZoneInfo("Asia/Bishkek"))
MORNING = START + timedelta(days=2, hours=9)
TITLES = {  # language → headlines of the newest story and of its earlier one
    "ru": ("Трассу Бишкек – Ош в ущелье Чычкан открыли полностью", "Оползень перекрыл трассу Бишкек – Ош"),
    "ky": ("Бишкек – Ош жолу толугу менен ачылды", "Бишкек – Ош жолу жабылды"),
    "kk": ("Бішкек – Ош жолы толық ашылды", "Бішкек – Ош тас жолын жауып қалды"),
    "uz": ("Bishkek – Oʻsh yoʻli ikki kundan keyin toʻliq ochildi", "Bishkek – Oʻsh yoʻli yopildi"),
    "tg": ("Роҳи Бишкек – Ӯш пурра кушода шуд", "Ярч роҳи Бишкек – Ӯшро"),
    "en": ("Bishkek–Osh road fully open two days after landslide", "Landslide closes Bishkek–Osh highway"),
}
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def storage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Storage]:
    """Yield a storage with the demo's news of two days, polled every three hours, in stories and affairs."""
    clock = HandClock(START)
    world, app = World(clock), web.Application()
    app.add_routes(world.routes())
    pool = make_pool(ROOT / "catalogue", processes=2)
    await pool.start()
    async with (
        TestServer(app, host="127.0.0.1") as server,
        open_memory(tmp_path_factory.mktemp("news"), clock=clock) as opened,
        assemble(
            opened.storage,
            pool,
            clock,
            user_agent="Jarchi tests",
            allowed_private_networks=[IPv4Network("127.0.0.1/32")],
            host_pause=0,
        ) as pipeline,
    ):
        await opened.storage.feeds.add_many(world.feeds(str(server.make_url(""))), now=clock.now())
        while clock.moment < MORNING:
            clock.moment += timedelta(hours=3)
            await pipeline.read_everything()
        await pipeline.annotator.rejoin()
        while await pipeline.annotator.run_once():
            pass
        yield opened.storage
    await pool.close()


@pytest.mark.parametrize("language", TITLES)
async def test_a_road_that_is_open_again_is_told_once_with_its_closing_before(storage: Storage, language: str) -> None:
    newest, beginning = TITLES[language]
    wanted = DigestRequest(Window(START, MORNING), languages=(language,), limit=100)
    digest = await DigestBuilder(storage).build(wanted, now=MORNING)
    (story,) = [story for story in digest.stories if story.earlier and beginning in story.earlier.headline]
    (whole,) = await storage.stories.get([story.story_id])
    assert any(article.headline.startswith(newest) for article in whole.articles)
    assert not [story.headline for story in digest.stories if beginning in story.headline], "told with the newest"
    shown = render_digest(digest, TEXTS.translator(language), zone="Asia/Bishkek")
    text = "".join(message.html for message in shown)
    assert text.index(story.headline) < text.index(beginning)
    assert text.count(beginning) == 1
