"""Two hosts in network namespaces: one is cut off from the database while it can still reach Telegram."""

import asyncio
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from domain.lease import LENGTH
from tests.end_to_end.hosts import IN_FLIGHT, Hosts, long, open_hosts, own_server, until
from tests.end_to_end.network import Namespace, namespaces, relaying, why_not
from tests.storage.postgres.server import Server

pytestmark = [long, pytest.mark.slow, pytest.mark.timeout(600), pytest.mark.xdist_group("processes")]
PACE = 5  # messages a second, so that the broadcast outlasts the lease
READERS = 500
CUT = 60.0  # seconds
TELEGRAM, DATABASE = 0, 1


@pytest.fixture
def server() -> Iterator[Server]:
    with own_server() as one:
        yield one


@pytest.fixture
def pair() -> Iterator[list[Namespace]]:
    if reason := why_not():
        pytest.skip(reason)
    with namespaces(2) as made:
        yield made


async def start(hosts: Hosts, server: Server, one: Namespace) -> None:
    """Start a process in a namespace, with relays to the emulator and to the database."""
    emulator = urlsplit(hosts.emulator.url)
    socket = f"{server.folder}/.s.PGSQL.{server.port}"
    to_telegram = await one.relay(TELEGRAM, partial(asyncio.open_connection, emulator.hostname, emulator.port))
    to_database = await one.relay(DATABASE, partial(asyncio.open_unix_connection, socket))
    await hosts.start(
        one.name,
        before=one.words,
        TELEGRAM_PROXY_URL=f"http://{one.address(TELEGRAM)}:{to_telegram}",
        DATABASE_URL=f"postgresql://jarchi@{one.address(DATABASE)}:{to_database}/postgres?sslmode=disable",
        MESSAGES_PER_SECOND=str(PACE),
        MESSAGES_BURST=str(PACE),
    )


async def test_a_host_that_is_cut_off_stops_before_another_takes_its_place(
    tmp_path: Path, server: Server, pair: list[Namespace]
) -> None:
    first, _ = pair
    async with open_hosts(tmp_path, server) as hosts, relaying(pair):
        for one in pair:
            await start(hosts, server, one)
        chats = await hosts.readers(READERS)
        await hosts.queue(chats, "весть")
        await until(lambda: len(hosts.got("весть")) > 30, 60)
        first.cut(DATABASE)
        cut_at = time.monotonic()
        await asyncio.sleep(CUT)
        assert first.sent_at < cut_at + LENGTH, "it was silent when its lease ended"
        before = sum(hosts.got("весть").values())
        await until(lambda: sum(hosts.got("весть").values()) > before + 5, 30)  # the other process goes on sending
        first.mend(DATABASE)
        await until(lambda: len(hosts.got("весть")) == READERS, READERS / PACE * 2)
        await until(lambda: first.sent_at > cut_at + CUT, 60)  # the process works again after the connection is back
        counts = hosts.got("весть")
        assert sum(counts.values()) - READERS <= IN_FLIGHT
        assert max(counts.values()) <= 2
        assert hosts.floods == 0
