"""`deliverers`: processor time for each message, if several processes send the messages of one PostgreSQL database.

The processes have the role `deliver`, as if each ran on a host of its own. The benchmark starts its own PostgreSQL
server, and an emulated Telegram that enforces the limits. One message is queued for `--messages` chats. The processor
time of the bot's processes, and that of the server, are counted from the queueing until the last message has arrived;
what they use at rest in as many seconds is subtracted.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from tests.end_to_end.hosts import Hosts, open_hosts, until
from tests.storage.postgres.server import Server, running

_REST = 10.0  # seconds for which the processor time at rest is measured, before anything is queued
_SLOWEST = 600.0  # seconds after which the benchmark gives up
_WORDS = "весть"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--messages", type=int, default=1500)
    parser.add_argument("--processes", type=int, default=2)


def run(args: argparse.Namespace) -> dict[str, Any]:
    return asyncio.run(_run(args))


async def _run(args: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, running("synchronous_commit=on") as server:
        async with open_hosts(Path(folder), server) as hosts:
            for number in range(args.processes):
                await hosts.start(f"deliver{number}", "deliver")
            chats = await hosts.readers(args.messages)
            start = _used(hosts, server)
            await asyncio.sleep(_REST)
            rested, began = _used(hosts, server), time.monotonic()
            await hosts.queue(chats, _WORDS)
            await until(lambda: sum(hosts.got(_WORDS).values()) >= len(chats), _SLOWEST)
            end, seconds = _used(hosts, server), time.monotonic() - began
            figures = {"processes": args.processes, "messages": args.messages, "rate": round(len(chats) / seconds, 1)}
            for name in end:
                at_rest = (rested[name] - start[name]) * seconds / _REST
                spent = end[name] - rested[name] - at_rest
                figures[f"{name}_cpu_ms_per_message"] = round(spent * 1000 / len(chats), 3)
            return figures | {"doubled": sum(hosts.got(_WORDS).values()) - len(chats)}


def _used(hosts: Hosts, server: Server) -> dict[str, float]:
    """Return the seconds of processor time of the bot's processes, and of the server."""
    bots = sum(_seconds(psutil.Process(host.process.pid)) for host in hosts.hosts)
    return {"bot": bots, "server": _seconds(psutil.Process(server.process.pid))}


def _seconds(parent: psutil.Process) -> float:
    """Return the processor time of a process and its children, also of those that have ended."""
    own = parent.cpu_times()
    spent = own.user + own.system + own.children_user + own.children_system
    return spent + sum(sum(child.cpu_times()[:2]) for child in parent.children(recursive=True))
