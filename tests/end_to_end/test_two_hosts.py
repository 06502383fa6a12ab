"""Two hosts and a third for the database, in network namespaces: one is cut off, the database stops, one is killed.

Meanwhile feeds with new articles are added, a reader asks, and a broadcast goes to ten thousand chats.
"""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from domain.lease import Work
from feeds.schedule import SHORTEST
from storage.interface import StorageError
from tests.builders import chat
from tests.end_to_end.hosts import IN_FLIGHT, Host, Hosts, long, open_hosts, until, with_password
from tests.end_to_end.network import ADMITTED, DATABASE, OUTSIDE, Namespace, inside, namespaces, relaying, why_not
from tests.end_to_end.traffic import Traffic
from tests.storage.postgres.server import INSTALL, Server, programs, running

pytestmark = [long, pytest.mark.slow, pytest.mark.timeout(1500), pytest.mark.xdist_group("processes")]
READERS = 10_000
WORDS = "Мы добавили новые темы"
CUT, STOPPED = 120.0, 20.0  # seconds
TAKEN_OVER = 60.0  # seconds within which others take over
POLLED = SHORTEST.total_seconds() + 60  # a feed that was being polled at the kill is claimed for this long
BACK = 30.0  # seconds within which a host sends again once it reaches the database
PER_SECOND = 30  # messages, the pace of both hosts together; after a silence this many more may come at once


@dataclass
class Room:
    """Everything of the test; `figures` are printed at the end."""

    hosts: Hosts
    server: Server
    namespaces: list[Namespace]
    figures: dict[str, object] = field(default_factory=dict)

    async def start(self, place: Namespace, name: str) -> Host:
        """Start a process in a namespace."""
        emulator = urlsplit(self.hosts.emulator.url)
        to_telegram = await place.relay(partial(asyncio.open_connection, emulator.hostname, emulator.port))
        return await self.hosts.start(
            name,
            before=place.words,
            TELEGRAM_PROXY_URL=f"http://{place.outside}:{to_telegram}",
            DATABASE_URL=with_password(f"postgresql://jarchi@{DATABASE}/postgres"),
            ALLOWED_PRIVATE_NETWORKS=OUTSIDE,
        )

    @property
    def sent(self) -> int:
        """The messages of the broadcast so far."""
        return self.hosts.got(WORDS).total()

    async def owners(self) -> dict[str, str]:
        """Return work → the process that has its lease, of all work; empty while the database is away."""
        try:
            owners = await self.hosts.storage.leases.owners("")
        except StorageError:
            return {}
        return {work: owners[work] for work in Work if work in owners}

    async def is_all_held(self, by: Host | None = None) -> bool:
        """Return whether all work is done by somebody, or by that process."""
        owners = await self.owners()
        return len(owners) == len(Work) and (by is None or all(map(by.owns, owners.values())))

    async def taken_over(self, by: Host) -> float:
        """Wait until a process has the leases on all work; return the seconds that it took."""
        return await until(lambda: self.is_all_held(by), TAKEN_OVER)

    async def more(self, count: int, seconds: float) -> float:
        """Wait until `count` more messages of the broadcast have arrived; return the seconds that it took."""
        wanted = self.sent + count
        return await until(lambda: self.sent >= wanted, seconds)

    def note(self, **figures: object) -> None:
        self.figures |= {name: round(one, 1) if isinstance(one, float) else one for name, one in figures.items()}


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Room]:
    if programs() is None:
        pytest.skip(f"no PostgreSQL server is installed: {INSTALL}")
    if reason := why_not():
        pytest.skip(reason)
    with namespaces(2) as (pair, third):
        settings = ("synchronous_commit=on", f"listen_addresses={DATABASE}")
        with running(*settings, before=inside(third), admitted=ADMITTED) as server:
            async with open_hosts(folder, server, outlet_host=pair[0].outside) as hosts, relaying(pair):
                yield Room(hosts, server, pair)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with opened(tmp_path) as one:
        yield one


async def broadcast(room: Room) -> Callable[[], str]:
    """Compose the broadcast in an editor's chat and start it; return a function that reads its progress there."""
    hosts = room.hosts
    author = await hosts.emulator.person("Айзада")
    author.chat.is_started = True
    hosts.settings["ADMIN_IDS"] = str(author.id)
    await hosts.storage.chats.save(replace(chat(author.id), locale="en"), now=hosts.emulator.clock.now())
    for place, name in zip(room.namespaces, ("first", "second"), strict=True):
        await room.start(place, name)
    await author.send(f"/broadcast {WORDS}")
    screen = await author.reads("Broadcast: ", 60)
    await author.press_data("1:s:broadcast:1:ask", screen)
    await until(lambda: "cannot be taken back" in screen.text, 60)
    await author.press_data("1:s:broadcast:1:send", screen)
    await until(lambda: "Sending" in screen.text, 60)
    return lambda: screen.text


