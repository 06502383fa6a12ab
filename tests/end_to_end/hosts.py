"""Several processes of the bot on one PostgreSQL database, as if on several hosts, with Telegram over HTTP."""

import asyncio
import contextlib
import math
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pytest

from domain.clock import AdjustableClock
from domain.ids import ChatId
from domain.post import Notice, PostKind
from emulator import Emulator
from emulator.telegram.state import Event
from storage.interface import Addressee, Storage
from tests.builders import chat
from tests.end_to_end.outlet import HOST, Outlet, open_outlet
from tests.end_to_end.process import OURS, ROOT, install
from tests.storage.postgres.opener import opened_at
from tests.storage.postgres.server import INSTALL, Server, programs, running

# Tests of several minutes, which mostly wait for leases to end.
long = pytest.mark.skipif("HOSTS_CHECK" not in os.environ, reason="takes minutes; `make hosts-check` runs it")
STARTS = 150.0  # seconds that a process may take to start, on a machine that also runs other tests
IN_FLIGHT = 20  # messages that a process sends at once
NOTICE = "delivery-suspended"
PASSWORD = "h%40rd-to-guess"  # which servers of tests do not ask for, and no log and no list of processes may show
_SAVED_AT_ONCE = 50  # chats


@dataclass
class Host:
    """A process of the bot with some of the roles."""

    name: str
    process: asyncio.subprocess.Process
    log: Path

    async def runs(self) -> None:
        """Wait until the process has begun its work."""
        await until(lambda: "is running" in self.said or self.process.returncode is not None, STARTS)
        assert self.process.returncode is None, self.said[-3000:]

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def owns(self, owner: str) -> bool:
        """Return whether that is a name under which this process claims work and holds leases."""
        return owner.split(":")[-2] == str(self.process.pid)


@dataclass(frozen=True)
class Arrival:
    """A message of the bot in a chat; `at` is in monotonic seconds."""

    at: float
    chat_id: int
    text: str


class Arrivals:
    """All messages of the bot, in the order in which Telegram took them."""

    def __init__(self, emulator: Emulator) -> None:
        self._telegram = emulator.telegram
        self.all: list[Arrival] = []
        self._counted: dict[str, tuple[int, Counter[int]]] = {}  # words → arrivals looked at, what was found
        emulator.telegram.listeners.append(self._notice)

    def _notice(self, event: Event) -> None:
        if event.kind == "message" and event.chat_id is not None:
            message = self._telegram.chats[event.chat_id].messages[event.details["message_id"]]
            if message.sender is self._telegram.bot:
                self.all.append(Arrival(time.monotonic(), event.chat_id, message.text))

    def of(self, words: str) -> Counter[int]:
        """Return chat → how many messages with these words have arrived there."""
        done, counts = self._counted.get(words, (0, Counter()))
        for arrival in islice(self.all, done, None):
            if words in arrival.text:
                counts[arrival.chat_id] += 1
        self._counted[words] = (len(self.all), counts)
        return counts

    def busiest(self, seconds: float, since: float = 0.0, until: float = math.inf) -> int:
        """Return the most messages that arrived within the given number of seconds, between two monotonic moments."""
        times, first, most = [one.at for one in self.all if since <= one.at <= until], 0, 0
        for place, at in enumerate(times):
            while at - times[first] >= seconds:
                first += 1
            most = max(most, place - first + 1)
        return most


