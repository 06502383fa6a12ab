"""Hosts as network namespaces, and one for the database: links between hosts and database can be cut.

Each host reaches this process, where Telegram and the outlets are, over a link of its own, and the database over a
switch. A cut link loses packets silently, as a broken network does: nobody is told that anything is closed.
"""

import asyncio
import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field

Connect = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]
ADMITTED = "10.212.0.0/24"  # the addresses of the hosts, as the database sees them
DATABASE = "10.212.0.1"
OUTSIDE = "10.211.0.0/16"  # our addresses, as the hosts see them
_SWITCH = "02:00:00:00:00:01"
_LONGEST = 20  # seconds for one command


def why_not() -> str:
    """Return why namespaces cannot be made here; empty if they can."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    if shutil.which("ip") is None:
        return "network namespaces need `ip`: apt-get install iproute2"
    name = f"jarchi-try-{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True, check=False, timeout=_LONGEST)
    if made.returncode:
        return "network namespaces cannot be made here"
    _ip("netns", "del", name)
    return ""


def inside(name: str) -> tuple[str, ...]:
    """Return the words before a command that is to run in a namespace."""
    return ("ip", "netns", "exec", name)


@dataclass
class Namespace:
    """A host; `sent_at` is when it last sent something to Telegram, in monotonic seconds."""

    number: int
    switch: str  # the namespace of the database, in which the switch is
    sent_at: float = 0.0
    relays: list[asyncio.Server] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"jarchi-{os.getpid()}-{self.number}"

    @property
    def words(self) -> tuple[str, ...]:
        """The words before a command that is to run on the host."""
        return inside(self.name)

    @property
    def outside(self) -> str:
        """Our address on the link to the host; any host reaches all of these."""
        return f"10.211.{self.number}.1"

    def cut(self) -> None:
        """Lose all packets between the host and the database from now on."""
        _ip("-n", self.switch, "link", "set", self._port, "nomaster")

    def mend(self) -> None:
        _ip("-n", self.switch, "link", "set", self._port, "master", "switch")

    def make(self) -> None:
        _ip("netns", "add", self.name)
        _ip("-n", self.name, "link", "set", "lo", "up")
        _ip("link", "add", "name", self._ours, "type", "veth", "peer", "name", "out", "netns", self.name)
        _ip("addr", "add", f"{self.outside}/30", "dev", self._ours)
        _ip("link", "set", self._ours, "up")
        _ip("-n", self.name, "addr", "add", f"10.211.{self.number}.2/30", "dev", "out")
        _ip("-n", self.name, "link", "set", "out", "up")
        _ip("-n", self.name, "route", "add", "default", "via", self.outside)
        _ip(
            "-n",
            self.switch,
            "link",
            "add",
            "name",
            self._port,
            "type",
            "veth",
            "peer",
            "name",
            "db",
            "netns",
            self.name,
        )
        _ip("-n", self.switch, "link", "set", self._port, "up")
        self.mend()
        _ip("-n", self.name, "addr", "add", f"10.212.0.{10 + self.number}/24", "dev", "db")
        _ip("-n", self.name, "link", "set", "db", "up")
        # Otherwise the kernel would tell that the address is not there.
        _ip("-n", self.name, "neigh", "replace", DATABASE, "lladdr", _SWITCH, "nud", "permanent", "dev", "db")

    def remove(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            _ip("netns", "del", self.name)  # deletes its links as well

    async def relay(self, connect: Connect) -> int:
        """Listen as an HTTP proxy that leads from the host to where `connect` connects; return the port.

        The emulator answers only under its own name, so its address on the link would not do.
        """

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                inner_reader, inner_writer = await connect()
                await reader.readuntil(b"\r\n\r\n")  # CONNECT
                writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
                await asyncio.gather(_pour(reader, inner_writer, self._note), _pour(inner_reader, writer, lambda: None))

        server = await asyncio.start_server(serve, self.outside, 0)
        self.relays.append(server)
        return int(server.sockets[0].getsockname()[1])

    def _note(self) -> None:
        self.sent_at = time.monotonic()

    @property
    def _ours(self) -> str:
        return f"jr{os.getpid() % 100_000}n{self.number}"

    @property
    def _port(self) -> str:
        return f"port{self.number}"


@contextlib.contextmanager
def namespaces(count: int) -> Iterator[tuple[list[Namespace], str]]:
    """Make that many hosts, and the namespace of the database; yield them and its name."""
    switch = f"jarchi-{os.getpid()}-db"
    made = [Namespace(number, switch) for number in range(1, count + 1)]
    try:
        _ip("netns", "add", switch)
        _ip("-n", switch, "link", "set", "lo", "up")
        _ip("-n", switch, "link", "add", "name", "switch", "address", _SWITCH, "type", "bridge")
        _ip("-n", switch, "addr", "add", f"{DATABASE}/24", "dev", "switch")
        _ip("-n", switch, "link", "set", "switch", "up")
        for one in made:
            one.make()
        yield made, switch
    finally:
        for one in made:
            one.remove()
        with contextlib.suppress(subprocess.CalledProcessError):
            _ip("netns", "del", switch)


@contextlib.asynccontextmanager
async def relaying(made: list[Namespace]) -> AsyncIterator[None]:
    """Close all relays at the end of the block."""
    try:
        yield
    finally:
        for one in made:
            for relay in one.relays:
                relay.close()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, note: Callable[[], None]) -> None:
    try:
        while part := await reader.read(1 << 16):
            note()
            writer.write(part)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


def _ip(*words: str) -> None:
    done = subprocess.run(["ip", *words], check=False, capture_output=True, text=True, timeout=_LONGEST)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, ["ip", *words], done.stdout, done.stderr)
