"""A poll that somebody asks for: at once, on the poller's own path, and never twice at a time."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web

from domain.audit import Change
from domain.feed import FeedField, PollOutcome
from domain.ids import FeedId
from storage.interface import PollResult
from tests.feeds.hostile.exchange import rss
from tests.feeds.rig import Rig
from tests.feeds.site import Site

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_feed_that_is_not_due_is_polled_and_its_poll_is_remembered(rig: Rig, site: Site) -> None:
    feed = await rig.add(site.feed("/rss", rss()))
    await rig.poll(everything=False)
    assert await rig.poll(everything=False) == [], "it is not due"
    report = await rig.poller.poll_now(feed.id)
    assert report is not None
    assert (report.outcome, report.new_articles, site.asked["/rss"]) == (PollOutcome.OK, 0, 2)
    assert [poll.counts and poll.counts.known for poll in await rig.storage.feeds.polls(feed.id)][:1] == [1]


async def test_who_asks_while_a_feed_is_being_polled_gets_that_polls_report(rig: Rig, site: Site) -> None:
    gate = asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        await gate.wait()
        return web.Response(text=rss(), content_type="application/rss+xml")

    site.pages["/slow"] = slow
    feed = await rig.add(site.url + "/slow")
    asked = [asyncio.ensure_future(rig.poller.poll_now(feed.id)) for _ in range(2)]
    await site.reached(1)
    late = asyncio.ensure_future(rig.poller.poll_now(feed.id))
    await asyncio.sleep(0)
    gate.set()
    reports = await asyncio.gather(*asked, late)
    assert site.asked["/slow"] == 1
    assert [report.new_articles for report in reports if report] == [1, 1, 1]


async def test_a_host_that_wants_no_requests_is_not_asked(rig: Rig, site: Site) -> None:
    feed = await rig.add(site.status("/limited", 429, Retry_After="3600"))
    await rig.poll()
    report = await rig.poller.poll_now(feed.id)
    assert report is not None
    assert report.outcome is PollOutcome.RATE_LIMITED
    assert site.asked["/limited"] == 1


async def test_a_host_that_told_another_process_to_wait_is_not_asked(rig: Rig, site: Site) -> None:
    feed = await rig.add(site.feed("/rss", rss()))
    assert (await rig.poller.poll_now(feed.id)) is not None
    now = rig.clock.now()
    told = PollResult(
        feed.id,
        now,
        replace(feed.state, next_poll_at=now),
        holds={feed.host: now + timedelta(hours=1)},
        outcome=PollOutcome.RATE_LIMITED,
    )
    await rig.storage.feeds.save_poll(told)  # saved in the same way as by the process that polls this host
    report = await rig.poller.poll_now(feed.id)
    assert report is not None
    assert (report.outcome, site.asked["/rss"]) == (PollOutcome.RATE_LIMITED, 1)


async def test_what_is_paused_or_not_there_is_not_polled(rig: Rig, site: Site) -> None:
    feed = await rig.add(site.feed("/rss", rss()))
    paused = Change(None, "feed-edited", feed.title)
    await rig.storage.feeds.edit(feed.id, FeedField.PAUSED, True, paused, now=rig.clock.now())
    assert await rig.poller.poll_now(feed.id) is None
    assert await rig.poller.poll_now(FeedId(4711)) is None
    assert not site.asked
