"""Channels over HTTP: states, pages back to what is known, changes of name, and manners towards their one host."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from domain.channels import CHANNEL_HOST
from domain.feed import Feed, Health, NewFeed
from emulator.world.channels import landing
from emulator.world.channels.markup import Channel, Forward, Post, page
from feeds.admin import Added, AlreadyThere, Rejected
from feeds.channels import MOST_PAGES
from feeds.fetching.hosts import Hosts, Manners
from feeds.poller import PollReport
from tests.feeds.hostile.exchange import item, rss
from tests.feeds.rig import Rig, opened
from tests.feeds.site import Site
from workers.pool import WorkerPool

pytestmark = pytest.mark.asyncio(loop_scope="module")
SELO = Channel("selo", "Село", 1500000001)
NEWS = "В селе открыли мост номер {}, по нему уже пошли автобусы, а пешеходы ждут перил."


@dataclass
class Telegram:
    """The far end: the channels' pages at a site, as Telegram would show them, and a rig that reads them."""

    site: Site
    rig: Rig
    posts: list[Post] = field(default_factory=list)

    def write(self, count: int, **more: object) -> None:
        """Add posts to the channel and show its newest twenty, with older ones behind the cursor."""
        for _ in range(count):
            number = len(self.posts) + 1
            at = self.rig.clock.now() - timedelta(hours=3) + timedelta(seconds=number)
            self.posts.append(Post(number, at.replace(microsecond=0), NEWS.format(number), **more))  # type: ignore[arg-type]
        self.show()

    def show(self, channel: Channel = SELO, name: str = "selo") -> None:
        for end in range(len(self.posts), 0, -20):
            shown = self.posts[max(0, end - 20) : end]
            before = shown[0].number if end > 20 else None
            query = "" if end == len(self.posts) else f"?before={self.posts[end].number}"
            self.answer(f"/s/{name}{query}", page(channel, shown, now=self.now, before=before))

    def answer(self, path: str, body: str, status: int = 200) -> None:
        self.site.pages[path] = lambda _: web.Response(text=body, status=status, content_type="text/html")

    def hide(self, name: str, body: str) -> None:
        """Lead from the channel's posts to a page without them."""
        self.site.status(f"/s/{name}", 302, Location=f"https://t.me/{name}")
        self.answer(f"/{name}", body)

    async def poll(self) -> PollReport:
        self.rig.clock.advance(60)
        (report,) = await self.rig.poll()
        return report

    async def feed(self) -> Feed:
        (feed,) = await self.rig.storage.feeds.all()
        return feed

    @property
    def now(self) -> datetime:
        return self.rig.clock.now()


@pytest_asyncio.fixture(loop_scope="module")
async def telegram(pool: WorkerPool, site: Site, tmp_path: Path) -> AsyncIterator[Telegram]:
    async with opened(tmp_path, pool, preview_url=site.url) as rig:
        yield Telegram(site, rig)


async def test_a_channel_is_added_by_any_spelling_with_its_own_name_and_language(telegram: Telegram) -> None:
    telegram.write(3)
    added = await telegram.rig.admin.add("https://t.me/Selo/2?single")
    assert isinstance(added, Added)
    assert (added.feed.url, added.feed.title, added.feed.language) == ("https://t.me/s/selo", "Село", "ru")
    assert isinstance(await telegram.rig.admin.add("@selo"), AlreadyThere)
    report = await telegram.poll()
    assert (report.outcome, report.new_articles) == ("ok", 3)
    assert (await telegram.feed()).state.channel.last_post == 3
    assert {header["path"] for header in telegram.site.headers} == {"/s/selo"}
    assert all(header.keys().isdisjoint({"cookie", "accept-language"}) for header in telegram.site.headers)
    assert all(header["user-agent"].startswith("Jarchi/") for header in telegram.site.headers)


