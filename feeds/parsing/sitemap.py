"""Reading news sitemaps: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"""

import re

from lxml import etree

from feeds.fetching.addresses import BadAddress, join_address
from feeds.parsing.dates import EARLIEST, read_date
from feeds.parsing.document import Document, Kind
from feeds.parsing.order import Mark, newest
from feeds.parsing.parsed import CHOICES, ITEM_LIMIT, FoundFeed, NotAFeed, ParsedFeed, RawEntry, beyond_limit

_ROOT = re.compile(r"<(?:[\w-]+:)?(urlset|sitemapindex)\b")
# Sitemap extensions that describe something else on a page, such as a picture; they have titles and dates of their own.
_OTHERS = frozenset(["image", "video", "mobile", "pagemap", "link", "xhtml"])


def parse(document: Document) -> ParsedFeed:
    """Read a news sitemap; raises NotAFeed for a sitemap without news."""
    root = _root(document.markup)
    if root is None or _name(root) != "urlset":
        raise NotAFeed("feed-error-sitemap")
    pages = [(page, news) for page in root if _name(page) == "url" and (news := _news(page)) is not None]
    if not pages:
        raise NotAFeed("feed-error-sitemap")
    kept, left_out = newest(
        [Mark(_text(news, "publication_date"), _text(page, "loc")) for page, news in pages], ITEM_LIMIT
    )
    publications = [publication for _, news in pages if (publication := _child(news, "publication")) is not None]
    return ParsedFeed(
        kind="sitemap",
        title=next((name for one in publications if (name := _text(one, "name"))), None),
        link=None,
        language=next((language for one in publications if (language := _text(one, "language"))), None),
        refresh=None,
        entries=tuple(_entry(*pages[number]) for number in kept),
        left_out=beyond_limit(left_out),
    )


def links(document: Document) -> tuple[FoundFeed, ...]:
    """Return the sitemaps in a sitemap index: those of news first, then those that changed most recently."""
    root = _root(document.markup)
    if root is None or _name(root) != "sitemapindex":
        return ()
    listed = [
        ("news" in address.lower(), read_date(_text(part, "lastmod")) or EARLIEST, address)
        for part in root
        if _name(part) == "sitemap" and (address := _text(part, "loc"))
    ]
    found: dict[str, FoundFeed] = {}
    for *_, written in sorted(listed, key=lambda one: one[:2], reverse=True):
        try:
            address = join_address(document.url, written)
        except BadAddress:
            continue
        found[address] = FoundFeed(address, None)
        if len(found) == CHOICES:
            break
    return tuple(found.values())


def _root(markup: str) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    return etree.fromstring(markup.encode("utf-8", "replace"), parser)


def _entry(page: etree._Element, news: etree._Element) -> RawEntry:
    link = _text(page, "loc")
    return RawEntry(
        guid=link,
        link=link,
        title=_text(news, "title"),
        published=_text(news, "publication_date"),
        updated=_text(page, "lastmod"),
    )


def _news(page: etree._Element) -> etree._Element | None:
    """Return the element with a page's news: its news element, or the page's own element if that has the news."""
    news = _child(page, "news")
    if news is not None:
        return news
    return page if _text(page, "publication_date") or _text(page, "title") else None


def _child(parent: etree._Element, name: str) -> etree._Element | None:
    """Return the direct child with this name.

    Elements further down are not searched, because they may be the title of a picture.
    """
    children = [child for child in parent.iterchildren(etree.Element) if _name(child) == name]
    children = [child for child in children if _vocabulary(child) not in _OTHERS]
    return min(children, key=lambda child: _vocabulary(child) != _vocabulary(parent), default=None)


def _text(parent: etree._Element, name: str) -> str | None:
    child = _child(parent, name)
    return "".join(child.itertext()).strip() or None if child is not None else None


def _name(element: etree._Element) -> str:
    return re.split("[}:]", str(element.tag))[-1] if isinstance(element.tag, str) else ""


def _vocabulary(element: etree._Element) -> str:
    """Return the name of the sitemap extension to which an element belongs, such as "news" or "image".

    That is the element's prefix if no namespace is declared for the prefix. Otherwise it is the word after "sitemap-"
    in the namespace, or the whole namespace if that has no such word.
    """
    space, _, name = str(element.tag).rpartition("}")
    if ":" in name:
        return name.partition(":")[0].lower()
    found = re.search(r"sitemap-(\w+)", space)
    return found[1] if found else space


KIND = Kind("sitemap", lambda document: _ROOT.match(document.markup) is not None, parse, links)
