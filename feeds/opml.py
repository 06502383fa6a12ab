"""Reading and writing OPML: https://opml.org/spec2.opml"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from domain.feed import Feed, NewFeed, Reason
from feeds.parsing.decode import decode
from feeds.parsing.outlines import Tag, tags
from feeds.parsing.parsed import NotAFeed
from text.truncation import shortened

SIZE_LIMIT = 8 * 1024 * 1024  # bytes of a file
OUTLINE_LIMIT = 20_000
DEPTH_LIMIT = 20  # the most levels of folders within folders
_FOLDER_LIMIT, _TITLE_LIMIT = 200, 400
_FEED_KINDS = ("rss", "atom", "rdf", "feed")
_OTHER_KINDS = ("link", "include")  # outlines that are pages or other outline files, not feeds
_DECLARATION = re.compile(r"<!ENTITY\b")
_OPENED, _CLOSED = (re.compile(rf"<{end}(?:[\w.-]+:)?opml(?![\w.-])", re.IGNORECASE) for end in ("", "/"))


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of a person's file that cannot be used, and the reason."""

    line: int
    what: str  # the address or the title in the line that cannot be used
    reason: Reason


@dataclass(frozen=True, slots=True)
class Outline:
    line: int
    feed: NewFeed


@dataclass(frozen=True, slots=True)
class OpmlFile:
    outlines: tuple[Outline, ...]  # the outlines as written: addresses are not checked, duplicates are kept
    refused: tuple[RefusedLine, ...]


def read(document: bytes) -> OpmlFile:
    """Return every outline that can be read, and the lines that cannot; raises NotAFeed if the file has no outline."""
    if len(document) > SIZE_LIMIT:
        raise NotAFeed("feed-error-opml-too-large")
    text = decode(document).replace("\r\n", "\n").replace("\r", "\n")
    if _DECLARATION.search(text):
        raise NotAFeed("feed-error-opml-broken")  # only a hostile file declares entities, which may expand enormously
    outlines, refused = _read(list(tags(text)))
    if _OPENED.search(text) is None:
        if not outlines:
            raise NotAFeed("feed-error-opml-broken")
    elif _CLOSED.search(text) is None and outlines:
        refused.append(RefusedLine(text.rstrip().count("\n") + 1, "…", Reason("feed-error-opml-cut")))
    if not outlines and not refused:
        raise NotAFeed("feed-error-opml-empty")
    return OpmlFile(tuple(outlines), tuple(refused))


def _read(found: Sequence[Tag]) -> tuple[list[Outline], list[RefusedLine]]:
    outlines: list[Outline] = []
    refused: list[RefusedLine] = []
    folders: list[str] = []
    # Some files never close the elements of feeds. A file with no more end tags than folders is taken for one of these,
    # and its end tags close folders.
    opened = sum(not tag.is_end and not tag.is_void and not _address(tag.attributes) for tag in found)
    are_void = sum(tag.is_end for tag in found) <= opened
    for tag in found:
        if tag.is_end:
            del folders[-1:]
            continue
        url, title = _address(tag.attributes), _title(tag.attributes)
        if url:
            outlines.append(Outline(tag.line, _feed(tag.attributes, url, title, folders)))
            if len(outlines) > OUTLINE_LIMIT:
                raise NotAFeed("feed-error-opml-too-large")
        elif tag.broken is not None:
            refused.append(RefusedLine(tag.line, tag.broken, Reason("feed-error-opml-line")))
        elif _kind(tag.attributes) in (*_FEED_KINDS, *_OTHER_KINDS):
            refused.append(RefusedLine(tag.line, title or "…", Reason("feed-error-opml-no-address")))
        if not tag.is_void and not (url and are_void):
            folders.append("" if url else title)
            if len(folders) > DEPTH_LIMIT:
                raise NotAFeed("feed-error-opml-broken")
    return outlines, refused


def _feed(attributes: Mapping[str, str], url: str, title: str, folders: Sequence[str]) -> NewFeed:
    return NewFeed(
        url=url,
        title=title or host_of_line(url),
        source=shortened(" ".join(attributes.get("source", "").split()), _TITLE_LIMIT) or title or host_of_line(url),
        country=_known(attributes.get("country"), 5),
        language=_known(attributes.get("language"), 10),
        folder=shortened(" / ".join(filter(None, folders)), _FOLDER_LIMIT) or None,
        origin="opml",
    )


def _address(attributes: Mapping[str, str]) -> str:
    url = attributes.get("xmlurl", "")
    if not url and _kind(attributes) not in _OTHER_KINDS:
        url = attributes.get("url", "")
    # No real address contains &amp;, so this one was escaped once too often.
    return url.replace("&amp;", "&").strip(" \t\r\n“”„‘’")


def _title(attributes: Mapping[str, str]) -> str:
    return shortened(" ".join((attributes.get("title") or attributes.get("text") or "").split()), _TITLE_LIMIT)


def _kind(attributes: Mapping[str, str]) -> str:
    return attributes.get("type", "").strip().lower()


def write(feeds: Sequence[Feed], *, now: datetime) -> str:
    """Return the feeds as an OPML document, grouped by folder."""
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


def _outline(feed: Feed) -> str:
    attributes = {"type": "rss", "text": feed.title, "title": feed.title, "xmlUrl": feed.url, "source": feed.source}
    attributes |= {"country": feed.country or "", "language": feed.language or ""}
    return f"<outline {' '.join(f'{name}={_quote(value)}' for name, value in attributes.items() if value)}/>"


def _quote(text: str) -> str:
    return quoteattr(text, {"\n": "&#10;"})


def host_of_line(url: str) -> str:
    """Return the title for a line without one: the host of its address, even if the address is malformed."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")[:_TITLE_LIMIT]
    except ValueError:
        return url[:_TITLE_LIMIT]


def _known(value: str | None, limit: int) -> str | None:
    text = (value or "").strip().lower()
    return text if text and len(text) <= limit and text.isalpha() else None
