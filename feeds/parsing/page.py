"""A web page in place of a feed; it links to the site's feeds in the way that browsers look for them."""

import re

from selectolax.lexbor import LexborHTMLParser

from feeds.fetching.addresses import BadAddress, join_address
from feeds.parsing.document import Document, Kind
from feeds.parsing.parsed import CHOICES, FoundFeed, NotAFeed, ParsedFeed

HTML = re.compile(r"<(?:html|head|body|meta|title)\b", re.IGNORECASE)
_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


def links(document: Document) -> tuple[FoundFeed, ...]:
    """Return the feeds in the page's `<link rel=alternate>` elements, in their order."""
    page = LexborHTMLParser(document.text)
    base = page.css_first("base[href]")
    root = _root(document.url, base.attributes.get("href") if base else None)
    found: dict[str, FoundFeed] = {}
    for link in page.css("link[rel][href]"):
        attributes = link.attributes
        kind = (attributes.get("type") or "").partition(";")[0].strip().lower()
        rels = (attributes.get("rel") or "").lower().split()
        if "alternate" not in rels or kind not in _TYPES:
            continue
        try:
            address = join_address(root, attributes.get("href") or "")
        except BadAddress:
            continue
        title = " ".join((attributes.get("title") or "").split())[:200] or None
        found.setdefault(address, FoundFeed(address, title))
        if len(found) == CHOICES:
            break
    return tuple(found.values())


def _is_mine(document: Document) -> bool:
    if re.match(r"(?i)<html\b", document.markup):
        return True
    return not document.markup and HTML.search(document.text[:2000]) is not None


def _refuse(_: Document) -> ParsedFeed:
    raise NotAFeed("feed-error-html")


def _root(url: str, base: str | None) -> str:
    """Return the base for relative links of a page; a base that is not an address is ignored, as browsers do."""
    try:
        return join_address(url, base) if base else url
    except BadAddress:
        return url


KIND = Kind("page", _is_mine, _refuse, links)
