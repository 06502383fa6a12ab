"""The way out: a client session that can reach only what it may, and how long it waits there."""

import asyncio
import errno
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_proto import ResponseHandler

from feeds.fetching.addresses import AddressRefused, Network, is_reachable
from feeds.fetching.answer import AnswerParser

WIRE_FACTOR = 2  # bytes on the wire for each byte a body may have: chunk sizes and headers take some
RECEIVE_BUFFER = 32 * 1024  # bytes
_RESOLVER_THREADS = 24


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one fetch; times are in seconds."""

    total: float = 30.0  # for an address with its redirects, not counting the wait for a turn at each host
    connect: float = 10.0
    start: float = 15.0  # until the headers are there
    silence: float = 10.0  # without a byte
    slow_after: float = 6.0  # before the average speed is checked
    slowest: int = 512  # bytes a second, the lowest average speed allowed
    body: int = 8 * 1024 * 1024  # bytes after decompression
    redirects: int = 5


class TooMuchSent(aiohttp.ClientPayloadError):
    """An error: the server sends far more bytes than the body it delivers needs."""


class _Metered(ResponseHandler):
    """A connection of aiohttp that reads leniently, and hangs up on a server that sends headers or chunks for ever."""

    def __init__(self, loop: asyncio.AbstractEventLoop, limit: int) -> None:
        super().__init__(loop)
        self._limit = self._left = limit

    def set_response_params(self, **params: Any) -> None:
        """Begin another request on this connection."""
        self._left = self._limit
        super().set_response_params(**params)
        parser: Any = AnswerParser(self, self._loop, params["read_bufsize"], params["timer"])
        self._parser = parser

    def data_received(self, data: bytes) -> None:
        self._left -= len(data)
        if self._left >= 0:
            super().data_received(data)
            return
        error = TooMuchSent()
        if self._payload is not None:
            self._payload.set_exception(error)
        self.set_exception(error)
        if self.transport is not None:
            self.transport.close()


Connector = Callable[..., aiohttp.TCPConnector]


def open_session(
    allowed: Sequence[Network], limits: Limits, connect: Connector = aiohttp.TCPConnector
) -> aiohttp.ClientSession:
    """Open a session without cookies or decompression; `allowed` are private networks it may reach.

    `connect` makes the connector, which asks for each address before it is connected to, whatever the way there.
    """

    def make_socket(info: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
        """Make the socket, or refuse: this is the last gate, and the address is the one that will be connected to."""
        family, kind, proto, _, address = info
        if not is_reachable(str(address[0]), allowed):
            # One message for every address, so that several refusals are raised as one of this type.
            raise AddressRefused(errno.EACCES, "not a public address")
        made = socket.socket(family=family, type=kind, proto=proto)
        # What one read may bring: a quarter of a megabyte of one-byte chunks would hold the loop up for half a second.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        return made

    connector = connect(limit=0, resolver=_Resolver(), socket_factory=make_socket, ttl_dns_cache=60)
    # No option of aiohttp's says so; tests/feeds/hostile floods it.
    metered: Any = partial(_Metered, asyncio.get_running_loop(), WIRE_FACTOR * limits.body)
    connector._factory = metered  # noqa: SLF001
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None, connect=limits.connect, sock_read=limits.silence),
        auto_decompress=False,
        trust_env=False,
        read_bufsize=128 * 1024,
    )


class _Resolver(AbstractResolver):
    """getaddrinfo in threads of its own: names that never resolve must not starve the database of threads."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_RESOLVER_THREADS, thread_name_prefix="resolve")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
        )
        return [
            ResolveResult(
                hostname=host, host=str(address[0]), port=port, family=kind, proto=proto, flags=socket.AI_NUMERICHOST
            )
            for kind, _, proto, _, address in found
        ]

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
