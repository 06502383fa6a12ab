"""Redirects and addresses, none of which may reach the trap."""

from tests.feeds.hostile.case import Case, Respond, read_well
from tests.feeds.hostile.exchange import Exchange, rss

PRIVATE, SCHEME, CREDENTIALS = "feed-error-private-address", "feed-error-scheme", "feed-error-credentials"
ADDRESS, NO_HOST = "feed-error-address", "feed-error-no-such-host"


def to(location: str, status: str = "302 Found") -> Respond:
    """Redirect to `location`, after filling in {trap} and {base}."""

    async def respond(x: Exchange) -> None:
        where = location.replace("{trap}", str(x.trap)).replace("{base}", x.base)
        await x.answer("", status, location=where)

    return respond


async def _without_location(x: Exchange) -> None:
    await x.answer("", "301 Moved Permanently")


async def _loop(x: Exchange) -> None:
    await x.answer("", "302 Found", location=f"/{x.case}/")


async def _two_faces(x: Exchange) -> None:
    await x.answer("", "307 Temporary Redirect", location=f"/{x.case}/{'b' if x.path == 'a' else 'a'}")


async def _endless(x: Exchange) -> None:
    await x.answer("", "308 Permanent Redirect", location=f"/{x.case}/{x.hit}")


async def _five_hops(x: Exchange) -> None:
    if x.hit < 5:
        await x.answer("", "303 See Other", location=f"/{x.case}/{x.hit}")
    else:
        await x.answer(rss())


async def _second_hop(x: Exchange) -> None:
    there = f"http://127.0.0.1:{x.trap}/" if x.path else f"/{x.case}/next"
    await x.answer("", "302 Found", location=there)


async def _with_a_body(x: Exchange) -> None:
    """Redirect with an endless body, which the fetcher must not read."""
    if x.path:
        await x.answer(rss())
        return
    await x.head("302 Found", {"Location": f"/{x.case}/next", "Content-Length": "99999999999"})
    while True:
        await x.send(b"x" * 65536)


def _to_oddly_written(tail: str) -> Respond:
    async def respond(x: Exchange) -> None:
        if x.path:
            await x.answer(rss())
        else:
            await x.answer("", "302 Found", location=f"/{x.case}/{tail}")

    return respond


# Characters that browsers encode before a request.
_ODDLY_WRITTEN = {
    "with-a-space": "my feed.xml",
    "in-cyrillic": "новости.xml",
    "with-quotes": 'a|b"c<d>.xml',
    "with-a-bare-percent": "100%.xml",
    "with-a-backslash": "a\\b.xml",
    "in-windows-1251": "новости".encode("windows-1251").decode("ascii", "surrogateescape"),
}
_REFUSED = {
    "loopback": "http://127.0.0.1:{trap}/",
    "loopback-6": "http://[::1]:{trap}/",
    "another-loopback": "http://127.0.0.3:{trap}/",
    "this-host": "http://0.0.0.0:{trap}/",
    "this-host-6": "http://[::]:{trap}/",
    "decimal": "http://2130706433:{trap}/",
    "octal": "http://0177.0.0.1:{trap}/",
    "long-octal": "http://017700000001:{trap}/",
    "hexadecimal": "http://0x7f000001:{trap}/",
    "hexadecimal-parts": "http://0x7f.0.0.0x1:{trap}/",
    "short": "http://127.1:{trap}/",
    "full-width": "http://１２７.０.０.１:{trap}/",
    "circled": "http://①②⑦.⓪.⓪.①:{trap}/",
    "mapped": "http://[::ffff:127.0.0.1]:{trap}/",
    "mapped-hexadecimal": "http://[::ffff:7f00:1]:{trap}/",
    "compatible": "http://[::127.0.0.1]:{trap}/",
    "nat64": "http://[64:ff9b::7f00:1]:{trap}/",
    "nat64-local": "http://[64:ff9b:1::7f00:1]:{trap}/",
    "6to4": "http://[2002:7f00:1::]:{trap}/",
    "teredo": "http://[2001:0:7f00:1::]:{trap}/",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "metadata-6": "http://[fd00:ec2::254]/latest/meta-data/",
    "carrier-nat": "http://100.64.0.1/",
    "ten": "http://10.0.0.1/",
    "one-seven-two": "http://172.16.0.1/",
    "one-nine-two": "http://192.168.0.1/",
    "link-local-6": "http://[fe80::1%25lo]/",
    "unique-local": "http://[fc00::1]/",
    "multicast": "http://224.0.0.1/",
    "broadcast": "http://255.255.255.255/",
    "benchmarking": "http://198.18.0.1/",
    "localhost": "http://localhost:{trap}/",
    "no-scheme": "//127.0.0.1:{trap}/",
    "over-tls": "https://127.0.0.1:{trap}/",
}
_BAD = {
    "user-trick": ("http://127.0.0.2:80@127.0.0.1:{trap}/", CREDENTIALS),
    "password": ("http://reader:secret@127.0.0.2/", CREDENTIALS),
    "backslash-trick": ("http://127.0.0.2\\@127.0.0.1:{trap}/", CREDENTIALS),
    "file": ("file:///etc/passwd", SCHEME),
    "ftp": ("ftp://127.0.0.1:{trap}/", SCHEME),
    "gopher": ("gopher://127.0.0.1:{trap}/_", SCHEME),
    "data": ("data:application/rss+xml,<rss/>", SCHEME),
    "javascript": ("javascript:alert(1)", SCHEME),
    "port-zero": ("http://127.0.0.2:0/", ADDRESS),
    "port-too-high": ("http://127.0.0.2:99999/", ADDRESS),
    "far-too-long": ("http://127.0.0.2/" + "\\" * 60_000, ADDRESS),
    "too-long": ("http://127.0.0.2/" + "a" * 5000, ADDRESS),
    "direction-mark": ("http://127.0.0.2/\u202efeed", ADDRESS),
    "broken-brackets": ("http://[::1/", ADDRESS),
}

CASES = [
    *(Case(f"redirect-{name}", to(where), "blocked", PRIVATE) for name, where in _REFUSED.items()),
    *(Case(f"redirect-{name}", to(where), "blocked", reason) for name, (where, reason) in _BAD.items()),
    Case("redirect-permanent-loopback", to("http://127.0.0.1:{trap}/", "301 Moved"), "blocked", PRIVATE),
    Case("redirect-second-hop", _second_hop, "blocked", PRIVATE),
    Case("redirect-without-location", _without_location, reason="feed-error-redirect"),
    Case("redirect-empty-location", to(" "), reason="feed-error-redirect"),
    Case("redirect-to-itself", _loop, reason="feed-error-redirects"),
    Case("redirect-two-faces", _two_faces, reason="feed-error-redirects"),
    Case("redirect-endless", _endless, reason="feed-error-redirects"),
    Case("redirect-no-such-host", to("http://nowhere.invalid/"), reason=NO_HOST),
    Case("redirect-closed-port", to("http://127.0.0.2:1/"), reason="feed-error-connect"),
    *(read_well(f"redirect-{name}", _to_oddly_written(tail)) for name, tail in _ODDLY_WRITTEN.items()),
    read_well("redirect-five-hops", _five_hops),
    read_well("redirect-with-a-body", _with_a_body),
]
