"""OPML in and out: https://opml.org/spec2.opml"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from lxml import etree

from domain.feed import Feed, NewFeed
from feeds.parsing.decode import decode, without_doctype
from feeds.parsing.parsed import NotAFeed

SIZE_LIMIT = 8 * 1024 * 1024  # bytes
OUTLINE_LIMIT = 20_000
DEPTH_LIMIT = 20  # folders within folders
_FOLDER_LIMIT, _TITLE_LIMIT = 200, 400


def read(document: bytes) -> tuple[NewFeed, ...]:
    """Every outline with an address, as it stands (addresses unchecked, duplicates kept); raises NotAFeed."""
    if len(document) > SIZE_LIMIT:
        raise NotAFeed("feed-error-opml-too-large")
    markup = without_doctype(decode(document))
    # Entities were declared in the DOCTYPE that is gone; huge_tree stays off, so depth and text are limited.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAFeed("feed-error-opml-broken") from error
    if str(root.tag).lower() != "opml":
        raise NotAFeed("feed-error-opml-broken")
    body = root.find("body")
    feeds: list[NewFeed] = []
    for feed in _outlines(root if body is None else body, (), 0):
        feeds.append(feed)
        if len(feeds) > OUTLINE_LIMIT:
            raise NotAFeed("feed-error-opml-too-large")
    if not feeds:
        raise NotAFeed("feed-error-opml-empty")
    return tuple(feeds)


def write(feeds: Sequence[Feed], *, now: datetime) -> str:
    """The feeds as an OPML document, by folder."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>Jarchi</title><dateCreated>{format_datetime(now)}</dateCreated></head>",
        "  <body>",
    ]
    folders: dict[str | None, list[Feed]] = {}
    for feed in feeds:
        folders.setdefault(feed.folder, []).append(feed)
    for folder, members in sorted(folders.items(), key=lambda pair: pair[0] or ""):
        indent = "    "
        if folder:
            lines.append(f"    <outline text={_quote(folder)}>")
            indent = "      "
        lines += [f"{indent}{_outline(feed)}" for feed in members]
        if folder:
            lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outlines(parent: etree._Element, folders: tuple[str, ...], depth: int) -> Iterator[NewFeed]:
    if depth > DEPTH_LIMIT:
        raise NotAFeed("feed-error-opml-broken")
    for outline in parent.iterchildren("outline"):
        title = " ".join((outline.get("title") or outline.get("text") or "").split())[:_TITLE_LIMIT]
        url = (outline.get("xmlUrl") or outline.get("xmlurl") or outline.get("xmlURL") or "").strip()
        if url:
            yield NewFeed(
                url=url,
                title=title or _host(url),
                source=" ".join((outline.get("source") or "").split())[:_TITLE_LIMIT] or title or _host(url),
                country=_known(outline.get("country"), 5),
                language=_known(outline.get("language"), 10),
                folder=" / ".join(folders)[:_FOLDER_LIMIT] or None,
                origin="opml",
            )
        yield from _outlines(outline, (*folders, title) if title else folders, depth + 1)


def _outline(feed: Feed) -> str:
    attributes = {"type": "rss", "text": feed.title, "title": feed.title, "xmlUrl": feed.url, "source": feed.source}
    attributes |= {"country": feed.country or "", "language": feed.language or ""}
    return f"<outline {' '.join(f'{name}={_quote(value)}' for name, value in attributes.items() if value)}/>"


def _quote(text: str) -> str:
    return quoteattr(text, {"\n": "&#10;"})


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")[:_TITLE_LIMIT]
    except ValueError:
        return url[:_TITLE_LIMIT]


def _known(value: str | None, limit: int) -> str | None:
    text = (value or "").strip().lower()
    return text if text and len(text) <= limit and text.isalpha() else None
