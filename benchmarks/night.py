"""`night`: ten thousand feeds are due at once, the bot is killed in the middle, and the publishers count requests.

A server with a loopback address for each publisher counts how many requests ran at once, in all and on one host, and
whether any publisher was asked twice. The first process is killed by SIGKILL when half of the feeds were asked; a
second process goes on with the same database.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.feed_server import address, document

ROOT = Path(__file__).resolve().parent.parent
LINGER = 0.02  # seconds that an answer takes, so that requests overlap
LONGEST = 240  # seconds after which the benchmark gives up


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--feeds", type=int, default=10_000)
    parser.add_argument("--hosts", type=int, default=2_000, help="addresses that the feeds are spread over")
    parser.add_argument("--in-flight", type=int, default=32, help="polls at once")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Poll all feeds from a server that stands for their publishers; return the figures that this server counted."""
    return asyncio.run(_night(args.feeds, args.hosts, args.in_flight))


class _Publishers:
    """A server that answers with a small feed and counts requests."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.running = self.most = 0
        self._on_host: Counter[str] = Counter()
        self.most_on_a_host = 0
        self.last_at: dict[str, float] = {}
        self.shortest_pause = float("inf")
        self.many = asyncio.Event()
        self.wanted = 0
        self._body = document(1, 3)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                await self._answer(host, head.split(b" ", 2)[1].decode(), writer)
        except (asyncio.IncompleteReadError, OSError):
            pass
        finally:
            writer.close()

    async def _answer(self, host: str, path: str, writer: asyncio.StreamWriter) -> None:
        now = time.monotonic()
        if host in self.last_at:
            self.shortest_pause = min(self.shortest_pause, now - self.last_at[host])
        self.running += 1
        self._on_host[host] += 1
        self.most, self.most_on_a_host = max(self.most, self.running), max(self.most_on_a_host, self._on_host[host])
        self.asked[f"{host}{path}"] += 1
        if len(self.asked) >= self.wanted:
            self.many.set()
        await asyncio.sleep(LINGER)
        self.running -= 1
        self._on_host[host] -= 1
        self.last_at[host] = time.monotonic()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: %d\r\n\r\n" % len(self._body)
        writer.write(head + self._body)
        await writer.drain()


async def _night(feeds: int, hosts: int, in_flight: int) -> dict[str, Any]:
    publishers = _Publishers()
    publishers.wanted = feeds // 2
    port = 0
    for number in range(hosts):
        server = await asyncio.start_server(publishers.serve, address(number), port)
        port = server.sockets[0].getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.night", folder, str(port), str(feeds), str(hosts), str(in_flight)]
        started = time.perf_counter()
        async with asyncio.timeout(LONGEST):
            first = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=subprocess.PIPE)
            await publishers.many.wait()
            first.kill()
            await first.communicate()
            await asyncio.sleep(2 * LINGER)
            killed_after = len(publishers.asked)
            # The gap between the two processes must not count as a pause of the poller.
            publishers.last_at.clear()
            second = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=subprocess.PIPE)
            out, _ = await second.communicate()
        seconds = time.perf_counter() - started
        left = json.loads(out.splitlines()[-1])
    return {
        "feeds": feeds,
        "hosts": hosts,
        "asked": len(publishers.asked),
        "asked_before_the_kill": killed_after,
        "asked_twice": sum(1 for count in publishers.asked.values() if count > 1),
        "claimed_but_not_asked": feeds - len(publishers.asked),
        "still_due": left["due"],
        "in_flight_max": publishers.most,
        "in_flight_max_of_a_host": publishers.most_on_a_host,
        "shortest_pause_s": round(publishers.shortest_pause, 2),
        "seconds": round(seconds, 1),
        "feeds_per_second": round(len(publishers.asked) / seconds, 1),
    }


async def _poll(folder: str, port: int, feeds: int, hosts: int, in_flight: int) -> None:
    """Poll all due feeds once; each of the two processes runs this function."""
    from ipaddress import ip_network

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
    networks = [ip_network("127.20.0.0/16")]
    async with open_storage(Path(folder) / "night.db") as storage:
        urls = [f"http://{address(number % hosts)}:{port}/{number}" for number in range(feeds)]
        await storage.feeds.add_many([NewFeed(url, url, url) for url in urls], now=clock.now())
        async with assemble(
            storage, pool, clock, user_agent="benchmark", allowed_private_networks=networks, in_flight=in_flight
        ) as pipeline:
            await pipeline.poller.poll_due()
        print(json.dumps({"due": await storage.feeds.overdue(now=clock.now())}))
    await pool.close()


if __name__ == "__main__":
    import uvloop

    uvloop.run(_poll(sys.argv[1], *map(int, sys.argv[2:])))
