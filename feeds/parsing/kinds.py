"""The kinds of sources, in the order in which they are tried; a new kind is a file and a line here."""

from collections.abc import Sequence

from feeds.parsing import json_feed, page, sitemap
from feeds.parsing.channel import kind as channel
from feeds.parsing.document import Document, Kind
from feeds.parsing.parse import KIND as FEED
from feeds.parsing.parsed import FoundFeed, ParsedFeed

KINDS: tuple[Kind, ...] = (
    json_feed.KIND,
    channel.KIND,  # recognised by its address; a page without posts raises NotAFeed with the reason
    page.KIND,
    sitemap.KIND,
    FEED,  # RSS, Atom and RDF; it is the last kind here, because it accepts every document
)


def parse(body: bytes, content_type: str = "", url: str = "", *, kinds: Sequence[Kind] = KINDS) -> ParsedFeed:
    """Read a document as the first kind that recognises it; raises NotAFeed."""
    document = Document.of(body, content_type, url)
    return _kind_of(document, kinds).parse(document)


def find_links(body: bytes, content_type: str, url: str, *, kinds: Sequence[Kind] = KINDS) -> tuple[FoundFeed, ...]:
    """Return the feeds to which a document links, in the document's order."""
    document = Document.of(body, content_type, url)
    return (_kind_of(document, kinds).links or page.links)(document)


def _kind_of(document: Document, kinds: Sequence[Kind]) -> Kind:
    return next(kind for kind in kinds if kind.is_mine(document))
