"""Connecting through a proxy, http (CONNECT) or socks5, where outlets or Telegram are blocked.

The proxy only carries bytes. The names of feeds' hosts are resolved here, and their IP addresses are checked as without
a proxy; the proxy gets the checked address and so cannot be led elsewhere. Telegram's name is resolved by the proxy,
because name servers give false answers for it where it is blocked.
"""

import asyncio
import base64
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from domain.faults import ProxyFailed, ProxyRefused

_HEAD = 8192  # the most bytes of a proxy's answer
_PATIENCE = 20.0  # seconds for connecting through a proxy, unless the caller gives a timeout
_SOCKS_LOGIN = 2  # number of the method "user name and password" (RFC 1929)


@dataclass(frozen=True, slots=True)
class Proxy:
    scheme: str  # http or socks5
    host: str
    port: int
    login: tuple[str, str] | None = None


def read_proxy(address: str) -> Proxy | None:
    """Return the proxy whose address stands in the settings; None for an empty address."""
    if not address:
        return None
    parts = urlsplit(address)
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    port = parts.port or (1080 if parts.scheme == "socks5" else 8080)
    return Proxy(parts.scheme, parts.hostname or "", port, login)


def way_out(
    address: str, *, resolves_there: bool = False, hosts: Sequence[str] = ()
) -> Callable[..., aiohttp.TCPConnector]:
    """Return a factory of connectors that go through the proxy at `address`; if that is "", they use no proxy.

    `resolves_there` and `hosts` are as in `through`.
    """
    proxy = read_proxy(address)
    return aiohttp.TCPConnector if proxy is None else through(proxy, resolves_there=resolves_there, hosts=hosts)


def through(
    proxy: Proxy, *, resolves_there: bool = False, hosts: Sequence[str] = ()
) -> Callable[..., aiohttp.TCPConnector]:
    """Return a factory of connectors that go through the proxy; with `resolves_there`, the proxy resolves names.

    If there are `hosts`, only these and their subdomains are reached through the proxy, and all others directly.
    """
    return partial(_TunnelConnector, proxy, resolves_there, tuple(hosts))


def leads_through(host: str, hosts: Sequence[str]) -> bool:
    """Return whether a host is reached through a proxy that is only for `hosts`; an empty list means all hosts."""
    name = host.lower().rstrip(".")
    return not hosts or any(name == one or name.endswith(f".{one}") for one in hosts)


class _TunnelConnector(aiohttp.TCPConnector):
    """aiohttp's connector, with connections that go through a proxy."""

    def __init__(
        self,
        proxy: Proxy,
        resolves_there: bool,  # noqa: FBT001 - made by through()
        hosts: tuple[str, ...],
        **options: Any,
    ) -> None:
        super().__init__(**options | ({"resolver": _Nowhere()} if resolves_there else {}))
        self._proxy = proxy
        self._hosts = hosts
        self._resolves_there = resolves_there

    async def _wrap_create_connection(
        self,
        *args: Any,
        addr_infos: list[Any],
        req: Any,
        timeout: aiohttp.ClientTimeout,
        client_error: Any = aiohttp.ClientConnectorError,
        **kwargs: Any,
    ) -> Any:
        """Connect as aiohttp does, over a socket that leads to the target through the proxy."""
        if not leads_through(req.url.raw_host or "", self._hosts):
            return await super()._wrap_create_connection(
                *args, addr_infos=addr_infos, req=req, timeout=timeout, client_error=client_error, **kwargs
            )
        try:
            async with asyncio.timeout(timeout.sock_connect or timeout.connect or _PATIENCE):
                made = await self._dial(addr_infos, req)
        except TimeoutError:
            raise
        except OSError as error:
            raise client_error(req.connection_key, error) from error
        return await self._wrap_existing_connection(
            *args, req=req, timeout=timeout, client_error=client_error, sock=made, **kwargs
        )

    async def _dial(self, addr_infos: list[Any], req: Any) -> socket.socket:
        if self._resolves_there:
            return await dial(self._proxy, req.url.raw_host, req.url.port)
        refusal: OSError | None = None
        for info in addr_infos:
            try:
                if self._socket_factory is not None:
                    self._socket_factory(info).close()  # raises an error if this IP address may not be reached
            except OSError as error:
                refusal = error
                continue
            host, port = info[4][:2]
            return await dial(self._proxy, host, port)
        raise refusal or ProxyFailed("there is no address to go to")