@pytest.mark.parametrize("written", ["t.me/+AbCdEf", "@a", "-1001234567890", "t.me/addstickers/Selo"])
async def test_what_is_no_channel_is_refused_without_asking_anybody(telegram: Telegram, written: str) -> None:
    asked = sum(telegram.site.asked.values())
    assert isinstance(await telegram.rig.admin.add(written), Rejected)
    assert sum(telegram.site.asked.values()) == asked


@pytest.mark.parametrize(
    ("body", "outcome", "health", "days"),
    [
        (landing.no_preview("selo", "Село"), "blocked", Health.NO_PREVIEW, 1),
        (landing.blocked("selo"), "blocked", Health.BLOCKED, 1),
        (landing.group("selo", "Село"), "error", Health.NOT_A_CHANNEL, 7),
        (landing.person("selo", "Айгүл"), "error", Health.NOT_A_CHANNEL, 7),
        (landing.bot("selo", "Село"), "error", Health.NOT_A_CHANNEL, 7),
        (landing.gone("selo"), "gone", Health.DEGRADED, 1),
    ],
)
async def test_every_state_is_its_own_and_asked_about_rarely(
    telegram: Telegram, body: str, outcome: str, health: Health, days: int
) -> None:
    telegram.hide("selo", body)
    await telegram.rig.admin.add("@selo", unchecked=True)
    for _ in range(4):
        report = await telegram.poll()
        assert report.outcome == outcome
        assert report.next_poll_at - telegram.now >= timedelta(days=days) - timedelta(seconds=61)
    assert (await telegram.feed()).state.health is health
    telegram.write(2)
    report = await telegram.poll()
    assert (report.outcome, (await telegram.feed()).state.health, report.new_articles) == ("ok", Health.OK, 2)


async def test_a_name_that_nobody_has_is_gone_after_several_looks(telegram: Telegram) -> None:
    telegram.hide("selo", landing.gone("selo"))
    await telegram.rig.admin.add("@selo", unchecked=True)
    await telegram.poll()
    telegram.rig.clock.advance(1.1 * 86_400)
    await telegram.poll()
    assert (await telegram.feed()).state.health is Health.GONE


async def test_a_channel_without_posts_is_in_order(telegram: Telegram) -> None:
    telegram.answer("/s/selo", page(SELO, [], now=telegram.now))
    await telegram.rig.admin.add("@selo", unchecked=True)
    report = await telegram.poll()
    state = (await telegram.feed()).state
    assert (report.outcome, state.health) == ("ok", Health.OK)
    assert state.reason is not None
    assert state.reason.key == "feed-error-channel-empty"


async def test_posts_that_are_all_gone_at_once_are_a_change_of_markup(telegram: Telegram) -> None:
    telegram.write(3)
    await telegram.rig.admin.add("@selo")
    await telegram.poll()
    telegram.answer("/s/selo", page(SELO, [], now=telegram.now))
    await telegram.poll()
    state = (await telegram.feed()).state
    assert (state.health, state.channel.last_post) == (Health.CHANGED, 3)


@pytest.mark.parametrize("body", ["<html>Slow down.</html>", "<html><body>Checking your browser</body></html>", None])
async def test_whoever_is_too_fast_leaves_every_channel_alone_for_longer_and_longer(
    telegram: Telegram, body: str | None
) -> None:
    if body is None:
        telegram.site.status("/s/selo", 429)
    else:
        telegram.answer("/s/selo", body)
    await telegram.rig.admin.add("@selo", unchecked=True)
    await telegram.rig.admin.add("@other", unchecked=True)
    telegram.site.asked.clear()
    waits: list[timedelta] = []
    for _ in range(3):
        report = next(one for one in await telegram.rig.poll() if one.url.endswith("/selo"))
        assert report.outcome == "rate_limited"
        if not waits:
            assert sum(telegram.site.asked.values()) == 1, "the other channel is not tried"
        waits.append(report.next_poll_at - telegram.now)
        telegram.rig.clock.advance(waits[-1].total_seconds() + 1)
    assert waits[0] >= timedelta(minutes=9)
    assert waits[2] > 1.5 * waits[1] > 2 * waits[0]


