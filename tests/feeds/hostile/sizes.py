"""Compression and size: bombs, wrong lengths, endless bodies."""

import functools
import gzip
import zlib

from tests.feeds.hostile.case import Case, Respond, read_well
from tests.feeds.hostile.exchange import Exchange, item, rss

LARGE, CODING, CUT = "feed-error-too-large", "feed-error-compression", "feed-error-cut-short"
MEBIBYTE = 1 << 20


@functools.cache
def _bomb(kind: int) -> bytes:
    """Return 100 MB of a feed compressed to half a megabyte; `kind` is zlib's wbits."""
    packer = zlib.compressobj(1, zlib.DEFLATED, kind)
    parts = [packer.compress(b"<rss><channel><!--")]
    parts += [packer.compress(b" " * MEBIBYTE) for _ in range(100)]
    return b"".join([*parts, packer.flush()])


def packed(make: "functools.partial[bytes]", coding: str) -> Respond:
    async def respond(x: Exchange) -> None:
        await x.answer(make(), content_encoding=coding)

    return respond


def _plain() -> bytes:
    return rss().encode()


def _deflated() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(_plain()) + packer.flush()


def _members() -> bytes:
    return gzip.compress(b"") * 200_000


def endless(head: dict[str, str], part: bytes) -> Respond:
    async def respond(x: Exchange) -> None:
        await x.head("200 OK", {"Content-Type": "application/rss+xml"} | head)
        await x.send(b"" if "Transfer-Encoding" in head or "Content-Encoding" in head else b"<rss><channel>")
        while True:
            await x.send(part)

    return respond


async def _endless_gzip(x: Exchange) -> None:
    await x.head("200 OK", {"Content-Type": "application/rss+xml", "Content-Encoding": "gzip"})
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    while True:
        await x.send(packer.compress(b"<item><title>x</title></item>" * 10_000))


def lying(length: str, body: bytes | None = None) -> Respond:
    async def respond(x: Exchange) -> None:
        await x.answer(_plain() if body is None else body, content_length=length)

    return respond


async def _too_short(x: Exchange) -> None:
    """Send more bytes than Content-Length says, in one write, so that the surplus arrives with the answer."""
    await x.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + _plain())


async def _length_of_unpacked(x: Exchange) -> None:
    body = gzip.compress(_plain())
    await x.answer(body, content_encoding="gzip", content_length=str(len(body) + 100))


async def _two_lengths(x: Exchange) -> None:
    body = _plain()
    await x.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: %d\r\n\r\n" % len(body), body)


async def _many_items(x: Exchange) -> None:
    await x.answer(rss(*(f"<item><title>Мост {n}</title><guid>{n}</guid></item>" for n in range(50_000))))


async def _large(x: Exchange) -> None:
    await x.answer(rss(item(words="слово " * 2 * MEBIBYTE)))


async def _seven_megabytes(x: Exchange) -> None:
    await x.answer(rss(item(words="река " * (7 * MEBIBYTE // 9))))


Make = functools.partial
CASES = [
    Case("bomb-gzip", packed(Make(_bomb, 31), "gzip"), reason=LARGE),
    Case("bomb-deflate", packed(Make(_bomb, 15), "deflate"), reason=LARGE),
    Case("bomb-raw-deflate", packed(Make(_bomb, -15), "deflate"), reason=LARGE),
    Case("bomb-unannounced", packed(Make(_bomb, 31), ""), reason=LARGE),
    Case("bomb-in-gzip", packed(Make(lambda: gzip.compress(_bomb(31))), "gzip"), reason=LARGE),
    Case("nested-codings", packed(Make(lambda: gzip.compress(gzip.compress(_plain()))), "gzip, gzip"), reason=CODING),
    Case("many-codings", packed(Make(_plain), ", ".join(["gzip"] * 200)), reason=CODING),
    Case("many-members", packed(Make(_members), "gzip"), reason=CODING),
    Case("many-members-unannounced", packed(Make(_members), ""), reason=CODING),
    Case("truncated-gzip", packed(Make(lambda: gzip.compress(_plain())[:-20]), "gzip"), reason=CODING),
    Case("corrupt-gzip", packed(Make(lambda: gzip.compress(_plain())[:60] + b"\xff" * 60), "gzip"), reason=CODING),
    Case("wrong-checksum", packed(Make(lambda: gzip.compress(_plain())[:-8] + b"\0" * 8), "gzip"), reason=CODING),
    Case("brotli-unasked", packed(Make(lambda: b"\x8b\x02\x80feed\x03"), "br"), reason=CODING),
    Case("zstd-unasked", packed(Make(lambda: b"\x28\xb5\x2f\xfd\x04\x00"), "zstd"), reason=CODING),
    Case("gzip-of-nothing", packed(Make(lambda: gzip.compress(b"")), "gzip"), reason="feed-error-empty"),
    read_well("length-too-long", lying("99999")),
    Case("length-too-long-and-cut-short", lying("99999", b"<rss><channel><item>"), reason=CUT),
    Case("length-huge", lying("99999999999"), reason=LARGE),
    Case("length-negative", lying("-5"), reason="feed-error-bad-http"),
    Case("length-no-number", lying("many"), reason="feed-error-bad-http"),
    Case("length-zero", lying("0", b""), reason="feed-error-empty"),
    Case("two-lengths", _two_lengths, reason="feed-error-bad-http", also=("feed-error-not-a-feed",)),
    Case("endless", endless({}, b"<item><title>x</title></item>" * 1000), reason=LARGE),
    Case(
        "endless-chunks", endless({"Transfer-Encoding": "chunked"}, b"4000\r\n" + b"x" * 0x4000 + b"\r\n"), reason=LARGE
    ),
    Case("endless-gzip", _endless_gzip, reason=LARGE),
    Case("larger-than-the-limit", _large, reason=LARGE),
    Case("length-too-short", _too_short, reason="feed-error-bad-http"),
    read_well("gzip-that-is-plain", packed(Make(_plain), "gzip")),
    read_well("deflate-that-is-gzip", packed(Make(lambda: gzip.compress(_plain())), "deflate")),
    read_well("deflate-without-header", packed(Make(_deflated), "deflate")),
    read_well("deflate-that-is-plain", packed(Make(_plain), "deflate")),
    read_well("gzip-without-its-checksum", packed(Make(lambda: gzip.compress(_plain())[:-8]), "gzip")),
    read_well("deflate-without-its-checksum", packed(Make(lambda: zlib.compress(_plain())[:-4]), "deflate")),
    read_well("gzip-twice", packed(Make(lambda: gzip.compress(gzip.compress(_plain()))), "gzip")),
    read_well("gzip-with-words-behind", packed(Make(lambda: gzip.compress(_plain()) + b"<!-- cached -->"), "gzip")),
    read_well("gzip-with-the-length-of-the-unpacked", _length_of_unpacked),
    read_well("gzip-unannounced", packed(Make(lambda: gzip.compress(_plain())), "")),
    read_well("gzip-with-rubbish-behind", packed(Make(lambda: gzip.compress(_plain()) + b"\0" * 999), "gzip")),
    read_well(
        "gzip-in-two-members",
        packed(Make(lambda: b"".join(map(gzip.compress, (_plain()[:99], _plain()[99:])))), "gzip"),
    ),
    read_well("coding-that-is-none", packed(Make(_plain), "utf-8")),
    read_well("fifty-thousand-items", _many_items, new=1000),
    read_well("seven-megabytes", _seven_megabytes),
]
