"""Slow and broken transport."""

import asyncio

from tests.feeds.hostile.case import Case, Respond, read_well
from tests.feeds.hostile.exchange import Exchange, rss

TIMEOUT, CUT, BAD, SLOW = "feed-error-timeout", "feed-error-cut-short", "feed-error-bad-http", "feed-error-slow"
LARGE = "feed-error-too-large"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def says(*parts: bytes) -> Respond:
    """Exactly these bytes, and the connection is closed."""

    async def respond(x: Exchange) -> None:
        await x.send(*parts)

    return respond


def drips(head: bytes, part: bytes, pause: float) -> Respond:
    async def respond(x: Exchange) -> None:
        await x.send(head)
        while True:
            await x.send(part)
            await asyncio.sleep(pause)

    return respond


async def _reset(x: Exchange) -> None:
    x.reset()


async def _reset_in_the_middle(x: Exchange) -> None:
    await x.send(HEAD + b"Content-Length: 9999\r\n\r\n<rss>")
    await asyncio.sleep(0.05)
    x.reset()


async def _silence(x: Exchange) -> None:
    await asyncio.sleep(30)


async def _silence_after_headers(x: Exchange) -> None:
    await x.send(HEAD + b"Content-Length: 999\r\n\r\n<rss>")
    await asyncio.sleep(30)


async def _tiny_chunks(x: Exchange) -> None:
    """A whole feed, a byte a chunk."""
    await x.send(CHUNKED, b"".join(b"1\r\n%c\r\n" % byte for byte in rss().encode()), b"0\r\n\r\n")


async def _millions_of_chunks(x: Exchange) -> None:
    await x.send(CHUNKED)
    while True:
        await x.send(b"1\r\nx\r\n" * 50_000)


async def _early_hints(x: Exchange) -> None:
    await x.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
    await x.answer(rss())


CASES = [
    Case("reset-at-once", _reset, reason=CUT),
    Case("reset-in-the-middle", _reset_in_the_middle, reason=CUT),
    Case("closed-at-once", says(), reason=CUT),
    Case("closed-after-status", says(b"HTTP/1.1 200 OK\r\n"), reason=CUT, also=(BAD,)),
    Case("closed-in-headers", says(HEAD[:40]), reason=CUT, also=(BAD,)),
    Case("cut-short", says(HEAD + b"Content-Length: 999\r\n\r\n<rss>"), reason=CUT),
    Case("chunks-cut-short", says(CHUNKED + b"ff\r\n<rss>"), reason=CUT),
    Case("chunks-without-end", says(CHUNKED + b"5\r\n<rss>\r\n"), reason=CUT),
    Case("chunk-size-broken", says(CHUNKED + b"zz\r\n<rss>\r\n0\r\n\r\n"), reason=CUT, also=(BAD,)),
    Case("chunk-size-negative", says(CHUNKED + b"-5\r\n<rss>\r\n0\r\n\r\n"), reason=CUT, also=(BAD,)),
    Case("chunk-size-absurd", says(CHUNKED + b"f" * 40 + b"\r\n<rss>"), reason=CUT, also=(BAD,)),
    Case("chunk-extension-endless", drips(CHUNKED + b"5;a=", b"x" * 65536, 0), reason=CUT, also=(BAD, LARGE, TIMEOUT)),
    Case(
        "trailers-endless",
        drips(CHUNKED + b"0\r\n", b"X-A: " + b"b" * 999 + b"\r\n", 0),
        reason=CUT,
        also=(BAD, LARGE, TIMEOUT),
    ),
    Case("chunks-of-a-byte-endless", _millions_of_chunks, reason=LARGE, also=(TIMEOUT,)),
    Case("silence", _silence, reason=TIMEOUT),
    Case("silence-after-headers", _silence_after_headers, reason=TIMEOUT),
    Case("headers-drip", drips(b"HTTP/1.1 200 OK\r\n", b"X", 0.1), reason=TIMEOUT),
    Case("header-lines-drip", drips(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.1), reason=TIMEOUT),
    Case("body-drips", drips(HEAD + b"\r\n", b" ", 0.1), reason=SLOW),
    Case("chunks-drip", drips(CHUNKED, b"1\r\nx\r\n", 0.1), reason=SLOW),
    Case("slower-than-patience", drips(HEAD + b"\r\n", b" " * 999, 0.2), reason=TIMEOUT),
    Case(
        "headers-endless", drips(b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"b" * 99 + b"\r\n", 0), reason=BAD, also=(LARGE,)
    ),
    Case("header-line-endless", drips(b"HTTP/1.1 200 OK\r\nX-A: ", b"b" * 65536, 0), reason=BAD, also=(TIMEOUT,)),
    Case("status-line-endless", drips(b"HTTP/1.1 200 ", b"O" * 65536, 0), reason=BAD, also=(TIMEOUT,)),
    Case("header-too-long", says(HEAD + b"X-A: " + b"b" * 100_000 + b"\r\n\r\n<rss/>"), reason=BAD),
    Case("continue-endless", drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100, 0), reason=BAD, also=(LARGE, TIMEOUT)),
    Case(
        "switching-protocols",
        says(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: news\r\n\r\n<rss/>"),
        reason="feed-error-status",
        also=(BAD,),
    ),
    Case("http-0.9", says(rss().encode()), reason=BAD),
    Case("another-protocol", says(b"SSH-2.0-OpenSSH_9.2\r\n"), reason=BAD),
    Case("binary", says(bytes(range(256)) * 4), reason=BAD),
    Case("status-no-number", says(b"HTTP/1.1 abc OK\r\n\r\n"), reason=BAD),
    Case("status-negative", says(b"HTTP/1.1 -200 OK\r\n\r\n"), reason=BAD),
    Case("header-without-colon", says(HEAD + b"nonsense\r\n\r\n" + rss().encode()), reason=BAD),
    Case("header-with-null", says(HEAD + b"X-A: a\0b\r\n\r\n" + rss().encode()), reason=BAD),
    Case(
        "plain-where-tls-belongs",
        says(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
        reason="feed-error-tls",
        scheme="https",
        also=("feed-error-connect", CUT, TIMEOUT),
    ),
    read_well("until-closed", says(HEAD + b"\r\n", rss().encode())),
    read_well("a-byte-a-chunk", _tiny_chunks),
    read_well("early-hints", _early_hints),
]
