"""Rounds of polls: fair to hosts, limited in time, and without asking anybody twice."""

import asyncio
import itertools
import subprocess
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web

from tests.feeds.hostile.exchange import item, rss
from tests.feeds.rig import ROOT, Rig, opened
from tests.feeds.site import Site, open_site
from workers.pool import WorkerPool

pytestmark = pytest.mark.asyncio(loop_scope="module")
DAY = 86_400


async def test_hosts_are_asked_one_request_at_a_time_with_a_pause(pool: WorkerPool, site: Site, tmp_path: Path) -> None:
    running, most, moments = Counter[str](), Counter[str](), []

    def answer(host: str, path: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def respond(_: web.Request) -> web.Response:
            running[host] += 1
            most[host] = max(most[host], running[host])
            moments.append((asyncio.get_running_loop().time(), host))
            await asyncio.sleep(0.02)
            running[host] -= 1
            return web.Response(body=rss(item(hash(path) % 1000)), headers={"Content-Type": "application/rss+xml"})

        return respond

    async with open_site() as other, opened(tmp_path, pool, host_pause=0.1) as rig:
        for number in range(5):
            for one, host in ((site, "a"), (other, "b")):
                one.pages[f"/{number}"] = answer(host, f"/{number}")
                await rig.add(f"{one.url}/{number}")
        reports = await rig.poll()
    assert [report.outcome for report in reports] == ["ok"] * 10
    assert most == Counter({"a": 1, "b": 1})
    for host in "ab":
        own = [moment for moment, name in moments if name == host]
        assert all(later - earlier >= 0.1 for earlier, later in itertools.pairwise(own))
    assert {host for _, host in moments[:4]} == {"a", "b"}, "hosts take turns"


async def test_a_night_of_feeds_is_fair_to_hosts_and_never_more_than_the_set_number_in_flight(
    pool: WorkerPool, tmp_path: Path
) -> None:
    """One host with many feeds does not delay the many hosts with one."""
    running, most, order = 0, 0, []

    async def respond(request: web.Request) -> web.Response:
        nonlocal running, most
        running += 1
        most = max(most, running)
        order.append((request.url.port, request.path))
        await asyncio.sleep(0.01)
        running -= 1
        return web.Response(status=404)

    async with opened(tmp_path, pool, in_flight=4, host_pause=0.01) as rig:
        sites = []
        for number in range(12):
            manager = open_site()
            site = await manager.__aenter__()
            sites.append((manager, site))
            for path in range(60 if number == 0 else 2):
                site.pages[f"/{path}"] = respond
                await rig.add(f"{site.url}/{path}")
        reports = await rig.poll(everything=False)
        assert len(reports) == 60 + 22
        assert most <= 4
        large = int(sites[0][1].url.rpartition(":")[2])
        done = [port for port, _ in order]
        last_of_others = max(place for place, port in enumerate(done) if port != large)
        assert last_of_others < 60, "the small ones were through long before the large one"
        assert await rig.poll(everything=False) == []
        for manager, _ in sites:
            await manager.__aexit__(None, None, None)


async def test_a_poll_that_is_killed_asks_nobody_twice_within_the_interval(site: Site, tmp_path: Path) -> None:
    """A process polls 60 feeds and is killed in the middle; the next one polls the others, and none again."""
    for number in range(60):
        site.feed(f"/{number}", rss(item(number)))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.feeds.polling_process", str(tmp_path), site.url, "60", cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    async with asyncio.timeout(60):
        await site.reached(10)
    process.kill()
    await process.wait()
    killed_after = sum(site.asked.values())
    assert killed_after < 60
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.feeds.polling_process", str(tmp_path), site.url, "60", cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    async with asyncio.timeout(60):
        await process.communicate()
    assert max(site.asked.values()) == 1
    # Feeds that were claimed but not asked when the process died wait for their interval; they are at most one claim.
    assert 60 - 8 <= len(site.asked) <= 60


async def test_a_round_that_runs_out_of_time_leaves_the_rest_due(rig: Rig, site: Site) -> None:
    for number in range(20):
        await rig.add(site.feed(f"/{number}", rss(item(number))))
    assert await rig.poller.poll_due(seconds=0) == []
    assert len(await rig.poller.poll_due()) == 20


async def test_what_becomes_due_meanwhile_is_not_held_up_by_a_slow_host(rig: Rig, site: Site) -> None:
    release = asyncio.Event()

    async def slowly(_: web.Request) -> web.Response:
        await release.wait()
        return web.Response(status=404)

    async with open_site() as other:
        other.pages["/slow"] = slowly
        await rig.add(other.url + "/slow")
        round_ = asyncio.ensure_future(rig.poller.poll_due(joins=0.05))
        await other.reached(1)
        await rig.add(site.feed("/rss", rss()))
        async with asyncio.timeout(20):
            await site.reached(1)
        assert not round_.done()
        release.set()
        assert {report.outcome for report in await round_} == {"ok", "error"}


async def test_a_host_that_asks_for_quiet_while_polls_are_gathered_ends_the_round(
    rig: Rig, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feeds.poller.GATHER", 1.0)  # long enough for the first answer
    for number in range(2):
        await rig.add(site.status(f"/{number}", 429, Retry_After="600"))
    reports = await asyncio.wait_for(rig.poll(), 10)
    assert [report.outcome for report in reports] == ["rate_limited"] * 2
