"""`poll`: fetch, parse, clean, deduplicate, store; compared with the library `reader` in the same run.

500 feeds of 30 Russian items, each on its own loopback address. `reader` runs with `scheduled=False` (its scheduling
would skip the second round) and with the best of several numbers of workers. Each side has its own process, so CPU time
is measured in the same way for both: that of the process and its children.
"""

import argparse
import asyncio
import contextlib
import gc
import json
import subprocess
import sys
import tempfile
import time
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from benchmarks.feed_server import address

ROOT = Path(__file__).resolve().parent.parent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--feeds", type=int, default=500, help="feeds, each on an address of its own")
    parser.add_argument("--items", type=int, default=30, help="items of a feed")
    parser.add_argument("--reader-workers", default="1,2,4,8", help="numbers of workers to try for reader")
    parser.add_argument("--no-reader", action="store_true", help="leave the comparison out")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return the figures of the bot and of the library `reader`, and the ratios of the bot's to the reader's."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.feed_server", str(args.feeds), str(args.items)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as server:
        try:
            assert server.stdout is not None
            port = int(server.stdout.readline())
            ours = _side("ours", port, args.feeds, 0)
            tried = [] if args.no_reader else [int(workers) for workers in args.reader_workers.split(",")]
            theirs = [_side("reader", port, args.feeds, workers) for workers in tried]
        finally:
            server.terminate()
    figures: dict[str, Any] = {
        "feeds": args.feeds,
        "items": args.items,
        "articles": ours["articles"],
        "first_update_feeds_per_second": round(ours["first"], 1),
        "not_modified_feeds_per_second": round(ours["again"], 1),
        "cpu_seconds": round(ours["cpu"], 2),
        "loop_lag_p99_ms": round(ours["lag_p99"], 1),
        "loop_lag_max_ms": round(ours["lag_max"], 1),
        "pss_mb": round(ours["pss"], 1),
    }
    if theirs:
        first, again = max(side["first"] for side in theirs), max(side["again"] for side in theirs)
        figures |= {
            "reader_first_update_feeds_per_second": round(first, 1),
            "reader_not_modified_feeds_per_second": round(again, 1),
            "reader_cpu_seconds": round(min(side["cpu"] for side in theirs), 2),
            "first_update_vs_reader": round(ours["first"] / first, 2),
            "not_modified_vs_reader": round(ours["again"] / again, 2),
            "cpu_vs_reader": round(ours["cpu"] / min(side["cpu"] for side in theirs), 2),
        }
    return figures


def _side(which: str, port: int, feeds: int, workers: int) -> dict[str, float]:
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.poll", which, str(port), str(feeds), str(workers)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    measured: dict[str, float] = json.loads(made.stdout.splitlines()[-1])
    return measured


def _urls(port: int, feeds: int) -> list[str]:
    return [f"http://{address(number)}:{port}/rss" for number in range(feeds)]


def _cpu() -> float:
    """Return the CPU seconds of this process and its living descendants."""
    import psutil

    me = psutil.Process()
    processes = [me, *me.children(recursive=True)]
    return float(sum(sum(process.cpu_times()[:2]) for process in processes))


def _pss() -> float:
    import psutil

    me = psutil.Process()
    return float(sum(process.memory_full_info().pss for process in [me, *me.children(recursive=True)]) / 2**20)


async def _ours(port: int, feeds: int) -> dict[str, float]:
    import structlog

    from domain.clock import AdjustableClock
    from domain.feed import NewFeed
    from feeds.jobs import make_pool
    from launch.pipeline import assemble
    from launch.storage import open_storage

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    clock = AdjustableClock()
    pool = make_pool(ROOT / "catalogue", processes=2)
    await pool.start()
    async with contextlib.AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        storage = await stack.enter_async_context(open_storage(Path(folder) / "poll.db"))
        new = [NewFeed(url=url, title=url, source=url) for url in _urls(port, feeds)]
        await storage.feeds.add_many(new, now=clock.now())
        networks = [ip_network("127.20.0.0/16")]
        pipeline = await stack.enter_async_context(
            assemble(storage, pool, clock, user_agent="benchmark", allowed_private_networks=networks)
        )
        await pool.run(sum, (1, 2), timeout=60)  # waits until the fork server runs
        gc.collect()
        # Keeps the garbage collector from examining the objects loaded so far, as the bot does after its start.
        gc.freeze()
        lags: list[float] = []
        watch = asyncio.get_running_loop().create_task(_watch(lags))
        before, started = _cpu(), time.perf_counter()
        reports = await pipeline.poller.poll_due()
        first = time.perf_counter() - started
        await asyncio.sleep(1.1)  # the pause between two requests to a host; in reality rounds are minutes apart
        started = time.perf_counter()
        again = await pipeline.poller.poll_due(everything=True)
        second, cpu, pss = time.perf_counter() - started, _cpu() - before, _pss()
        watch.cancel()
        assert {report.outcome for report in again} == {"not_modified"}, {report.reason for report in again}
        articles = sum(report.new_articles for report in reports)
    await pool.close()
    lags.sort()
    return {
        "first": feeds / first,
        "again": feeds / second,
        "cpu": cpu,
        "articles": articles,
        "lag_p99": lags[int(len(lags) * 0.99)] * 1000,
        "lag_max": lags[-1] * 1000,
        "pss": pss,
    }


async def _watch(lags: list[float], step: float = 0.005) -> None:
    """Record by how many seconds a task wakes up too late; other tasks of the loop are delayed by as much."""
    while True:
        due = time.perf_counter() + step
        await asyncio.sleep(step)
        lags.append(max(0.0, time.perf_counter() - due))


def _reader(port: int, feeds: int, workers: int) -> dict[str, float]:
    import feedparser_sgmllib

    # The feedparser inside `reader` imports this module by its old name.
    sys.modules.setdefault("sgmllib", feedparser_sgmllib)
    from reader import make_reader

    with tempfile.TemporaryDirectory() as folder:
        library = make_reader(str(Path(folder) / "reader.sqlite"))
        for url in _urls(port, feeds):
            library.add_feed(url)
        before, started = _cpu(), time.perf_counter()
        library.update_feeds(workers=workers, scheduled=False)
        first = time.perf_counter()
        library.update_feeds(workers=workers, scheduled=False)
        ended, cpu = time.perf_counter(), _cpu() - before
        articles = library.get_entry_counts().total
        library.close()
    return {"first": feeds / (first - started), "again": feeds / (ended - first), "cpu": cpu, "articles": articles or 0}


if __name__ == "__main__":
    side, port_, feeds_, workers_ = sys.argv[1], *map(int, sys.argv[2:])
    if side == "ours":
        import uvloop

        measured = uvloop.run(_ours(port_, feeds_))
    else:
        measured = _reader(port_, feeds_, workers_)
    print(json.dumps(measured))
