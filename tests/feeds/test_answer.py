"""An answer gives the same result in whatever pieces it is received."""

import asyncio
import gzip

import pytest
from aiohttp.client_proto import ResponseHandler
from aiohttp.http_exceptions import HttpProcessingError

from feeds.fetching.answer import HEAD_LIMIT, INTERIM_LIMIT, LINE_LIMIT, AnswerParser

BODY = b"<rss><channel><title>\xd0\x92\xd0\xb5\xd1\x81\xd1\x82\xd0\xbd\xd0\xb8\xd0\xba</title></channel></rss>"
OK = b"HTTP/1.1 200 OK\r\n"
HALVES = b"%x\r\n%b\r\n%x; last=yes\r\n%b\r\n0\r\nX-Sum: 1\r\n\r\n" % (9, BODY[:9], len(BODY) - 9, BODY[9:])
WHOLE = {
    "with-its-length": OK + b'Content-Length: %d\r\nETag: "1"\r\n\r\n' % len(BODY) + BODY,
    "odd-head": b'\r\nhttp/1.0  200\nContent-Length : %d \nX-Long: a\n  folded\nEtag:"1"\n\n' % len(BODY) + BODY,
    "chunked": OK + b'Transfer-Encoding: chunked\r\nContent-Length: 3\r\nETag: "1"\r\n\r\n' + HALVES,
    "chunked-without-carriage-returns": (OK + b"Transfer-Encoding: chunked\r\n\r\n" + HALVES).replace(b"\r\n", b"\n"),
    "after-others": b"HTTP/1.1 103 Early\r\nLink: a\r\n\r\n" + OK + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY,
    "until-the-end": OK + b"Content-Type: text/xml\r\n\r\n" + BODY,
    "with-rubbish-behind": OK + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY + b"rubbish",
}
BROKEN = {
    "no-http": b"SSH-2.0-OpenSSH_9.2\r\n",
    "no-status": b"HTTP/1.1 none\r\n\r\n",
    "no-colon": OK + b"nonsense\r\n\r\n" + BODY,
    "null": OK + b"X: a\0b\r\n\r\n" + BODY,
    "two-lengths": OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + BODY,
    "rubbish-behind": OK + b"Content-Length: 5\r\n\r\n" + BODY,
    "no-chunk-size": OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + BODY,
    "chunk-too-long": OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\n<rss>\r\n0\r\n\r\n",
    "long-line": OK + b"X: " + b"a" * LINE_LIMIT + b"\r\n\r\n",
    "long-head": OK + b"".join(b"X-%d: %b\r\n" % (n, b"a" * 9000) for n in range(HEAD_LIMIT // 9000 + 1)) + b"\r\n",
    "many-interim": b"HTTP/1.1 100 Continue\r\n\r\n" * (INTERIM_LIMIT + 1) + OK + b"\r\n",
    "cut-off": OK + b"Content-Length: 999\r\n\r\n" + BODY,
    "cut-chunks": OK + b"Transfer-Encoding: chunked\r\n\r\n" + HALVES[:30],
}


async def read(data: bytes, step: int) -> tuple[int, dict[str, str], bytes] | None:
    """Return (status, headers, body) of an answer received in pieces of `step` bytes; None if it is refused."""
    parser = AnswerParser(ResponseHandler(asyncio.get_running_loop()), asyncio.get_running_loop(), 1 << 20)
    found = None
    try:
        for start in range(0, len(data), step):
            messages, is_upgraded, rest = parser.feed_data(data[start : start + step])
            assert (is_upgraded, rest) == (False, b"")
            for message, body in messages:
                assert found is None
                found = message, body
        parser.feed_eof()
    except HttpProcessingError:
        return None
    assert found is not None
    message, body = found
    return message.code, dict(message.headers), await body.read()


@pytest.mark.parametrize("name", WHOLE)
async def test_a_whole_answer_is_read_alike_in_any_pieces(name: str) -> None:
    data = WHOLE[name]
    seen = await read(data, len(data))
    assert seen is not None
    assert (seen[0], seen[2]) == (200, BODY)
    for step in (1, 2, 3, 7, 50):
        assert await read(data, step) == seen, step


@pytest.mark.parametrize("name", BROKEN)
async def test_what_is_no_answer_is_refused_in_any_pieces(name: str) -> None:
    data = BROKEN[name]
    for step in (len(data), 4096, 50, *((1, 7) if len(data) < 5000 else ())):
        if name == "rubbish-behind" and step < len(data):
            continue  # the answer itself is complete by then
        assert await read(data, step) is None, step


async def test_only_what_the_fetcher_uses_of_a_head_is_kept() -> None:
    seen = await read(OK + b"Set-Cookie: a=b\r\nServer: x\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n", 999)
    assert seen == (200, {"retry-after": "5", "Content-Length": "0"}, b"")


async def test_a_packed_body_is_handed_on_as_it_is() -> None:
    packed = gzip.compress(BODY)
    head = OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed)
    seen = await read(head + packed, 11)
    assert seen is not None
    assert gzip.decompress(seen[2]) == BODY
