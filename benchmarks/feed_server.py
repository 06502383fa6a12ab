"""A server of many small feeds, each on its own loopback address, which runs as a process.

It has only as much of HTTP as a feed needs (one request at a time, Content-Length, ETag), so that the measured time is
the client's. `python -m benchmarks.feed_server FEEDS ITEMS` prints the port, and stops when its input ends.
"""

import asyncio
import random
import sys
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

_WORDS = (
    "правительство", "столица", "мост", "школа", "бюджет", "река", "дорога", "парламент", "город", "область",
    "министр", "решение", "проект", "закон", "вода", "энергия", "цена", "рынок", "больница", "учитель", "студент",
    "завод", "строительство", "тариф", "суд", "комиссия", "выборы", "граница", "поезд", "урожай", "погода", "снег",
    "ремонт", "музей", "театр", "фестиваль", "команда", "матч", "победа", "экспорт", "импорт", "банк", "курс",
    "кредит", "налог", "пенсия",
)  # fmt: skip
START = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def address(number: int) -> str:
    """Return the loopback address of a feed."""
    return f"127.20.{number // 250}.{number % 250 + 1}"


def document(number: int, items: int) -> bytes:
    """Return an RSS feed of invented Russian news; equal numbers give equal bytes."""
    rng = random.Random(number)

    def sentence(length: int) -> str:
        return " ".join(rng.choice(_WORDS) for _ in range(length)).capitalize()

    parts = []
    for item in range(items):
        text = ". ".join(sentence(rng.randint(8, 16)) for _ in range(rng.randint(4, 7)))
        link = f"http://news{number}.example/{item}/{rng.getrandbits(32):x}"
        when = format_datetime(START - timedelta(minutes=23 * item + number % 20))
        parts.append(
            f"<item><title>{sentence(8)}</title><link>{link}?utm_source=rss&amp;utm_medium=feed</link>"
            f'<guid isPermaLink="true">{link}</guid><pubDate>{when}</pubDate><category>Новости</category>'
            f"<description><![CDATA[<p>{text}.</p><p><a href='{link}'>Читать далее</a></p>]]></description></item>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>Вестник {number}</title><link>http://news{number}.example/</link><language>ru</language>"
        f"<description>Новости</description>{''.join(parts)}</channel></rss>"
    ).encode()


class _Answer(asyncio.Protocol):
    def __init__(self, body: bytes, number: int) -> None:
        self._etag = b'"v-%d"' % number
        self._body = body
        self._transport: asyncio.Transport | None = None
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            request, _, self._received = self._received.partition(b"\r\n\r\n")
            assert self._transport is not None
            if b"\r\nif-none-match: " + self._etag in request.lower():
                self._transport.write(b"HTTP/1.1 304 Not Modified\r\nETag: " + self._etag + b"\r\n\r\n")
                continue
            head = (
                b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\nETag: "
                + self._etag
                + b"\r\nContent-Length: %d\r\n\r\n" % len(self._body)
            )
            self._transport.write(head + self._body)


async def _serve(feeds: int, items: int) -> None:
    loop = asyncio.get_running_loop()
    port = 0
    for number in range(feeds):
        body = document(number, items)
        server = await loop.create_server(
            lambda body=body, number=number: _Answer(body, number),  # type: ignore[misc]
            address(number),
            port,
        )
        port = server.sockets[0].getsockname()[1]
    print(port, flush=True)
    stopped = asyncio.Event()

    def wait() -> None:
        sys.stdin.read()  # until the parent process closes the pipe
        loop.call_soon_threadsafe(stopped.set)

    threading.Thread(target=wait, daemon=True).start()
    await stopped.wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
