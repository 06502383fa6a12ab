"""Connections through a proxy: addresses are still checked, and a failing proxy is not blamed on the outlet."""

import asyncio
import base64
import contextlib
import shutil
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from ipaddress import IPv4Network, ip_address
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from delivery.pacing import Pacing
from domain.clock import AdjustableClock
from domain.feed import DIRECT, PollOutcome, Reason
from emulator import Emulator
from feeds.fetching.outcome import Failed, Fetched, Outcome
from feeds.jobs import make_pool
from launch.pipeline import assemble
from launch.telegram import connect
from launch.tunnel import leads_through, read_proxy, through, way_out
from tests.delivery.rig import FAST
from tests.feeds.site import Site, open_site
from tests.storage.openers import open_memory

ROOT = Path(__file__).resolve().parents[2]

HERE = IPv4Network("127.0.0.0/8")
LOGIN = ("reader", "a:b@c")


@dataclass
class Proxy:
    """A proxy of both kinds, which records requests."""

    refuses: bool = False
    login: tuple[str, str] | None = None
    leads_to: dict[str, str] = field(default_factory=dict)  # names that only the proxy knows → IP addresses
    asked: list[tuple[str, int]] = field(default_factory=list)
    port: int = 0

    def address(self, scheme: str) -> str:
        login = "reader:a%3Ab%40c@" if self.login else ""
        return f"{scheme}://{login}127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            first = await reader.readexactly(1)
            granted = await (self._socks(reader, writer) if first == b"\x05" else self._http(reader, writer))
            if granted is not None:
                await self._carry(granted, reader, writer)
        writer.close()

    async def _http(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int] | None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        host, _, port = head.split(" ")[1].rpartition(":")
        wanted = self.login and base64.b64encode(":".join(self.login).encode()).decode()
        self.asked.append((host.strip("[]"), int(port)))
        if self.refuses or (wanted and f"Proxy-Authorization: Basic {wanted}\r\n" not in head):
            writer.write(b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n")
            return None
        writer.write(b"HTTP/1.1 200 Go on\r\nVia: test\r\n\r\n")
        return self.asked[-1]

    async def _socks(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int] | None:
        methods = await reader.readexactly((await reader.readexactly(1))[0])
        method = 2 if self.login else 0
        if method not in methods:
            writer.write(b"\x05\xff")
            return None
        writer.write(bytes([5, method]))
        if self.login:
            await reader.readexactly(1)
            name = await reader.readexactly((await reader.readexactly(1))[0])
            word = await reader.readexactly((await reader.readexactly(1))[0])
            is_right = (name.decode(), word.decode()) == self.login
            writer.write(b"\x01\x00" if is_right else b"\x01\x01")
        kind = (await reader.readexactly(4))[3]
        if kind == 3:
            host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
        else:
            host = str(ip_address(await reader.readexactly(4 if kind == 1 else 16)))
        self.asked.append((host, int.from_bytes(await reader.readexactly(2), "big")))
        code = 2 if self.refuses else 0
        writer.write(bytes([5, code, 0, 3, 4]) + b"exit" + b"\x00\x50")
        return None if self.refuses else self.asked[-1]

    async def _carry(self, target: tuple[str, int], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, port = target
        there, back = await asyncio.open_connection(self.leads_to.get(host, host), port)

        async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
            with contextlib.suppress(ConnectionError):
                while some := await source.read(65536):
                    sink.write(some)
                    await sink.drain()
            sink.close()

        await asyncio.gather(pump(reader, back), pump(there, writer))


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    one = Proxy()
    server = await asyncio.start_server(one.serve, "127.0.0.1", 0)
    one.port = server.sockets[0].getsockname()[1]
    yield one
    server.close()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site("127.0.0.1") as one:
        yield one


async def fetch(
    folder: Path,
    url: str,
    address: str,
    *allowed: IPv4Network,
    hosts: tuple[str, ...] = (),
    ways: dict[str, str] | None = None,
    proxy: str | None = None,
) -> Outcome:
    pool = make_pool(ROOT / "catalogue", processes=1)  # never started: nothing is parsed here
    clock, way = AdjustableClock(), way_out(address, hosts=hosts)
    async with (
        open_memory(folder) as opened,
        assemble(
            opened.storage,
            pool,
            clock,
            user_agent="test",
            allowed_private_networks=allowed,
            connect=way,
            ways={name: way_out(there) for name, there in (ways or {}).items()},
        ) as pipeline,
    ):
        return await pipeline.fetcher.fetch(url, proxy=proxy)


KINDS = pytest.mark.parametrize("scheme", ["http", "socks5"])


@KINDS
async def test_a_feed_comes_through_the_proxy_which_is_told_the_number_that_was_checked(
    proxy: Proxy, site: Site, scheme: str, tmp_path: Path
) -> None:
    site.feed("/rss", b"<rss/>")
    url = site.url.replace("127.0.0.1", "localhost") + "/rss"
    answer = await fetch(tmp_path, url, proxy.address(scheme), HERE)
    assert isinstance(answer, Fetched), answer
    assert answer.body == b"<rss/>"
    ((host, _),) = proxy.asked
    assert host == "127.0.0.1"


@KINDS
async def test_hosts_that_are_not_named_are_reached_directly(
    proxy: Proxy, site: Site, scheme: str, tmp_path: Path
) -> None:
    site.feed("/rss", b"<rss/>")
    url = site.url.replace("127.0.0.1", "localhost") + "/rss"
    for hosts, count in ((("blocked.example",), 0), (("blocked.example", "localhost"), 1)):
        answer = await fetch(tmp_path, url, proxy.address(scheme), HERE, hosts=hosts)
        assert isinstance(answer, Fetched), answer
        assert len(proxy.asked) == count
    refused = await fetch(tmp_path, url, proxy.address(scheme), hosts=("blocked.example",))
    assert isinstance(refused, Failed)
    assert refused.outcome is PollOutcome.BLOCKED, "the guard stands on the direct way as well"


@KINDS
async def test_a_feed_goes_through_the_proxy_that_it_names_or_directly_whatever_holds_for_the_others(
    proxy: Proxy, site: Site, scheme: str, tmp_path: Path
) -> None:
    site.feed("/rss", b"<rss/>")
    site.status("/moved", 302, Location="/rss")
    nobody, ways = f"{scheme}://127.0.0.1:1", {"kz": proxy.address(scheme)}
    for path, name, count in (("/rss", "kz", 1), ("/moved", "kz", 2), ("/rss", DIRECT, 2)):
        answer = await fetch(tmp_path, site.url + path, nobody, HERE, ways=ways, proxy=name)
        assert isinstance(answer, Fetched), answer
        assert len(proxy.asked) == count
    private = await fetch(tmp_path, site.url + "/rss", "", ways=ways, proxy="kz")
    assert isinstance(private, Failed)
    assert private.outcome is PollOutcome.BLOCKED, "addresses are guarded on each way"
    assert len(proxy.asked) == 2


async def test_a_proxy_that_the_settings_no_longer_name_is_asked_for_and_nothing_is_fetched_without_it(
    site: Site, tmp_path: Path
) -> None:
    answer = await fetch(tmp_path, site.url + "/rss", "", HERE, proxy="kz")
    assert isinstance(answer, Failed)
    assert (answer.reason, answer.is_ours) == (Reason("feed-error-proxy", {"name": "kz"}), True)
    assert not site.asked


@pytest.mark.parametrize(
    ("host", "is_led"),
    [("outlet.example", True), ("WWW.Outlet.example.", True), ("myoutlet.example", False), ("other.example", False)],
)
def test_a_host_below_a_named_one_is_named(host: str, *, is_led: bool) -> None:
    assert leads_through(host, ("outlet.example",)) is is_led
    assert leads_through(host, ())


@KINDS
async def test_a_private_address_is_refused_before_the_proxy_hears_of_it(
    proxy: Proxy, site: Site, scheme: str, tmp_path: Path
) -> None:
    for url in (site.url, site.url.replace("127.0.0.1", "localhost"), "http://169.254.169.254/"):
        answer = await fetch(tmp_path, url, proxy.address(scheme))
        assert isinstance(answer, Failed)
        assert answer.outcome is PollOutcome.BLOCKED
    assert proxy.asked == []


@KINDS
async def test_a_proxy_that_refuses_or_is_not_there_says_nothing_of_the_feed(
    proxy: Proxy, site: Site, scheme: str, tmp_path: Path
) -> None:
    proxy.refuses = True
    for address in (proxy.address(scheme), f"{scheme}://127.0.0.1:1", f"{scheme}://no-such-host.invalid:8080"):
        answer = await fetch(tmp_path, site.url, address, HERE)
        assert isinstance(answer, Failed)
        assert (answer.reason.key, answer.is_ours) == ("feed-error-connect", True)


@KINDS
async def test_a_proxy_is_told_name_and_password(proxy: Proxy, site: Site, scheme: str, tmp_path: Path) -> None:
    site.feed("/", b"<rss/>")
    proxy.login = LOGIN
    assert isinstance(await fetch(tmp_path, site.url + "/", proxy.address(scheme), HERE), Fetched)
    answer = await fetch(tmp_path, site.url + "/", f"{scheme}://127.0.0.1:{proxy.port}", HERE)
    assert isinstance(answer, Failed)
    assert answer.is_ours


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """Return a self-signed certificate for `localhost` and its key."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is needed")
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    made += ["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*made, "-out", str(cert), "-keyout", str(key)], check=True, capture_output=True)
    return cert, key


@KINDS
async def test_what_goes_through_the_tunnel_is_encrypted_for_the_target_by_name(
    proxy: Proxy, scheme: str, certificate: tuple[Path, Path]
) -> None:
    async def hello(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    served, trusted = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    served.load_cert_chain(*certificate)
    trusted.load_verify_locations(certificate[0])
    app = web.Application()
    app.router.add_get("/", hello)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=served).start()
    way = read_proxy(proxy.address(scheme))
    assert way is not None
    try:
        connector = through(way)(ssl=trusted, family=socket.AF_INET)
        async with (
            aiohttp.ClientSession(connector=connector) as session,
            session.get(f"https://localhost:{runner.addresses[0][1]}/") as answer,
        ):
            assert await answer.text() == "hello"
    finally:
        await runner.cleanup()
    assert [host for host, _ in proxy.asked] == ["127.0.0.1"]


@KINDS
async def test_telegrams_name_is_left_to_the_proxy(proxy: Proxy, scheme: str, tmp_path: Path) -> None:
    way = read_proxy(proxy.address(scheme))
    assert way is not None
    proxy.leads_to = {"localhost": "127.0.0.1"}
    async with Emulator(clock=AdjustableClock()) as emulator:
        url = emulator.url.replace("127.0.0.1", "localhost")
        assert url != emulator.url
        async with connect(emulator.token, url, Pacing(FAST), connect=through(way, resolves_there=True)) as line:
            assert (await line.bot.get_me()).is_bot
    assert {host for host, _ in proxy.asked} == {"localhost"}
