"""Channels over HTTP: states, older pages up to known posts, renaming, and limits of their common host."""

import asyncio
import itertools
from datetime import timedelta

import pytest

from domain.channels import CHANNEL_HOST
from domain.feed import Health
from emulator.world.channels import landing_pages
from emulator.world.channels.markup import page
from feeds.admin import Added, AlreadyThere, Rejected
from feeds.channels import MOST_PAGES
from feeds.fetching.hosts import Hosts, Manners
from tests.feeds.channel_rig import SELO, Telegram

pytestmark = pytest.mark.asyncio(loop_scope="module")


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
        (landing_pages.no_preview("selo", "Село"), "blocked", Health.NO_PREVIEW, 1),
        (landing_pages.blocked("selo"), "blocked", Health.BLOCKED, 1),
        (landing_pages.group("selo", "Село"), "error", Health.NOT_A_CHANNEL, 7),
        (landing_pages.person("selo", "Айгүл"), "error", Health.NOT_A_CHANNEL, 7),
        (landing_pages.bot("selo", "Село"), "error", Health.NOT_A_CHANNEL, 7),
        (landing_pages.gone("selo"), "gone", Health.DEGRADED, 1),
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
    telegram.hide("selo", landing_pages.gone("selo"))
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


async def test_the_host_of_all_channels_is_asked_one_by_one_with_pauses_and_no_more_often_than_its_budget() -> None:
    hosts = Hosts(manners={CHANNEL_HOST: Manners(0.05, 0.01, per_minute=4)})
    loop, asked = asyncio.get_running_loop(), []

    async def ask() -> None:
        async with hosts.turn(CHANNEL_HOST):
            asked.append(loop.time())

    await asyncio.gather(*(ask() for _ in range(4)))
    assert all(later - earlier >= 0.05 for earlier, later in itertools.pairwise(asked))
    assert 50 < hosts.seconds_to_turn(CHANNEL_HOST) <= 60
