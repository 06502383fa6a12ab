"""Every case of the hostile server: its outcome, its time and memory, and the event loop's delay."""

import json
import time
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.feeds.hostile.case import Case
from tests.feeds.hostile.groups import CASES, GROUPS
from tests.feeds.hostile.statuses import HOLDING
from tests.feeds.rig import LoopWatch, opened
from workers.pool import WorkerPool

pytestmark = pytest.mark.untraced

ON_ONE_LOOP = pytest.mark.asyncio(loop_scope="module")  # the loop of the pool of workers
TIME, STALL = 45.0, 1.5  # seconds
MEMORY = 150.0  # MB more than before, in the bot's own process
WORKER_MEMORY = 1200.0  # MB; the limit on address space may be lower, this is the peak of resident memory


def journal(port: int) -> dict[str, Any]:
    with urllib.request.urlopen(f"http://127.0.0.2:{port}/--journal") as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def peak_mb(pid: int | str = "self") -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def reset_peak() -> float:
    """Reset the peak of memory; return the resident memory now, in MB."""
    Path("/proc/self/clear_refs").write_text("5")
    return psutil.Process().memory_info().rss / 2**20


@ON_ONE_LOOP
@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
async def test_it_comes_to_what_it_must(case: Case, hostile: tuple[int, int], pool: WorkerPool, tmp_path: Path) -> None:
    port, _ = hostile
    async with opened(tmp_path, pool) as rig:
        await rig.add(f"{case.scheme}://127.0.0.2:{port}/{case.name}/{case.path}")
        before, started = reset_peak(), time.monotonic()
        async with LoopWatch() as loop:
            for _ in range(case.polls):
                (report,) = await rig.poll()
        assert (report.outcome, report.new_articles) == (case.outcome, case.new), report
        reasons = {case.reason, *case.also}
        assert (report.reason.key if report.reason else None) in reasons, report
        assert report.next_poll_at > rig.clock.now()
        assert time.monotonic() - started < TIME
        assert peak_mb() - before < MEMORY
        assert (
            max((peak_mb(child.pid) for child in psutil.Process().children(recursive=True)), default=0) < WORKER_MEMORY
        )
        assert loop.longest < STALL
        if case.check is not None:
            case.check(await rig.articles())
    assert journal(port)["trapped"] == 0


@ON_ONE_LOOP
async def test_retry_after_in_any_form_is_kept_between_five_minutes_and_a_week(
    hostile: tuple[int, int], pool: WorkerPool, tmp_path: Path
) -> None:
    port, _ = hostile
    for number, case in enumerate(HOLDING):
        (folder := tmp_path / str(number)).mkdir()
        async with opened(folder, pool) as rig:
            await rig.add(f"http://127.0.0.2:{port}/{case.name}/")
            (report,) = await rig.poll()
            assert (report.outcome, report.reason and report.reason.key) == ("rate_limited", case.reason), case.name
            wait = (report.next_poll_at - rig.clock.now()).total_seconds()
            assert 295 <= wait <= 7 * 86400, case.name


@ON_ONE_LOOP
async def test_nothing_hostile_is_asked_with_cookies_a_referrer_or_a_nameless_agent(
    hostile: tuple[int, int], pool: WorkerPool, tmp_path: Path
) -> None:
    port, _ = hostile
    async with opened(tmp_path, pool) as rig:
        await rig.add(f"http://127.0.0.2:{port}/redirect-five-hops/")
        await rig.poll()
    headers = [request["headers"] for request in journal(port)["requests"] if request["case"] == "redirect-five-hops"]
    assert headers
    for sent in headers:
        assert sent["user-agent"].startswith("Jarchi/")
        assert not {"cookie", "referer", "authorization"} & set(sent)


def test_there_are_enough_of_them_and_each_has_its_name() -> None:
    assert max(Counter(case.name for case in CASES).values()) == 1
    assert len(CASES) >= 60
    assert all(len(cases) >= 8 for cases in GROUPS.values())
