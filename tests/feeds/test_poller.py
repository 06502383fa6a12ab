"""Polling: which hosts are asked, when, how often and with which headers; and what a crash must not change."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.contextvars import bound_contextvars, get_contextvars, merge_contextvars
from structlog.testing import capture_logs

from domain.feed import Feed, Health, NewFeed
from domain.ids import FeedId
from feeds.poller import FeedPoller
from storage.interface import PollResult, SavedPoll
from tests.feeds.hostile.exchange import item, rss
from tests.feeds.rig import Rig, opened
from tests.feeds.site import Site, open_site
from workers.pool import PoolUnwell, WorkerPool

pytestmark = pytest.mark.asyncio(loop_scope="module")
DAY = 86_400


async def feed_of(rig: Rig, number: int = 1) -> Feed:
    feed = await rig.storage.feeds.get(FeedId(number))
    assert feed is not None
    return feed


async def test_validators_are_echoed_verbatim_and_dropped_with_the_servers(rig: Rig, site: Site) -> None:
    odd = 'W/"a, b; \\"c\\" "'
    await rig.add(site.feed("/rss", rss(), ETag=odd, Last_Modified="Monday-ish, 99 Foo 2026"))
    await rig.poll()
    site.status("/rss", 304)
    (report,) = await rig.poll()
    assert (report.outcome, report.reason) == ("not_modified", None)
    assert site.headers[0].keys().isdisjoint({"if-none-match", "if-modified-since", "cookie", "referer"})
    assert site.headers[1]["if-none-match"] == odd
    assert site.headers[1]["if-modified-since"] == "Monday-ish, 99 Foo 2026"
    site.feed("/rss", rss())
    await rig.poll()
    await rig.poll()
    assert "if-none-match" in site.headers[2]
    assert site.headers[3].keys().isdisjoint({"if-none-match", "if-modified-since"})


def refuse(rig: Rig, monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    """Let the storage fail to save polls that bring an article with that title."""
    save_poll = rig.storage.feeds.save_poll

    async def refusing(result: PollResult) -> SavedPoll:
        if any(article.title == title for article in result.articles):
            raise ValueError("no")
        return await save_poll(result)

    monkeypatch.setattr(rig.storage.feeds, "save_poll", refusing)


async def test_a_poll_that_cannot_be_saved_is_made_once_more(
    rig: Rig, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    await rig.add(site.feed("/rss", rss(item(1, title="нет")), ETag='"1"'))
    refuse(rig, monkeypatch, "нет")
    (report,) = await rig.poll()
    assert (report.outcome, report.reason and report.reason.key) == ("error", "feed-error-internal")
    assert (await feed_of(rig)).state.etag is None, "or the articles would never come"
    monkeypatch.undo()
    (report,) = await rig.poll()
    assert report.new_articles == 1


async def test_lines_that_a_poll_logs_name_its_feed_and_those_after_it_do_not(
    rig: Rig, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = await rig.add(site.feed("/rss", rss(item(1, title="нет"))))
    refuse(rig, monkeypatch, "нет")
    with bound_contextvars(feed_id="outside"), capture_logs([merge_contextvars]) as lines:
        await rig.poller.poll(feed)
        assert get_contextvars()["feed_id"] == "outside"
    assert {line["event"]: line["feed_id"] for line in lines} == {"poll failed": feed.id}


async def test_one_poll_that_cannot_be_saved_takes_no_other_with_it(
    rig: Rig, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(rig, monkeypatch, "нет")
    for number in range(12):
        title = "нет" if number == 5 else f"Мост {number}"
        await rig.add(site.feed(f"/{number}", rss(item(number, title=title))))
    outcomes = {report.url: report.outcome for report in await rig.poll()}
    assert outcomes.pop(site.url + "/5") == "error"
    assert set(outcomes.values()) == {"ok"}
    assert len(await rig.articles()) == 11


async def test_a_feed_moves_along_the_permanent_part_of_its_redirects(rig: Rig, site: Site) -> None:
    old = site.status("/old", 301, Location="/new")
    site.status("/new", 302, Location="/today")
    site.feed("/today", rss())
    await rig.add(old)
    first, second, third = [(await rig.poll())[0] for _ in range(3)]
    assert (first.outcome, second.outcome, third.outcome) == ("ok", "moved", "ok")
    assert (await feed_of(rig)).url == third.url == site.url + "/new"
    assert site.asked["/old"] == 2


async def test_a_feed_does_not_move_to_what_does_not_parse(rig: Rig, site: Site) -> None:
    old = site.status("/old", 301, Location="/new")
    site.feed("/new", "<html><body>domain for sale</body></html>")
    await rig.add(old)
    for _ in range(3):
        (report,) = await rig.poll()
        assert report.outcome == "error"
    assert (await feed_of(rig)).url == old


async def test_a_feed_that_moves_to_another_feeds_address_leaves_it_to_that_one(rig: Rig, site: Site) -> None:
    await rig.add(site.status("/old", 308, Location="/new"))
    await rig.add(site.feed("/new", rss()))
    for _ in range(3):
        await rig.poll()
    assert [feed.url for feed in await rig.storage.feeds.all()] == [site.url + "/new"]
    assert len(await rig.articles()) == 1


async def test_a_feed_is_gone_after_410_twice_over_a_day_and_comes_back_by_itself(rig: Rig, site: Site) -> None:
    await rig.add(site.status("/rss", 410))
    (report,) = await rig.poll(everything=False)
    assert report.outcome == "gone"
    assert (await feed_of(rig)).state.health == Health.DEGRADED
    assert await rig.poll(everything=False) == []
    rig.clock.advance(1.2 * DAY)
    await rig.poll(everything=False)
    assert (await feed_of(rig)).state.health == Health.GONE
    site.feed("/rss", rss())
    rig.clock.advance(2 * DAY)
    assert await rig.poll(everything=False) == []
    rig.clock.advance(6 * DAY)
    (report,) = await rig.poll(everything=False)
    assert report.outcome == "ok"
    assert (await feed_of(rig)).state.health in (Health.OK, Health.STALE)


@pytest.mark.parametrize("status", [429, 503])
async def test_a_redirect_to_another_publishers_limit_holds_the_feed_that_leads_there_and_no_other(
    site: Site, pool: WorkerPool, tmp_path: Path, status: int
) -> None:
    async with open_site() as publisher, opened(tmp_path, pool) as rig:
        publisher.feed("/rss", rss())
        publisher.status("/limited", status, Retry_After="604800")
        for code in (301, 302):
            site.status(f"/lure-{code}", code, Location=f"{publisher.url}/limited")
            lure = await rig.add(f"{site.url}/lure-{code}")
            await rig.poll()
            stored = await rig.storage.feeds.get(lure.id)
            assert stored is not None
            assert stored.state.next_poll_at >= rig.clock.now() + timedelta(days=6), "it is not asked before"
        await rig.add(f"{publisher.url}/rss")
        reports = {report.url: report.outcome for report in await rig.poll()}
        assert reports[f"{publisher.url}/rss"] == "ok"
        assert await rig.storage.feeds.holds(now=rig.clock.now()) == {}


async def test_a_feed_that_leads_to_a_host_that_rests_leaves_it_alone(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with open_site() as publisher, opened(tmp_path, pool) as rig:
        await rig.add(publisher.status("/own", 429, Retry_After="3600"))
        await rig.poll()
        asked = sum(publisher.asked.values())
        site.status("/lure", 302, Location=f"{publisher.url}/rss")
        await rig.add(f"{site.url}/lure")
        reports = {report.url: report.outcome for report in await rig.poll()}
        assert reports[f"{site.url}/lure"] == "rate_limited"
        assert sum(publisher.asked.values()) == asked


async def test_workers_that_are_not_well_are_no_fault_of_the_feed(
    site: Site, pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unwell(*_: object, **__: object) -> None:
        raise PoolUnwell("the fork server does not start")

    async with opened(tmp_path, pool) as rig:
        feed = await rig.add(site.feed("/rss", rss(), ETag='"1"'))
        with monkeypatch.context() as broken:
            broken.setattr(pool, "run", unwell)
            for _ in range(5):
                (report,) = await rig.poll()
                assert (report.outcome, report.reason and report.reason.key) == ("error", "feed-error-workers")
                assert report.next_poll_at <= rig.clock.now() + timedelta(minutes=6), "soon"
            stored = await rig.storage.feeds.get(feed.id)
            assert stored is not None
            assert (stored.state.failures, stored.state.health, stored.state.etag) == (0, "ok", None)
        (report,) = await rig.poll()
        assert report.new_articles == 1


async def test_retry_after_holds_every_feed_of_the_host_also_after_a_restart(
    pool: WorkerPool, site: Site, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig, open_site("127.0.0.2") as other:
        await rig.add(site.status("/a", 429, Retry_After="3600"))
        await rig.add(site.feed("/b", rss()))
        await rig.add(other.feed("/c", rss(item(3))))
        reports = {report.url: report for report in await rig.poll(everything=False)}
        assert reports[site.url + "/a"].outcome == reports[site.url + "/b"].outcome == "rate_limited"
        assert reports[other.url + "/c"].outcome == "ok", "another port is another host"
        waits = [reports[site.url + path].next_poll_at - rig.clock.now() for path in ("/a", "/b")]
        assert all(timedelta(minutes=59) < wait <= timedelta(hours=1) for wait in waits)
        reports = {report.url: report for report in await rig.poll()}
        assert reports[site.url + "/b"].outcome == "rate_limited", "--all obeys it, too"
    async with opened(tmp_path, pool) as rig:
        await rig.poll()
        assert site.asked == Counter({"/a": 1})
        rig.clock.advance(3700)
        await rig.poll()
        assert site.asked == Counter({"/a": 2, "/b": 1})


async def test_a_feed_without_a_name_takes_the_one_it_gives_itself(rig: Rig, site: Site) -> None:
    url = site.feed("/rss", rss().replace("Вестник", "Вестник &lt;b&gt;реки&lt;/b&gt;"))
    await rig.storage.feeds.add(NewFeed(url, "127.0.0.2", "127.0.0.2"), now=rig.clock.now())
    await rig.poll()
    assert (await feed_of(rig)).title == "Вестник реки"


async def test_one_feed_that_breaks_its_worker_does_not_harm_the_others(rig: Rig, site: Site) -> None:
    await rig.add(site.feed("/bad", "<rss version='2.0'><channel " + " ".join(f'a{n}="{n}"' for n in range(200_000))))
    for number in range(10):
        await rig.add(site.feed(f"/{number}", rss(item(number))))
    quick = FeedPoller(rig.storage, rig.fetcher, rig.pool, rig.clock, parse_timeout=2)
    outcomes = Counter(report.outcome for report in await quick.poll_due())
    assert outcomes == Counter({"ok": 10, "error": 1})
