"""The HTTP client session: which IP addresses it may reach, and how long it waits."""

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

WIRE_FACTOR = 2  # bytes that may be received for each byte of the longest body, since chunk sizes and headers need some
RECEIVE_BUFFER = 32 * 1024  # bytes of a socket's receive buffer
_RESOLVER_THREADS = 24


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one fetch; times are in seconds."""

    total: float = 30.0  # seconds for an address with its redirects; the waits for hosts' turns are not counted
    connect: float = 10.0
    start: float = 15.0  # seconds until all headers have arrived
    silence: float = 10.0  # seconds without receiving a byte
    slow_after: float = 6.0  # seconds after which the average speed is checked
    slowest: int = 512  # lowest average speed, in bytes a second
    body: int = 8 * 1024 * 1024  # bytes of the body after decompression
    redirects: int = 5


class TooMuchSent(aiohttp.ClientPayloadError):
    """The server sends far more bytes than its body can need."""


class _Metered(ResponseHandler):
    """A connection of aiohttp with the lenient parser; it is closed if a server sends headers or chunks without end."""

    def __init__(self, loop: asyncio.AbstractEventLoop, limit: int) -> None:
        super().__init__(loop)
        self._limit = self._left = limit

    def set_response_params(self, **params: Any) -> None:
        """Prepare for another request on this connection."""
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
    """Open a session without cookies and decompression; `allowed` are private networks that it may reach.

    `connect` makes the connector; the connector must call `socket_factory` for each IP address, even if it connects
    through a proxy.
    """

    def make_socket(info: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
        """Make a socket, or raise AddressRefused: this is the last check of the IP address to which it connects."""
        family, kind, proto, _, address = info
        if not is_reachable(str(address[0]), allowed):
            # The message does not name the address, because aiohttp raises several errors as one of this type only if
            # their messages are equal.
            raise AddressRefused(errno.EACCES, "not a public address")
        made = socket.socket(family=family, type=kind, proto=proto)
        # The buffer limits the bytes of one read: decoding 256 KiB of one-byte chunks would block the event loop for
        # half a second.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        return made

    connector = connect(limit=0, resolver=_Resolver(), socket_factory=make_socket, ttl_dns_cache=60)
    # aiohttp has no option for the class of its connections, so a private attribute is set; tests/feeds/hostile covers
    # it.
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
    """A resolver that calls getaddrinfo in its own threads, so that name servers that never answer do not occupy the
    threads that the storage needs.
    """

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
