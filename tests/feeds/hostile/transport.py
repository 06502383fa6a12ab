"""Slow and broken connections."""

import asyncio

from tests.feeds.hostile.case import Case, Respond, read_well
from tests.feeds.hostile.exchange import Exchange, rss

TIMEOUT, CUT, BAD, SLOW = "feed-error-timeout", "feed-error-cut-short", "feed-error-bad-http", "feed-error-slow"
LARGE = "feed-error-too-large"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def says(*parts: bytes) -> Respond:
    """Answer with exactly these bytes, then close the connection."""

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
    """Send a whole feed in chunks of one byte."""
    await x.send(CHUNKED, b"".join(b"1\r\n%c\r\n" % byte for byte in rss().encode()), b"0\r\n\r\n")


async def _millions_of_chunks(x: Exchange) -> None:
    await x.send(CHUNKED)
    while True:
        await x.send(b"1\r\nx\r\n" * 50_000)


async def _early_hints(x: Exchange) -> None:
    await x.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
    await x.answer(rss())


def odd(status: bytes, *headers: bytes, end: bytes = b"\r\n", behind: bytes = b"") -> Respond:
    """Answer with a whole feed and an oddly written head; `{n}` in a header is the body's length."""
    body = rss().encode()
    lines = [status, *(header.replace(b"{n}", b"%d" % len(body)) for header in headers), b"", b""]
    return says(end.join(lines) + body + behind)


def chunked(*lines: bytes, head: bytes = CHUNKED) -> Respond:
    """Answer with a feed in two chunks; `lines` are put before the chunks, before the end, and after the end."""
    body = rss().encode()
    sizes = [line.replace(b"{a}", b"%x" % 99).replace(b"{b}", b"%x" % (len(body) - 99)) for line in lines]
    return says(head + sizes[0] + body[:99] + sizes[1] + body[99:] + sizes[2])


OK = b"HTTP/1.1 200 OK"
LENGTH, CLOSE = b"Content-Length: {n}", b"Connection: close"
ODD = [
    read_well("header-of-nine-kilobytes", odd(OK, b"X-Policy: " + b"p" * 9000, LENGTH)),
    read_well("header-of-sixty-kilobytes", odd(OK, b"Set-Cookie: a=" + b"c" * 60_000, LENGTH)),
    read_well("two-hundred-headers", odd(OK, *(b"X-%d: yes" % n for n in range(200)), LENGTH)),
    read_well("space-before-the-colon", odd(OK, b"Content-Length : {n}", b"Server\t: old")),
    read_well("no-space-after-the-colon", odd(OK, b"Content-Length:{n}", b"Server:")),
    read_well("lines-without-carriage-returns", odd(OK, LENGTH, CLOSE, end=b"\n")),
    read_well("folded-header", odd(OK, b"X-Policy: a;\r\n b;\r\n\tc", LENGTH)),
    read_well("folded-first-line", odd(OK, b" stray", LENGTH)),
    read_well("header-without-a-name", odd(OK, b": nothing", LENGTH)),
    read_well("header-with-odd-name", odd(OK, b"X Policy(1): yes", LENGTH)),
    read_well("header-in-another-encoding", odd(OK, "X-Город: Ош".encode("cp1251"), LENGTH)),
    read_well("header-with-a-control-character", odd(OK, b"X-Policy: a\x01b", LENGTH)),
    read_well("status-without-reason", odd(b"HTTP/1.1 200", LENGTH)),
    read_well("status-with-spaces", odd(b"HTTP/1.1  200   Fine then ", LENGTH)),
    read_well("status-in-small-letters", odd(b"http/1.1 200 ok", LENGTH)),
    read_well("status-of-version-one", odd(b"HTTP/1 200 OK", LENGTH)),
    read_well("status-of-version-two", odd(b"HTTP/2 200 OK", LENGTH)),
    read_well("status-of-another-age", odd(b"ICY 200 OK", LENGTH)),
    read_well("empty-lines-before-the-status", odd(b"\r\n\r\n" + OK, LENGTH)),
    read_well("two-equal-lengths", odd(OK, LENGTH, LENGTH)),
    read_well("a-list-of-equal-lengths", odd(OK, b"Content-Length: {n}, {n}")),
    read_well("an-empty-length", odd(OK, b"Content-Length:", CLOSE)),
    read_well("a-length-beside-chunks", chunked(
        b"{a}\r\n", b"\r\n{b}\r\n", b"\r\n0\r\n\r\n",
        head=HEAD + b"Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n",
    )),
    read_well("a-coding-that-is-none", odd(OK, b"Transfer-Encoding: identity", LENGTH)),
    read_well("chunked-in-capitals", chunked(
        b"{a}\r\n", b"\r\n{b}\r\n", b"\r\n0\r\n\r\n", head=HEAD + b"Transfer-Encoding:  Chunked \r\n\r\n"
    )),
    read_well("chunks-with-extensions", chunked(
        b'{a};name="a;b"; c\r\n', b"\r\n{b} ;=;=\x01\r\n", b"\r\n0;last\r\nX-Sum: 1\r\nno colon\r\n\r\n"
    )),
    read_well("chunks-with-spaces-and-zeros", chunked(b" 000{a}  \r\n", b"\r\n{b}\t\r\n", b"\r\n000\r\n\r\n")),
    read_well("chunks-without-carriage-returns", chunked(b"{a}\n", b"\n{b}\n", b"\n0\n\n")),
    read_well("chunks-without-the-last-line", chunked(b"{a}\r\n", b"\r\n{b}\r\n", b"\r\n0\r\n")),
    read_well("bytes-behind-a-closing-connection", odd(OK, LENGTH, CLOSE, behind=b"<!-- served by node 7 -->")),
    read_well("bytes-behind-version-one", odd(b"HTTP/1.0 200 OK", LENGTH, behind=b"\0\0rubbish")),
    read_well("line-breaks-behind-the-body", odd(OK, LENGTH, behind=b"\r\n\r\n")),
    read_well("bytes-behind-the-last-chunk", chunked(
        b"{a}\r\n", b"\r\n{b}\r\n", b"\r\n0\r\n\r\nrubbish",
        head=HEAD + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
    )),
    read_well("chunks-without-the-last", chunked(b"{a}\r\n", b"\r\n{b}\r\n", b"\r\n")),
    read_well("answers-before-the-answer", odd(
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nX: y\r\n\r\n"
        b"HTTP/1.1 103 Early Hints\r\n\r\n" + OK, LENGTH,
    )),
]  # fmt: skip
CASES = [
    *ODD,
    Case("unequal-lengths-in-a-list", odd(OK, b"Content-Length: {n}, 7"), reason=BAD),
    Case("a-length-with-a-sign", odd(OK, b"Content-Length: +{n}"), reason=BAD),
    Case("chunk-shorter-than-its-size", says(CHUNKED + b"5\r\n<rss>more\r\n0\r\n\r\n"), reason=CUT, also=(BAD,)),
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