async def test_retry_after_is_obeyed_and_kept(telegram: Telegram) -> None:
    telegram.site.status("/s/selo", 429, Retry_After="7200")
    await telegram.rig.admin.add("@selo", unchecked=True)
    await telegram.poll()
    held = await telegram.rig.storage.feeds.holds(now=telegram.now)
    assert held[CHANNEL_HOST] - telegram.now > timedelta(minutes=110)


async def test_a_page_of_fifty_megabytes_is_not_read(telegram: Telegram) -> None:
    telegram.answer("/s/selo", "<html>" + "x" * 50 * 2**20)
    await telegram.rig.admin.add("@selo", unchecked=True)
    report = await telegram.poll()
    assert report.reason is not None
    assert report.reason.key == "feed-error-too-large"


async def test_a_redirect_out_of_telegram_is_not_followed(telegram: Telegram) -> None:
    telegram.site.status("/s/selo", 302, Location="https://login.example/consent/page")
    await telegram.rig.admin.add("@selo", unchecked=True)
    report = await telegram.poll()
    assert report.reason is not None
    assert report.reason.key == "feed-error-channel-redirect"


async def test_a_new_channel_is_read_from_its_first_page_and_later_as_far_as_the_last_post_known(
    telegram: Telegram,
) -> None:
    telegram.write(75)
    await telegram.rig.admin.add("@selo", unchecked=True)
    assert (await telegram.poll()).new_articles == 20
    telegram.site.asked.clear()
    assert (await telegram.poll()).new_articles == 0
    assert dict(telegram.site.asked) == {"/s/selo": 1}
    telegram.write(53)
    assert (await telegram.poll()).new_articles == 53
    assert sum(telegram.site.asked.values()) == 1 + 3
    telegram.write(20 * MOST_PAGES + 30)
    telegram.site.asked.clear()
    assert (await telegram.poll()).new_articles == 20 * MOST_PAGES
    assert sum(telegram.site.asked.values()) == MOST_PAGES


async def test_what_an_older_page_did_not_give_is_asked_for_again(telegram: Telegram) -> None:
    telegram.write(20)
    await telegram.rig.admin.add("@selo")
    await telegram.poll()
    telegram.write(30)
    older = telegram.site.pages.pop("/s/selo?before=31")
    assert (await telegram.poll()).new_articles == 20
    telegram.site.pages["/s/selo?before=31"] = older
    assert (await telegram.poll()).new_articles == 10


async def test_a_cursor_that_leads_nowhere_ends_the_walk(telegram: Telegram) -> None:
    telegram.write(20)
    await telegram.rig.admin.add("@selo")
    await telegram.poll()
    telegram.write(30)
    telegram.site.pages["/s/selo?before=31"] = telegram.site.pages["/s/selo"]
    telegram.site.asked.clear()
    await telegram.poll()
    assert sum(telegram.site.asked.values()) == 2


async def test_a_change_of_name_is_followed_once_it_was_seen_twice(telegram: Telegram) -> None:
    telegram.write(3)
    await telegram.rig.admin.add("@selo")
    await telegram.poll()
    for name in ("selo", "gorod"):
        telegram.show(replace(SELO, name="gorod"), name)
    assert (await telegram.poll()).outcome == "ok"
    assert (await telegram.feed()).url == "https://t.me/s/selo"
    assert (await telegram.poll()).outcome == "moved"
    assert (await telegram.feed()).url == "https://t.me/s/gorod"
    assert (await telegram.poll()).new_articles == 0
    assert len(await telegram.rig.articles()) == 3


async def test_two_names_of_one_channel_are_one_source(telegram: Telegram) -> None:
    telegram.write(3)
    telegram.show(name="old_selo")
    await telegram.rig.admin.add("@selo")
    await telegram.poll()
    assert isinstance(await telegram.rig.admin.add("@old_selo"), AlreadyThere)
    await telegram.rig.admin.add("@old_selo", unchecked=True)
    for _ in range(2):
        await telegram.rig.poll()
    assert (await telegram.feed()).url == "https://t.me/s/selo"
    assert len(await telegram.rig.articles()) == 3


