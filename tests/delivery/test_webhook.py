"""Updates by webhook, on a port that is open to the internet."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from delivery.inbox import Inbox
from delivery.webhook import PATH, SECRET_HEADER, WebhookServer
from domain.ids import UpdateId
from tests.delivery.rig import Rig

SECRET = "spring-water"
UPDATE = {"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"}}


class Door:
    def __init__(self, rig: Rig) -> None:
        self.seen: list[int] = []
        self.inbox = Inbox(rig.bot, rig.storage.inbox, self.handle, clock=rig.clock)
        self.server = WebhookServer(self.inbox, SECRET, head_patience=0.4, body_patience=0.4, most_bodies=3)

    async def handle(self, update: object) -> None:
        self.seen.append(update.update_id)  # type: ignore[attr-defined]

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.port}{path}"


@pytest.fixture
async def door(rig: Rig) -> AsyncIterator[Door]:
    door = Door(rig)
    await door.inbox.start()
    await door.server.start("127.0.0.1", 0)
    yield door
    await door.server.close()
    await door.inbox.close()


async def post(door: Door, **options: object) -> int:
    async with aiohttp.ClientSession() as session, session.post(door.url(PATH), **options) as answer:  # type: ignore[arg-type]
        return answer.status


@contextlib.asynccontextmanager
async def wire(door: Door) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.server.port)
    try:
        yield reader, writer
    finally:
        writer.close()


def head(length: object, *, secret: bytes = SECRET.encode(), method: bytes = b"POST") -> bytes:
    lines = [method + b" " + PATH.encode() + b" HTTP/1.1", b"Host: bot", SECRET_HEADER.encode() + b": " + secret]
    return b"\r\n".join([*lines, f"Content-Length: {length}".encode(), b"", b""])


async def status(reader: asyncio.StreamReader) -> int:
    line = await asyncio.wait_for(reader.readline(), 10)
    return int(line.split()[1])


async def test_an_update_is_stored_answered_and_handled_once(door: Door, rig: Rig) -> None:
    for _ in range(2):
        assert await post(door, json=UPDATE, headers={SECRET_HEADER: SECRET}) == 200
    await door.inbox.settle()
    assert door.seen == [5]
    assert [row[0] for row in await rig.inside.updates()] == [5]


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "guess"}, {SECRET_HEADER: ""}, {SECRET_HEADER: "тайна"}])
async def test_without_the_secret_there_is_nothing_here(door: Door, headers: dict[str, str]) -> None:
    assert await post(door, json=UPDATE, headers=headers) == 404
    await door.inbox.settle()
    assert door.seen == []


@pytest.mark.parametrize("secret", [b"\xff\xfe", b"\xed\xa0\x80", SECRET.encode() + b"\xff", b"a" * 4000])
async def test_a_secret_of_any_bytes_is_only_wrong(door: Door, secret: bytes) -> None:
    async with wire(door) as (reader, writer):
        writer.write(head(2, secret=secret) + b"{}")
        assert await status(reader) == 404


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: SECRET}])
async def test_any_other_method_finds_nothing(door: Door, method: str, headers: dict[str, str]) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, door.url(PATH), headers=headers) as answer,
    ):
        assert answer.status == 404


@pytest.mark.parametrize("path", ["/health", "/metrics", "/", "/telegram/"])
async def test_nothing_else_is_on_the_public_port(door: Door, path: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(door.url(path), headers={SECRET_HEADER: SECRET}) as answer,
    ):
        assert answer.status == 404


BODIES = [b"", b"{", b"[]", b'{"update_id": "x"}', b'{"update_id": true}', b'{"update_id": -1}', b"\xff\xfe",
          b'{"update_id": 1e400}', b'{"update_id": 99999999999999999999}', b"[" * 100_000, b"null"]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body[:24])
async def test_what_is_no_update_is_refused(door: Door, body: bytes) -> None:
    assert await post(door, data=body, headers={SECRET_HEADER: SECRET}) == 400


@pytest.mark.parametrize(
    "junk",
    [
        b"\x16\x03\x01\x00\x05\x01" + bytes(50),
        b"GET / HTTP/1.1\r\nX: " + b"a" * 9000 + b"\r\n\r\n",
        head("x"),
        head(-1),
    ],
    ids=["TLS", "long header", "no length", "negative length"],
)
async def test_a_strangers_bad_http_is_refused_and_is_no_error_of_ours(
    door: Door, caplog: pytest.LogCaptureFixture, junk: bytes
) -> None:
    async with wire(door) as (reader, writer):
        writer.write(junk)
        assert await status(reader) == 400
    assert caplog.records == []


async def test_a_body_that_is_too_long_is_refused_whether_it_says_so_or_not(door: Door) -> None:
    async with wire(door) as (reader, writer):
        writer.write(head(5 << 20))
        assert await status(reader) == 413

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * (1 << 16)

    with contextlib.suppress(aiohttp.ClientError):  # the connection may be closed before we have sent everything
        assert await post(door, data=chunks(), headers={SECRET_HEADER: SECRET}) == 413


async def test_a_body_that_does_not_come_is_not_waited_for(door: Door) -> None:
    async with wire(door) as (reader, writer):
        writer.write(head(200) + b'{"update_id"')
        assert await status(reader) == 408


async def test_bodies_that_come_slowly_are_bounded_in_number_and_close_waits_for_none(door: Door) -> None:
    async with contextlib.AsyncExitStack() as stack:
        for _ in range(3):
            _, writer = await stack.enter_async_context(wire(door))
            writer.write(head(200) + b"{")
        await asyncio.sleep(0.1)
        assert await post(door, json=UPDATE, headers={SECRET_HEADER: SECRET}) == 503
        began = time.monotonic()
        await door.server.close()
        assert time.monotonic() - began < 5


async def test_a_connection_that_asks_nothing_is_closed(door: Door) -> None:
    for said in (b"", b"POST /telegram HTTP/1.1\r\nHost: bot\r\nX-A: "):
        async with wire(door) as (reader, writer):
            writer.write(said)
            assert await asyncio.wait_for(reader.read(), 10) == b""


async def test_a_connection_that_has_asked_is_kept(door: Door) -> None:
    body = json.dumps(UPDATE).encode()
    async with wire(door) as (reader, writer):
        for _ in range(2):
            writer.write(head(len(body)) + body)
            assert await status(reader) == 200
            await reader.readuntil(b"\r\n\r\n")
            await asyncio.sleep(0.5)


async def test_a_stranger_who_does_not_send_the_body_is_answered_at_once(door: Door) -> None:
    async with wire(door) as (reader, writer):
        writer.write(head(1 << 30, secret=b"guess"))
        assert await status(reader) == 404


async def test_what_could_not_be_stored_is_left_with_telegram(door: Door, rig: Rig) -> None:
    async def failing(*_: object, **__: object) -> frozenset[UpdateId]:
        raise OSError("disk full")

    rig.storage.inbox.put = failing  # type: ignore[method-assign]
    assert await post(door, json=UPDATE, headers={SECRET_HEADER: SECRET}) == 503


async def test_updates_come_through_the_emulators_webhook(door: Door, rig: Rig) -> None:
    await rig.bot.set_webhook(door.url(PATH), secret_token=SECRET)
    person = await rig.emulator.person()
    await person.send("/start")
    async with asyncio.timeout(5):
        while not door.seen:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert len(door.seen) == 1
    await rig.bot.delete_webhook()


def test_a_webhook_without_a_secret_is_not_opened(rig: Rig) -> None:
    inbox = Inbox(rig.bot, rig.storage.inbox, lambda _: asyncio.sleep(0), clock=rig.clock)
    with pytest.raises(ValueError, match="secret"):
        WebhookServer(inbox, "")
