"""Several processes share a database: one is killed, stopped or loses the database, and the others take over."""

import asyncio
import signal
from datetime import timedelta

import pytest

from domain.feed import NewFeed
from tests.end_to_end.hosts import IN_FLIGHT, Hosts, long, until
from tests.end_to_end.outlet import Item
from tests.storage.postgres.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(500), pytest.mark.xdist_group("processes")]
TAKEN_OVER = 60.0  # seconds within which others take over
BACK = 20.0  # seconds within which people are answered and messages sent again once the database is back
READ = 90.0  # seconds for an article, on a machine that also runs other tests
FIRST, LATER = "Открыт новый мост", "Закрыта старая дорога"


def publish(hosts: Hosts, title: str) -> None:
    text = f"{title}. Жители города говорят, что ждали этого много лет, и благодарят строителей."
    hosts.outlet.items.append(Item(text, hosts.emulator.clock.now(), title))


async def read(hosts: Hosts) -> None:
    """Wait until every article is annotated."""

    async def is_read() -> bool:
        counts = await hosts.storage.housekeeping.counts()
        return counts["annotations"] >= len(hosts.outlet.items)

    async with asyncio.timeout(READ):
        while not await is_read():  # noqa: ASYNC110 - of other processes
            await asyncio.sleep(0.1)


async def test_each_role_has_its_process_and_polling_and_reading_need_no_token(hosts: Hosts) -> None:
    publish(hosts, FIRST)
    await hosts.start("poll", "poll", BOT_TOKEN="")
    await hosts.start("read", "read", BOT_TOKEN="")
    await read(hosts)
    await hosts.start("serve", "serve")
    await hosts.start("deliver", "deliver")
    person = await hosts.emulator.person("Айзада")
    await person.send("/start")
    await person.reads(lambda seen: seen.buttons, TAKEN_OVER)
    await hosts.queue([person.id], "весть")
    await until(lambda: hosts.got("весть") == {person.id: 1}, TAKEN_OVER)
    assert hosts.got("весть") == {person.id: 1}, "by the process that delivers, once"


@pytest.mark.parametrize("end", [signal.SIGKILL, pytest.param(signal.SIGSTOP, marks=long)], ids=["killed", "stopped"])
async def test_when_one_of_two_ends_in_a_broadcast_nothing_is_lost_and_little_comes_twice(
    hosts: Hosts, end: signal.Signals
) -> None:
    first, _ = await hosts.start("first"), await hosts.start("second")
    chats = await hosts.readers(400)
    await hosts.queue(chats, "весть")
    await until(lambda: len(hosts.got("весть")) > 60, TAKEN_OVER)
    first.signal(end)
    took = await until(lambda: len(hosts.got("весть")) == len(chats), TAKEN_OVER + len(chats) / 20)
    assert took < TAKEN_OVER
    if end is signal.SIGSTOP:
        before = hosts.got("весть")
        first.signal(signal.SIGCONT)  # its claims have passed to another process
        await asyncio.sleep(8)
        assert sum(hosts.got("весть").values()) - sum(before.values()) <= 0
    doubles = sum(hosts.got("весть").values()) - len(chats)
    assert doubles <= IN_FLIGHT
    assert max(hosts.got("весть").values()) <= 2
    assert hosts.floods == 0, "both together keep the pace"


@long
async def test_when_one_of_two_is_killed_the_other_asks_for_updates_and_reads(hosts: Hosts) -> None:
    publish(hosts, FIRST)
    first = await hosts.start("first")
    await read(hosts)
    await hosts.start("second")
    person = await hosts.emulator.person("Айзада")
    await person.send("/start")
    await person.reads(lambda seen: seen.buttons, TAKEN_OVER)
    first.signal(signal.SIGKILL)
    asked = len(person.received)
    for command in ("/help", "/search мост", "/help"):
        await person.send(command)
    await until(lambda: len(person.received) >= asked + 3, TAKEN_OVER)
    await hosts.storage.feeds.add(NewFeed(hosts.outlet.url + "?again", "Ещё", "Ещё"), now=hosts.emulator.clock.now())
    publish(hosts, LATER)
    await until(lambda: len(hosts.outlet.requests) > 1, TAKEN_OVER)
    await read(hosts)
    assert len(person.received) >= asked + 3, "each command was answered by the process that is left"
    assert await hosts.storage.articles.oldest_unread(since=hosts.emulator.clock.now() - timedelta(days=1)) is None


@long
async def test_while_the_database_is_stopped_everybody_waits_and_nothing_is_lost(hosts: Hosts, server: Server) -> None:
    await hosts.start("first"), await hosts.start("second")
    chats = await hosts.readers(600)
    await hosts.queue(chats, "весть")
    await until(lambda: len(hosts.got("весть")) > 60, TAKEN_OVER)
    await asyncio.to_thread(server.stop_at_once)
    person = await hosts.emulator.person("Айзада")
    await person.send("/start")
    await asyncio.sleep(20)
    before = len(hosts.got("весть"))
    await asyncio.to_thread(server.start_again)
    await asyncio.gather(
        person.reads(lambda seen: seen.buttons, BACK),
        until(lambda: len(hosts.got("весть")) > before + 2 * IN_FLIGHT, BACK),
    )
    await until(lambda: len(hosts.got("весть")) == len(chats), len(chats) / 20)
    assert hosts.got("весть").total() - len(chats) <= 2 * IN_FLIGHT, "what both were sending"
    assert max(hosts.got("весть").values()) <= 2
    assert hosts.floods == 0
