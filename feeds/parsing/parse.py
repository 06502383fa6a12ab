"""Reading RSS, Atom and RDF: by the fast reader if it is certain, else by feedparser. Runs in a worker process."""

import io
import re
from typing import Any
from urllib.parse import urlsplit

import feedparser

from feeds.parsing import alternates, strict
from feeds.parsing.document import Document, Kind
from feeds.parsing.identity import is_address
from feeds.parsing.order import Mark, newest
from feeds.parsing.own import only_own
from feeds.parsing.page import HTML
from feeds.parsing.parsed import ITEM_LIMIT, NotAFeed, ParsedFeed, RawEntry, RawText, beyond_limit, texts_of
from feeds.parsing.refresh import refresh_of
from text.markup import Form

_ITEM_START = re.compile(r"<(?:\w+:)?(?:item|entry)\b(?!\s*/>)[^>]*>", re.IGNORECASE)
_DATE = re.compile(
    r"<(?:\w+:)?(?:pubDate|published|issued|created|date|updated|modified)\b[^>]*>\s*(?:<!\[CDATA\[)?([^<\]]{4,100})",
    re.IGNORECASE,
)
_NAME = re.compile(r"<(?:guid|id|link)\b[^>]*>\s*(?:<!\[CDATA\[)?([^<\]]{1,500})", re.IGNORECASE)
_ITEM_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[^<>]{20000,}")
_MOST_ATTRIBUTES = 2000
_BASE = re.compile(r"""(?<=[\s"'/])(?:xml:)?base\s*=\s*("[^"<]*"|'[^'<]*'|[^\s"'<>]+)""", re.IGNORECASE)
_OPENING, _CLOSING = re.compile(r"<\w[^<>]*(?<!/)>"), re.compile(r"</\w")
# The most elements that may be open at once; HTML that was not escaped opens many, as its <br> and <p> are never
# closed.
_MOST_OPEN = 10_000
# The fields of feedparser's entries that have a date of publication, the usual ones first.
_DATES = (
    "published",
    "created",
    "prism_publicationdate",
    "datepublished",
    "date_published",
    "publisheddate",
    "publishdate",
    "pub_date",
)
# feedparser reports one type for Atom texts declared as type="text" and for those without a type. To tell them apart,
# the declared type is replaced by this one before feedparser reads the feed.
_PLAIN_TYPE = "text/x-plain"
_SAID_PLAIN = re.compile(
    r"(<(?:\w+:)?(?:title|summary|content)\b[^<>]{0,300}?\btype\s*=\s*)([\"'])text(?:/plain)?\2", re.IGNORECASE
)
_KINDS = {"rss": "rss", "atom": "atom", "cdf": "rss"}


def parse(document: Document) -> ParsedFeed:
    """Read a feed by the fast reader, or by feedparser if the fast reader is unsure; raises NotAFeed."""
    try:
        return strict.parse(document.markup)
    except strict.Unsure:
        return parse_slowly(document.markup)


def parse_slowly(markup: str) -> ParsedFeed:
    """Read a feed by feedparser, which accepts almost everything that was ever called a feed."""
    if _is_trap(markup):
        raise NotAFeed("feed-error-broken")
    markup, left_out = _shortened(_with_sound_bases(only_own(markup)))
    try:
        # feedparser would first take bytes for the name of a file, but not a stream. Sanitising and resolving links
        # would take half of its time; both are done later, on the text.
        parsed = feedparser.parse(  # noqa: TID251 - the only use of feedparser
            io.BytesIO(_SAID_PLAIN.sub(rf"\1\2{_PLAIN_TYPE}\2", markup).encode("utf-8", "replace")),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError) as error:
        raise NotAFeed("feed-error-broken") from error
    if not parsed.get("version") and not parsed.entries:
        raise NotAFeed("feed-error-html" if HTML.search(markup[:5000]) else "feed-error-not-a-feed")
    if parsed.get("bozo") and not any(map(_says_anything, parsed.entries[:ITEM_LIMIT])):
        raise NotAFeed("feed-error-broken")
    feed = parsed.feed
    version = str(parsed.get("version") or "")
    is_atom = version.startswith("atom")
    return ParsedFeed(
        kind="rdf" if version in ("rss10", "rss090") else _KINDS.get(re.sub(r"\d.*", "", version), "rss"),
        title=_text(feed.get("title")),
        link=_text(feed.get("link")),
        language=_text(feed.get("language")),
        refresh=refresh_of(feed.get("ttl"), feed.get("sy_updateperiod"), feed.get("sy_updatefrequency")),
        entries=tuple(_entry(item, is_atom=is_atom) for item in parsed.entries[:ITEM_LIMIT]),
        parser="feedparser",
        left_out=beyond_limit(left_out),
    )