class _Nowhere(AbstractResolver):
    """A resolver that resolves nothing; its answer is not used, because the proxy resolves the name."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [ResolveResult(hostname=host, host="0.0.0.0", port=port, family=family, proto=0, flags=0)]  # noqa: S104

    async def close(self) -> None:
        """Do nothing, because nothing is open."""


async def dial(proxy: Proxy, host: str, port: int) -> socket.socket:
    """Return a socket that leads through the proxy to a host, given by name or IP address; raises ProxyFailed."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(proxy.host, proxy.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise ProxyFailed("the proxy's name is not known") from error
    made = socket.socket(found[0][0], found[0][1])
    made.setblocking(False)  # noqa: FBT003 - the standard library's signature
    try:
        try:
            await loop.sock_connect(made, found[0][4])
            ask = _ask_socks if proxy.scheme == "socks5" else _ask_http
            await ask(made, proxy, host, port)
        except OSError as error:
            raise error if isinstance(error, ProxyFailed) else ProxyFailed("the proxy does not answer") from error
    except BaseException:
        made.close()
        raise
    return made


async def _ask_http(made: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    """Ask the proxy for a tunnel by CONNECT (RFC 9110, 9.3.6)."""
    target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
    if proxy.login is not None:
        token = base64.b64encode(":".join(proxy.login).encode()).decode()
        lines.append(f"Proxy-Authorization: Basic {token}")
    await _send(made, ("\r\n".join(lines) + "\r\n\r\n").encode())
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += await _receive(made, 1)  # byte by byte, because the bytes after the head come from the target
        if len(head) > _HEAD:
            raise ProxyFailed("the proxy's answer is too long")
    status = head.split(b"\r\n", 1)[0].split(b" ")
    if not status[0].startswith(b"HTTP/") or status[1:2] != [b"200"]:
        will_never = status[1:2] in ([b"401"], [b"403"], [b"407"])
        raise ProxyRefused("the proxy refuses") if will_never else ProxyFailed("the proxy refuses")


async def _ask_socks(made: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    """Ask the proxy for a tunnel by SOCKS (RFC 1928)."""
    await _send(made, b"\x05\x01\x00" if proxy.login is None else b"\x05\x02\x00\x02")
    version, method = await _receive(made, 2)
    if version == 5 and method == _SOCKS_LOGIN and proxy.login is not None:
        name, word = (part.encode()[:255] for part in proxy.login)
        await _send(made, bytes([1, len(name)]) + name + bytes([len(word)]) + word)
        if (await _receive(made, 2))[1] != 0:
            raise ProxyRefused("the proxy refuses the name or the password")
    elif version != 5 or method != 0:
        raise ProxyRefused("the proxy refuses")
    await _send(made, b"\x05\x01\x00" + _socks_host(host) + port.to_bytes(2, "big"))
    reply = await _receive(made, 4)
    if reply[1] != 0:
        raise ProxyFailed("the proxy cannot reach the target")
    lengths = {1: 4, 4: 16}
    length = lengths.get(reply[3]) or (await _receive(made, 1))[0]
    await _receive(made, length + 2)  # the proxy's own outgoing address, which is not needed


def _socks_host(host: str) -> bytes:
    try:
        number = ip_address(host)
    except ValueError:
        name = host.encode("ascii")
        return bytes([3, len(name)]) + name
    return bytes([1 if number.version == 4 else 4]) + number.packed


async def _send(made: socket.socket, what: bytes) -> None:
    await asyncio.get_running_loop().sock_sendall(made, what)


async def _receive(made: socket.socket, count: int) -> bytes:
    received = b""
    while len(received) < count:
        part = await asyncio.get_running_loop().sock_recv(made, count - len(received))
        if not part:
            raise ProxyFailed("the proxy closed the connection")
        received += part
    return received
