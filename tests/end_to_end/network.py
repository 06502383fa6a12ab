"""Hosts as network namespaces: each reaches Telegram and the database over a link of its own, which can be cut."""

import asyncio
import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field

Connect = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]
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


@dataclass
class Namespace:
    """A namespace with two links; `sent_at` is when it last sent something to Telegram, in monotonic seconds."""

    number: int
    sent_at: float = 0.0
    relays: list[asyncio.Server] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"jarchi-{os.getpid()}-{self.number}"

    @property
    def words(self) -> tuple[str, ...]:
        """The words before a command that is to run in it."""
        return ("ip", "netns", "exec", self.name)

    def address(self, link: int) -> str:
        """Return our address on a link: 0 leads to Telegram, 1 to the database."""
        return f"10.{211 + link}.{self.number}.1"

    def cut(self, link: int) -> None:
        _ip("link", "set", self._ours(link), "down")

    def mend(self, link: int) -> None:
        _ip("link", "set", self._ours(link), "up")

    def make(self) -> None:
        _ip("netns", "add", self.name)
        _ip("-n", self.name, "link", "set", "lo", "up")
        for link in (0, 1):
            ours, theirs = self._ours(link), f"link{link}"
            _ip("link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", self.name)
            _ip("addr", "add", f"{self.address(link)}/30", "dev", ours)
            _ip("link", "set", ours, "up")
            _ip("-n", self.name, "addr", "add", f"10.{211 + link}.{self.number}.2/30", "dev", theirs)
            _ip("-n", self.name, "link", "set", theirs, "up")

    def remove(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            _ip("netns", "del", self.name)  # deletes its links as well

    async def relay(self, link: int, connect: Connect) -> int:
        """Forward connections over a link to the place to which `connect` connects; return the port.

        The relay of the link to Telegram is an HTTP proxy, because the emulator answers only under its own name.
        """

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(OSError):
                inner_reader, inner_writer = await connect()
                note = self._note if link == 0 else lambda: None
                if link == 0:
                    await reader.readuntil(b"\r\n\r\n")  # CONNECT
                    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
                await asyncio.gather(_pour(reader, inner_writer, note), _pour(inner_reader, writer, lambda: None))

        server = await asyncio.start_server(serve, self.address(link), 0)
        self.relays.append(server)
        return int(server.sockets[0].getsockname()[1])

    def _note(self) -> None:
        self.sent_at = time.monotonic()

    def _ours(self, link: int) -> str:
        return f"jr{os.getpid() % 100_000}n{self.number}l{link}"


@contextlib.contextmanager
def namespaces(count: int) -> Iterator[list[Namespace]]:
    """Make that many namespaces, and remove them at the end of the block."""
    made = [Namespace(number) for number in range(1, count + 1)]
    try:
        for one in made:
            one.make()
        yield made
    finally:
        for one in made:
            one.remove()


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
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=_LONGEST)