def _is_trap(markup: str) -> bool:
    """Return whether the markup is made to block the parser, whose time grows with the square of attributes and depth.

    If such a document is not recognised here, the worker is stopped by its timeout, after ten seconds.
    """
    if "<" * 1000 in markup or any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(markup)):
        return True
    return len(_OPENING.findall(markup)) - len(_CLOSING.findall(markup)) > _MOST_OPEN


def _with_sound_bases(markup: str) -> str:
    """Return the markup without each base that is no address, after which feedparser loses the next entry's fields."""

    def kept(base: re.Match[str]) -> str:
        try:
            urlsplit(base[1].strip("\"'"))
        except ValueError:
            return ""
        return base[0]

    return _BASE.sub(kept, markup)


def _shortened(markup: str) -> tuple[str, int]:
    """Return the feed without the oldest items beyond ITEM_LIMIT, and their number.

    They are removed before the feed is parsed, because parsing takes a millisecond for each item.
    """
    ends = [match.end() for match in _ITEM_END.finditer(markup)]
    start = _ITEM_START.search(markup)
    if len(ends) <= ITEM_LIMIT or start is None:
        return markup, 0
    items = [markup[begin:end] for begin, end in zip([start.start(), *ends[:-1]], ends, strict=True)]
    kept, left_out = newest([Mark(_found(_DATE, item), _found(_NAME, item)) for item in items], ITEM_LIMIT)
    return markup[: start.start()] + "".join(items[number] for number in kept) + markup[ends[-1] :], left_out


def _found(pattern: re.Pattern[str], item: str) -> str | None:
    match = pattern.search(item)
    return match[1].strip() if match else None


def _entry(item: Any, *, is_atom: bool) -> RawEntry:
    guid, link = _text(item.get("id")), _text(item.get("link"))
    pages = alternates.pages(item.get("links") or ()) if is_atom else ()
    if pages:
        link = pages[0].address
    elif is_atom and not is_address(guid):
        link = alternates.itself(item.get("links") or ()) or alternates.content_page(item.get("content") or ()) or link
    return RawEntry(
        guid=guid,
        # feedparser uses the guid as a missing link; that is undone if the guid is no address.
        link=None if link == guid and not is_address(guid) else link,
        title=_text(item.get("title")),
        title_form=_form(item.get("title_detail"), is_atom=is_atom),
        texts=_texts(item, is_atom=is_atom),
        published=next((text for name in _DATES if (text := _text(item.get(name)))), None),
        # Without this check, feedparser's get() would return the date of publication for a missing "updated".
        updated=_text(item.get("updated")) if "updated" in item.keys() else None,  # noqa: SIM118
        language=alternates.language_of(item) if len(pages) > 1 else None,
        alternates=pages if len(pages) > 1 else (),
    )


def _texts(item: Any, *, is_atom: bool) -> tuple[RawText, ...]:
    parts = [*(item.get("content") or ()), *(item.get(f"{name}_detail") for name in ("summary", "subtitle"))]
    found = [RawText(part.get("value") or "", _form(part, is_atom=is_atom)) for part in parts if part]
    found += [RawText(item.get(name) or "") for name in ("summary", "subtitle", "yandex_full-text")]
    return texts_of(text for text in reversed(found) if isinstance(text.value, str))


def _form(detail: Any, *, is_atom: bool) -> Form:
    """Return the form of text that an Atom element declares; RSS does not declare any."""
    kind = (detail or {}).get("type") if is_atom else None
    return {_PLAIN_TYPE: Form.TEXT, "text/plain": Form.UNSAID}.get(str(kind), Form.HTML)


def _says_anything(item: Any) -> bool:
    return any(item.get(name) for name in ("title", "summary", "content"))


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


KIND = Kind("feed", lambda _: True, parse)
