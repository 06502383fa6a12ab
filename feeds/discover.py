"""Finding the feeds of a site: what its page links to, then the usual paths. Choices are shown, never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from feeds.fetching.addresses import BadAddress, join_address
from feeds.parsing import sitemap
from feeds.parsing.decode import decode, without_doctype

USUAL_PATHS = ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss/all", "/?feed=rss2")
CHOICES = 10
_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a site's page links to, or that answers at a usual path."""

    url: str
    title: str | None


def find_links(body: bytes, content_type: str, url: str) -> tuple[FoundFeed, ...]:
    """Return what `<link rel=alternate>` of a page names, or a sitemap of sitemaps lists, in order; a worker's job."""
    text = decode(body, content_type)
    if listed := sitemap.nested(without_doctype(text)):
        return _sitemaps(listed, url)
    page = LexborHTMLParser(text)
    base = page.css_first("base[href]")
    root = _root(url, base.attributes.get("href") if base else None)
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


def _root(url: str, base: str | None) -> str:
    """Return what a page's links are relative to; a base that is no address is passed over, as browsers do."""
    try:
        return join_address(url, base) if base else url
    except BadAddress:
        return url


def _sitemaps(addresses: Sequence[str], url: str) -> tuple[FoundFeed, ...]:
    """Return the sitemaps that a sitemap of sitemaps lists, as far as they can be fetched."""
    found: dict[str, FoundFeed] = {}
    for written in addresses:
        try:
            address = join_address(url, written)
        except BadAddress:
            continue
        found[address] = FoundFeed(address, None)
        if len(found) == CHOICES:
            break
    return tuple(found.values())


def usual_addresses(url: str) -> tuple[str, ...]:
    """Where sites commonly keep their feed; asked only when the page names none."""
    parts = urlsplit(url)
    return tuple(f"{parts.scheme}://{parts.netloc}{path}" for path in USUAL_PATHS)
