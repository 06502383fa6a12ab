"""The demo's channels: served as Telegram would, and read by the bot into one story with the outlets' articles."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from ipaddress import IPv4Network
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from domain.feed import LeftOut
from domain.ids import ArticleId
from emulator.world import World
from feeds.jobs import make_pool
from launch.pipeline import Pipeline, assemble
from storage.interface import StoryQuery
from tests.builders import HandClock
from tests.storage.openers import open_memory

ROOT = Path(__file__).parents[2]
MORNING = datetime(2026, 3, 17, 9, 0, tzinfo=ZoneInfo("Asia/Bishkek"))


@pytest.fixture
def clock() -> HandClock:
    return HandClock(MORNING)


@pytest.fixture
async def news(clock: HandClock, tmp_path: Path) -> AsyncIterator[Pipeline]:
    """Yield the pipeline, reading the world's feeds and channels."""
    world = World(clock)
    app = web.Application()
    app.add_routes(world.routes())
    pool = make_pool(ROOT / "catalogue", processes=1)
    await pool.start()
    async with (
        TestServer(app, host="127.0.0.1") as server,
        open_memory(tmp_path, clock=clock) as opened,
        assemble(
            opened.storage,
            pool,
            clock,
            user_agent="Jarchi tests",
            allowed_private_networks=[IPv4Network("127.0.0.1/32")],
            host_pause=0,
            channel_pause=0,
            preview_url=str(server.make_url("")),
        ) as pipeline,
    ):
        feeds = (*world.feeds(str(server.make_url(""))), *world.channels.feeds())
        await opened.storage.feeds.add_many(feeds, now=clock.now())
        yield pipeline
    await pool.close()


async def test_a_day_of_the_demo_has_posts_and_articles_about_one_event_as_one_story(
    news: Pipeline, clock: HandClock
) -> None:
    for _ in range(3):
        await news.read_everything()
        clock.moment += timedelta(hours=6)
    channels = {feed.id: feed for feed in await news.storage.feeds.all() if feed.url.startswith("https://t.me/s/")}
    assert len(channels) == 3
    assert all(feed.state.health == "ok" for feed in channels.values())
    read = [feed.state.last_read for feed in channels.values() if feed.state.last_read]
    left_out = {reason for counts in read for reason in counts.left_out}
    assert left_out >= {LeftOut.ADVERT, LeftOut.MEDIA, LeftOut.POLL, LeftOut.SERVICE}
    stories = await news.storage.stories.find(StoryQuery(limit=500))
    stored = await news.storage.articles.get(list(map(ArticleId, range(1, 2000))))
    posts = {article.id for article in stored if article.feed_id in channels}
    joined = {
        article.language
        for story in stories
        for article in story.articles
        if article.id in posts and any(other.id not in posts for other in story.articles)
    }
    assert joined >= {"ky", "uz", "ru"}
    parted = [article for article in stored if article.url == "https://t.me/jarchi_demo_too/13"]
    assert {article.language for article in parted} == {"ky", "ru"}, "a post in two languages is two articles"
    wind = [article for article in stored if "двадцати метров" in article.text]
    assert len(wind) == 1, "the forward and its origin are one article"
