"""A feed's bytes → ParsedFeed, by the fast reader where it is sure, else by feedparser. Runs in a worker process."""

import re
from typing import Any

import feedparser

from feeds import json_feed, sitemap, swift
from feeds.decode import decode, without_doctype
from feeds.parsed import ITEM_LIMIT, NotAFeed, ParsedFeed, RawEntry
from feeds.refresh import refresh_of

_HTML = re.compile(r"<(?:html|head|body|meta|title)\b", re.IGNORECASE)
_KINDS = {"rss": "rss", "atom": "atom", "cdf": "rss"}


def parse(body: bytes, content_type: str = "", url: str = "") -> ParsedFeed:
    """Read a feed of any kind; raises NotAFeed."""
    text = decode(body, content_type)
    head = text.lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "[")):
        return json_feed.parse(head)
    markup = without_doctype(text)
    if re.match(r"(?i)<html\b", markup) or (not markup and _HTML.search(text[:2000])):
        raise NotAFeed("feed-error-html")
    return parse_markup(markup, url)


def parse_markup(markup: str, url: str = "") -> ParsedFeed:
    """The same from text without its prolog and DOCTYPE."""
    if sitemap.is_sitemap(markup):
        return sitemap.parse(markup)
    try:
        return swift.parse(markup)
    except swift.Unsure:
        return parse_slowly(markup, url)


def parse_slowly(markup: str, url: str = "") -> ParsedFeed:
    """By feedparser, which reads whatever has ever been called a feed."""
    try:
        # Sanitising and relative links are ours to do, after the text is taken out: they cost half of its time.
        parsed = feedparser.parse(  # noqa: TID251 - this is its one home
            markup.encode("utf-8", "replace"),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError) as error:
        raise NotAFeed("feed-error-broken") from error
    if not parsed.get("version") and not parsed.entries:
        raise NotAFeed("feed-error-html" if _HTML.search(markup[:5000]) else "feed-error-not-a-feed")
    feed = parsed.feed
    version = str(parsed.get("version") or "")
    return ParsedFeed(
        kind="rdf" if version in ("rss10", "rss090") else _KINDS.get(re.sub(r"\d.*", "", version), "rss"),
        title=_text(feed.get("title")),
        link=_text(feed.get("link")),
        language=_text(feed.get("language")),
        refresh=refresh_of(feed.get("ttl"), feed.get("sy_updateperiod"), feed.get("sy_updatefrequency")),
        entries=tuple(_entry(item) for item in parsed.entries[:ITEM_LIMIT]),
        parser="feedparser",
    )


def _entry(item: Any) -> RawEntry:
    contents = [part.get("value") or "" for part in item.get("content") or ()]
    contents += [item.get("summary") or "", item.get("yandex_full-text") or ""]
    contents = [text for text in contents if isinstance(text, str)]
    return RawEntry(
        guid=_text(item.get("id")),
        link=_text(item.get("link")),
        title=_text(item.get("title")),
        html=max(contents, key=len) or None,
        published=_text(item.get("published")),
        updated=_text(item.get("updated")) if "updated" in item.keys() else None,  # noqa: SIM118 - its get() invents one
    )


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