async def test_a_name_that_a_stranger_has_taken_is_no_longer_read(telegram: Telegram) -> None:
    telegram.write(3)
    await telegram.rig.admin.add("@selo")
    await telegram.poll()
    telegram.write(2)
    telegram.show(Channel("selo", "Казино", 1700000009))
    for _ in range(2):
        report = await telegram.poll()
    feed = await telegram.feed()
    assert (report.outcome, feed.state.health, len(await telegram.rig.articles())) == ("error", Health.STRANGER, 3)
    await telegram.rig.storage.feeds.remove(feed.id, now=telegram.now)
    assert isinstance(await telegram.rig.admin.add("@selo"), Added)
    assert (await telegram.poll()).new_articles == 2, "whoever adds it again means the new one"


async def test_an_edit_corrects_the_article_and_a_deletion_changes_nothing(telegram: Telegram) -> None:
    telegram.write(3)
    await telegram.rig.admin.add("@selo")
    await telegram.poll()
    telegram.posts[1] = replace(telegram.posts[1], text=NEWS.format("семь"), edited=True)
    telegram.show()
    report = await telegram.poll()
    assert report.counts is not None
    assert (report.counts.new, report.counts.edited) == (0, 1)
    del telegram.posts[0]
    telegram.show()
    report = await telegram.poll()
    assert (report.new_articles, len(await telegram.rig.articles())) == (0, 3)
    assert any("номер семь" in article.text for article in await telegram.rig.articles())


async def test_a_forward_of_a_channel_that_is_read_too_is_one_article(telegram: Telegram) -> None:
    telegram.write(2)
    forwards = [replace(post, number=post.number + 40, forward=Forward("Село", f"https://t.me/Selo/{post.number}"))
                for post in telegram.posts]  # fmt: skip
    telegram.answer("/s/gorod", page(Channel("gorod", "Город", 1500000002), forwards, now=telegram.now))
    for name in ("@gorod", "@selo"):
        await telegram.rig.admin.add(name, unchecked=True)
    await telegram.rig.poll()
    await telegram.rig.poll()
    articles = await telegram.rig.articles()
    assert len(articles) == 2
    assert {article.url for article in articles} == {"https://t.me/selo/1", "https://t.me/selo/2"}


async def test_an_outlets_feed_and_its_channel_bring_one_article(telegram: Telegram) -> None:
    link = '<a href="https://selo.example/2026/11/most-otkryt-4120">selo.example</a>'
    selo = replace(SELO, description='<a href="https://selo.example">selo.example</a>')
    post = Post(1, telegram.now - timedelta(hours=1), f"{NEWS.format(1)} {link}")
    telegram.answer("/s/selo", page(selo, [post], now=telegram.now))
    whole = item(1, title="В селе открыли мост", link="https://selo.example/2026/11/most-otkryt-4120")
    feed = telegram.site.feed("/rss", rss(whole))
    for url in ("https://t.me/s/selo", feed):
        await telegram.rig.storage.feeds.add(NewFeed(url, "Село", "Село"), now=telegram.now)
        await telegram.rig.poll()
        telegram.rig.clock.advance(60)
    await telegram.rig.poll()
    (article,) = await telegram.rig.articles()
    assert (article.title, article.url) == ("В селе открыли мост", "https://selo.example/2026/11/most-otkryt-4120")


async def test_the_host_of_all_channels_is_asked_one_by_one_with_pauses_and_no_more_often_than_its_budget() -> None:
    hosts = Hosts(manners={CHANNEL_HOST: Manners(0.05, 0.01, per_minute=4)})
    loop, asked = asyncio.get_running_loop(), []

    async def ask() -> None:
        async with hosts.turn(CHANNEL_HOST):
            asked.append(loop.time())

    await asyncio.gather(*(ask() for _ in range(4)))
    assert all(later - earlier >= 0.05 for earlier, later in itertools.pairwise(asked))
    assert 50 < hosts.seconds_to_turn(CHANNEL_HOST) <= 60