@dataclass
class Hosts:
    """Everything of such a test; the emulator enforces Telegram's limits."""

    folder: Path
    emulator: Emulator
    outlet: Outlet
    storage: Storage
    settings: dict[str, str]
    arrivals: Arrivals
    hosts: list[Host] = field(default_factory=list)

    async def start(self, name: str, roles: str = "", *, before: Sequence[str] = (), **settings: str) -> Host:
        """Start a process and wait until it works; `before` are words before its command."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
        words = ("--roles", roles) if roles else ()
        log = self.folder / f"{name}.log"
        with log.open("ab") as file:
            process = await asyncio.create_subprocess_exec(
                *before, sys.executable, "bot.py", "run", *words, cwd=ROOT, stdout=file, stderr=file,
                env=environment | self.settings | settings,
            )  # fmt: skip
        host = Host(name, process, log)
        self.hosts.append(host)
        await host.runs()
        return host

    async def readers(self, count: int) -> list[ChatId]:
        """Add readers who have started the bot; return their chats."""
        found: list[ChatId] = []
        for number in range(count):
            person = await self.emulator.person(f"Reader {number}")
            person.chat.is_started = True
            found.append(person.id)
        for first in range(0, count, _SAVED_AT_ONCE):
            some = found[first : first + _SAVED_AT_ONCE]
            await asyncio.gather(*(self.storage.chats.save(chat(one), now=self.emulator.clock.now()) for one in some))
        return found

    async def queue(self, chats: Sequence[ChatId], words: str) -> None:
        """Queue a message with these words for all of these chats."""
        to = [Addressee(chat(one), None) for one in chats]
        notice = Notice(NOTICE, {"title": words})
        await self.storage.outbox.enqueue(PostKind.NOTICE, notice, to, now=self.emulator.clock.now())

    def got(self, words: str) -> Counter[int]:
        """Return chat → how many messages with these words it has got."""
        return self.arrivals.of(words)

    @property
    def floods(self) -> int:
        """The number of times that the emulator answered 429."""
        return sum(count for key, count in self.emulator.journal.counts.items() if key.endswith(" 429"))

    async def close(self) -> None:
        """End all processes; those that were not killed before must stop on SIGTERM. Nothing may show the password."""
        shown = command_lines()
        for host in self.hosts:
            if host.process.returncode is None:
                host.signal(signal.SIGCONT)
                host.signal(signal.SIGTERM)
        try:
            for host in self.hosts:
                status = await asyncio.wait_for(host.process.wait(), 60)
                assert status in (0, -signal.SIGKILL), (host.name, status, host.said[-3000:])
                shown += host.said
            assert "bot.py run" in shown or not self.hosts
            assert "rd-to-guess" not in shown
        finally:
            for host in self.hosts:
                if host.process.returncode is None:
                    host.process.kill()


async def until(holds: Callable[[], bool | Awaitable[bool]], seconds: float) -> float:
    """Wait until the condition holds, for at most `seconds`; return how many it took."""
    began = asyncio.get_running_loop().time()
    async with asyncio.timeout(seconds):
        while not (await found if isinstance(found := holds(), Awaitable) else found):  # noqa: ASYNC110 - of others
            await asyncio.sleep(0.05)
    return asyncio.get_running_loop().time() - began


def with_password(url: str) -> str:
    """Return the address of a test's database with a password in it."""
    return url.replace("jarchi@", f"jarchi:{PASSWORD}@", 1)


def command_lines() -> str:
    """Return the words of all processes, as everybody on the machine can read them."""
    lines = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            lines.append(process.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return "\n".join(lines)


@contextlib.contextmanager
def own_server() -> Iterator[Server]:
    """Start a server that the test may stop; skip the test if PostgreSQL is not installed."""
    if programs() is None:
        pytest.skip(f"no PostgreSQL server is installed: {INSTALL}")
    with running("synchronous_commit=on") as server:
        yield server


@contextlib.asynccontextmanager
async def open_hosts(folder: Path, server: Server, *, outlet_host: str = HOST) -> AsyncIterator[Hosts]:
    """Open everything but the processes; the outlet listens at `outlet_host`."""
    clock = AdjustableClock()
    async with Emulator(clock=clock, limits=True) as emulator, open_outlet(host=outlet_host) as outlet:
        ours = {
            "BOT_TOKEN": emulator.token,
            "TELEGRAM_API_URL": emulator.url,
            "DATABASE_URL": with_password(server.url()),
            "WORKER_PROCESSES": "1",
        }
        jarchi = install(folder, **ours)
        await jarchi.command("feeds", "add", outlet.url, "--unchecked")
        async with opened_at(server.url()) as storage:
            hosts = Hosts(folder, emulator, outlet, storage, jarchi.settings, Arrivals(emulator))
            try:
                yield hosts
            finally:
                await hosts.close()
