"""News sitemaps: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"""

import re

from lxml import etree

from feeds.parsing.parsed import ITEM_LIMIT, NotAFeed, ParsedFeed, RawEntry

_ROOT = re.compile(r"<(?:[\w-]+:)?(urlset|sitemapindex)\b")


def is_sitemap(markup: str) -> bool:
    return _ROOT.match(markup) is not None


def parse(markup: str) -> ParsedFeed:
    """Read a news sitemap; raises NotAFeed for a sitemap without news, which has nothing to show a reader."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    if root is None or not str(root.tag).endswith("urlset"):
        raise NotAFeed("feed-error-sitemap")
    entries: list[RawEntry] = []
    language = name = None
    for address in root:
        fields = {_local(part): (part.text or "").strip() for part in address.iter() if isinstance(part.tag, str)}
        if "publication_date" not in fields and "title" not in fields:
            continue
        language, name = language or fields.get("language"), name or fields.get("name")
        link = fields.get("loc") or None
        entries.append(
            RawEntry(
                guid=link,
                link=link,
                title=fields.get("title") or None,
                html=None,
                published=fields.get("publication_date") or None,
                updated=fields.get("lastmod") or None,
            )
        )
        if len(entries) == ITEM_LIMIT:
            break
    if not entries:
        raise NotAFeed("feed-error-sitemap")
    return ParsedFeed("sitemap", name or None, None, language or None, None, tuple(entries))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