async def cut_off(room: Room, first: Host, second: Host) -> None:
    """Cut the host that does everything off from the database, for two minutes."""
    place = room.namespaces[0]
    assert all(map(first.owns, (await room.owners()).values()))
    place.cut()
    began, sent = time.monotonic(), room.sent
    took = await room.taken_over(second)
    silent_at = place.sent_at
    assert silent_at < began + took, "it was silent before its leases were taken"
    await asyncio.sleep(CUT - took)
    assert place.sent_at == silent_at, "and stayed so"
    room.note(cut_silent_after=silent_at - began, cut_taken_over=took, cut_pace=(room.sent - sent) / CUT)
    place.mend()
    room.note(cut_sends_again=await until(lambda: place.sent_at > silent_at, BACK))


async def stop_database(room: Room) -> None:
    """Stop the server as a power cut would, and start it again after twenty seconds."""
    await asyncio.to_thread(room.server.stop_at_once)
    await asyncio.sleep(STOPPED)
    await asyncio.to_thread(room.server.start_again)
    began = time.monotonic()
    room.note(database_sends_again=await room.more(50, BACK))
    await until(room.is_all_held, TAKEN_OVER)
    room.note(database_all_work_held=time.monotonic() - began)


async def kill(room: Room, one: Host, other: Host) -> None:
    """Kill the host that does most."""
    requests, articles = len(room.hosts.outlet.requests), await stored(room)
    one.signal(signal.SIGKILL)
    began = time.monotonic()
    room.note(kill_taken_over=await room.taken_over(other))
    await until(lambda: len(room.hosts.outlet.requests) > requests + 2, TAKEN_OVER)
    room.note(kill_polls_again=time.monotonic() - began)
    await until(lambda: reads(room, articles[1] + 1), TAKEN_OVER)
    room.note(kill_reads_again=time.monotonic() - began)


async def stored(room: Room) -> tuple[int, int]:
    """Return how many articles are stored, and how many of them annotated."""
    counts = await room.hosts.storage.housekeeping.counts()
    return counts["articles"], counts["annotations"]


async def reads(room: Room, count: int) -> bool:
    return (await stored(room))[1] >= count


async def test_two_hosts_lose_nothing_while_one_is_cut_off_the_database_stops_and_one_is_killed(room: Room) -> None:
    hosts = room.hosts
    traffic = Traffic(hosts, await hosts.emulator.person("Нурлан"))
    traffic.person.chat.is_started = True
    await hosts.readers(READERS)
    progress = await broadcast(room)
    first, second = hosts.hosts
    traffic.start()
    await room.more(300, 60)
    await cut_off(room, first, second)
    began = time.monotonic()
    await room.more(600, 60)  # by both
    room.note(busiest_second_usual=hosts.arrivals.busiest(1, began, time.monotonic()))
    await stop_database(room)
    await room.more(600, 60)
    holder = first if any(map(first.owns, (await room.owners()).values())) else second
    await kill(room, holder, second if holder is first else first)
    place = room.namespaces[hosts.hosts.index(holder)]
    await room.start(place, "third")
    await until(lambda: len(hosts.got(WORDS)) >= READERS, READERS / PER_SECOND * 2)
    await traffic.stop()
    await until(lambda: len(traffic.answered()) == len(traffic.asked), TAKEN_OVER)
    await until(lambda: "Sending" not in progress(), TAKEN_OVER)
    room.note(last_article=await until(lambda: reads(room, traffic.articles), POLLED))
    assert await stored(room) == (traffic.articles, traffic.articles)
    told(room, traffic, progress())


def told(room: Room, traffic: Traffic, report: str) -> None:
    """Print the figures, and check that nothing was lost, little came twice, and the pace was kept."""
    hosts, counts, answered = room.hosts, room.hosts.got(WORDS), traffic.answered()
    in_order = [number for _, number in traffic.answers()]
    room.note(
        chats=len(counts),
        doubled=counts.total() - len(counts),
        most_in_a_chat=max(counts.values()),
        articles=traffic.articles,
        questions=len(traffic.asked),
        answers_doubled=answered.total() - len(answered),
        slowest_answer=traffic.slowest(0, time.monotonic()),
        busiest_second=hosts.arrivals.busiest(1),
        busiest_minute=hosts.arrivals.busiest(60),
        floods=hosts.floods,
        report=report.replace("\n", " "),
    )
    print("", *(f"{name:<24}{value}" for name, value in room.figures.items()), sep="\n")  # noqa: T201 - for who runs it
    assert counts.total() - len(counts) <= 4 * IN_FLIGHT, (
        "what the host that was cut off, both, and the killed one sent"
    )
    assert max(counts.values()) <= 2
    assert answered.total() - len(answered) <= 4, "an answer at a time to this reader"
    assert in_order == sorted(in_order), "answered in order"
    for seconds in (1, 60):
        assert hosts.arrivals.busiest(seconds) <= PER_SECOND * (seconds + 1), "Telegram's own measure"
    assert hosts.floods == 0, "both together keep the pace"
