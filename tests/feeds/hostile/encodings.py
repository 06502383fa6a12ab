"""Encodings: declared, undeclared, wrongly declared, broken."""

from collections.abc import Sequence

from domain.article import Article
from tests.feeds.hostile.case import Case, Respond, read_well
from tests.feeds.hostile.exchange import Exchange, item, rss

TITLE = "Над рекой открыли новый мост"
WORDS = "Жители двух берегов ждали его открытия больше года, движение уже началось."


def document(declared: str | None) -> str:
    prolog = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return rss(item(title=TITLE, words=WORDS), prolog=prolog).replace("Вестник", "Вестник реки")


def encoded(encoding: str, declared: str | None = None, http: str = "", mark: bytes = b"") -> Respond:
    """Return an answer with a document in `encoding`; prolog and Content-Type may declare another one."""

    async def respond(x: Exchange) -> None:
        kind = f"application/rss+xml; charset={http}" if http else "application/rss+xml"
        await x.answer(mark + document(declared).encode(encoding), content_type=kind)

    return respond


def reads_right(articles: Sequence[Article]) -> None:
    assert articles[0].title == TITLE
    assert articles[0].text == WORDS


def _well(name: str, respond: Respond) -> Case:
    return read_well(f"encoding-{name}", respond, check=reads_right)


async def _nulls(x: Exchange) -> None:
    await x.answer(document("UTF-8").replace("мост", "\0мо\0ст\0").encode())


async def _flaws(x: Exchange) -> None:
    await x.answer(document("UTF-8").encode().replace("ждали".encode(), "ждали".encode() + b"\xd0\xff"))


async def _cut(x: Exchange) -> None:
    await x.answer(document("UTF-8").encode() + "я".encode()[:1])


async def _noise(x: Exchange) -> None:
    await x.answer(bytes((n * 7919) % 256 for n in range(50_000)))


CASES = [
    _well("utf-8-mark", encoded("utf-8", "UTF-8", mark=b"\xef\xbb\xbf")),
    _well("utf-16-le-mark", encoded("utf-16-le", "UTF-16", mark=b"\xff\xfe")),
    _well("utf-16-be-mark", encoded("utf-16-be", "UTF-16", mark=b"\xfe\xff")),
    _well("utf-16-without-mark", encoded("utf-16-le", "UTF-16")),
    _well("utf-32-mark", encoded("utf-32-le", "UTF-32", mark=b"\xff\xfe\0\0")),
    _well("koi8-r", encoded("koi8-r", "KOI8-R")),
    _well("windows-1251", encoded("windows-1251", "windows-1251")),
    _well("windows-1251-undeclared", encoded("windows-1251")),
    _well("koi8-r-undeclared", encoded("koi8-r")),
    _well("by-http-only", encoded("windows-1251", None, "windows-1251")),
    _well("windows-1251-called-utf-8", encoded("windows-1251", "UTF-8", "utf-8")),
    _well("windows-1251-called-latin", encoded("windows-1251", "ISO-8859-1")),
    _well("koi8-r-called-windows-1251", encoded("koi8-r", "windows-1251")),
    _well("koi8-r-called-utf-8", encoded("koi8-r", "UTF-8")),
    _well("utf-8-called-windows-1251", encoded("utf-8", "windows-1251", "windows-1251")),
    _well("utf-8-called-utf-16", encoded("utf-8", "UTF-16")),
    _well("unknown-name", encoded("utf-8", "x-cyrillic-2000")),
    _well("name-of-no-encoding", encoded("windows-1251", "zlib")),
    _well("name-without-end", encoded("utf-8", "u" * 5000)),
    _well("null-characters", _nulls),
    read_well("encoding-flaws", _flaws, check=lambda articles: _same(articles[0].title, TITLE)),
    read_well("encoding-cut-letter", _cut, check=reads_right),
    Case("encoding-noise", _noise, reason="feed-error-not-a-feed"),
    Case("encoding-utf-7", encoded("utf-7", "UTF-7"), "ok", None, 1),  # read as ASCII; the declaration is ignored
]


def _same(found: object, wanted: object) -> None:
    assert found == wanted
