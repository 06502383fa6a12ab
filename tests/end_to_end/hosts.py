"""Several processes of the bot on one PostgreSQL database, as if on several hosts, with Telegram over HTTP."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from domain.clock import AdjustableClock
from domain.ids import ChatId
from domain.post import Notice, PostKind
from emulator import Emulator
from storage.interface import Addressee, Storage
from tests.builders import chat
from tests.end_to_end.outlet import Outlet, open_outlet
from tests.end_to_end.process import OURS, ROOT, install
from tests.storage.postgres.opener import opened_at
from tests.storage.postgres.server import INSTALL, Server, programs, running

# Tests of several minutes, which mostly wait for leases to end.
long = pytest.mark.skipif("HOSTS_CHECK" not in os.environ, reason="takes minutes; `make hosts-check` runs it")
STARTS = 150.0  # seconds that a process may take to start, on a machine that also runs other tests
IN_FLIGHT = 20  # messages that a process sends at once
NOTICE = "delivery-suspended"


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


@dataclass
class Hosts:
    """Everything of such a test; the emulator enforces Telegram's limits."""

    folder: Path
    emulator: Emulator
    outlet: Outlet
    storage: Storage
    settings: dict[str, str]
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
            await self.storage.chats.save(chat(person.id), now=self.emulator.clock.now())
            found.append(person.id)
        return found

    async def queue(self, chats: Sequence[ChatId], words: str) -> None:
        """Queue a message with these words for all of these chats."""
        to = [Addressee(chat(one), None) for one in chats]
        notice = Notice(NOTICE, {"title": words})
        await self.storage.outbox.enqueue(PostKind.NOTICE, notice, to, now=self.emulator.clock.now())

    def got(self, words: str) -> dict[int, int]:
        """Return chat → how many messages with these words have arrived there."""
        counts: dict[int, int] = {}
        for line in self.emulator.journal.lines:
            if line["method"] == "sendMessage" and line["ok"] and words in str(line["parameters"].get("text")):
                counts[int(line["chat_id"])] = counts.get(int(line["chat_id"]), 0) + 1
        return counts

    @property
    def floods(self) -> int:
        """The number of times that the emulator answered 429."""
        return sum(count for key, count in self.emulator.journal.counts.items() if key.endswith(" 429"))

    async def close(self) -> None:
        """End all processes; those that were not killed before must stop on SIGTERM."""
        for host in self.hosts:
            if host.process.returncode is None:
                host.signal(signal.SIGCONT)
                host.signal(signal.SIGTERM)
        try:
            for host in self.hosts:
                status = await asyncio.wait_for(host.process.wait(), 60)
                assert status in (0, -signal.SIGKILL), (host.name, status, host.said[-3000:])
        finally:
            for host in self.hosts:
                if host.process.returncode is None:
                    host.process.kill()


async def until(holds: Callable[[], bool], seconds: float) -> float:
    """Wait until the condition holds, `seconds` at most; return how many seconds that took."""
    began = asyncio.get_running_loop().time()
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - of other processes
            await asyncio.sleep(0.05)
    return asyncio.get_running_loop().time() - began


@contextlib.contextmanager
def own_server() -> Iterator[Server]:
    """Start a server that the test may stop; skip the test if PostgreSQL is not installed."""
    if programs() is None:
        pytest.skip(f"no PostgreSQL server is installed: {INSTALL}")
    with running("synchronous_commit=on") as server:
        yield server


@contextlib.asynccontextmanager
async def open_hosts(folder: Path, server: Server) -> AsyncIterator[Hosts]:
    """Open everything but the processes."""
    clock = AdjustableClock()
    async with Emulator(clock=clock, limits=True) as emulator, open_outlet() as outlet:
        ours = {
            "BOT_TOKEN": emulator.token,
            "TELEGRAM_API_URL": emulator.url,
            "DATABASE_URL": server.url(),
            "WORKER_PROCESSES": "1",
        }
        jarchi = install(folder, **ours)
        await jarchi.command("feeds", "add", outlet.url, "--unchecked")
        async with opened_at(server.url()) as storage:
            hosts = Hosts(folder, emulator, outlet, storage, jarchi.settings)
            try:
                yield hosts
            finally:
                await hosts.close()
