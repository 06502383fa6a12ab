"""An outlet's feed in RSS 2.0 or Atom 1.0, and the page of an article."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape

from emulator.world.script import Outlet, PublishedArticle

# Namespace of content:encoded: https://www.rssboard.org/rss-profile#namespace-elements-content.
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_ATOM = "http://www.w3.org/2005/Atom"  # namespace of Atom: RFC 4287
ET.register_namespace("content", _CONTENT)


def feed(outlet: Outlet, articles: Sequence[PublishedArticle], root: str) -> bytes:
    """Return the feed in the outlet's format and encoding; `root` is the outlet's address, without a final slash.

    Equal articles give equal bytes, so that an ETag can be computed from them.
    """
    tree = _atom(outlet, articles, root) if outlet.format == "atom" else _rss(outlet, articles, root)
    ET.indent(tree)
    document: bytes = ET.tostring(tree, encoding=outlet.encoding, xml_declaration=True)
    return document


def page(outlet: Outlet, article: PublishedArticle, root: str) -> str:
    """Return a small HTML page of the article, everything escaped."""
    moment = article.published_at.astimezone(outlet.zone)
    return (
        f'<!doctype html>\n<html lang="{outlet.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(article.title)} – {escape(outlet.name)}</title>\n"
        "<style>body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 Georgia,serif;"
        "color-scheme:light dark}header,footer,figcaption{font:.85rem/1.5 system-ui,sans-serif}</style>\n"
        f"</head>\n<body>\n<header>{escape(outlet.name)} · {escape(outlet.about)}</header>\n<main>\n<article>\n"
        f"<h1>{escape(article.title)}</h1>\n"
        f'<p><time datetime="{moment.isoformat()}">{moment:%d.%m.%Y %H:%M}</time></p>\n'
        f"{_body(outlet, article, root)}\n</article>\n</main>\n</body>\n</html>\n"
    )


def _body(outlet: Outlet, article: PublishedArticle, root: str) -> str:
    """Return the article's HTML as it is published: with related link, photo credit and the outlet's last lines."""
    parts = [f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs]
    if article.related:
        link = f'<a href="{escape(root)}/?utm_source=related">{escape(article.related)}</a>'
        parts.insert(2, f"<p><strong>{escape(outlet.related)}</strong> {link}</p>")
    if article.photo:
        parts.insert(1, f"<figure><figcaption>{escape(article.photo)}</figcaption></figure>")
    parts += [f"<p>{escape(line)}</p>" for line in outlet.footer]
    return "\n".join(parts)


def _rss(outlet: Outlet, articles: Sequence[PublishedArticle], root: str) -> ET.Element:
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    _text(channel, "title", outlet.name)
    _text(channel, "link", f"{root}/")
    _text(channel, "description", outlet.about)
    _text(channel, "language", outlet.language)
    for article in articles:
        item = ET.SubElement(channel, "item")
        _text(item, "title", article.title)
        _text(item, "link", f"{root}/{article.id}?utm_source=rss&utm_medium=feed")
        _text(item, "guid", _identity(outlet, article)).set("isPermaLink", "false")
        _text(item, "pubDate", format_datetime(article.published_at.astimezone(outlet.zone)))
        body = _body(outlet, article, root)
        _text(item, "description", article.paragraphs[0] if outlet.teaser else body)
        if outlet.teaser:
            _text(item, f"{{{_CONTENT}}}encoded", body)
    return rss


def _atom(outlet: Outlet, articles: Sequence[PublishedArticle], root: str) -> ET.Element:
    document = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": outlet.language})
    _text(document, "title", outlet.name)
    _text(document, "subtitle", outlet.about)
    _text(document, "id", f"tag:{outlet.key}.example,2026:feed")
    ET.SubElement(document, "link", rel="alternate", href=f"{root}/")
    if articles:
        _text(document, "updated", max(article.updated_at for article in articles).isoformat())
    for article in articles:
        entry = ET.SubElement(document, "entry")
        _text(entry, "title", article.title)
        _text(entry, "id", _identity(outlet, article))
        ET.SubElement(entry, "link", rel="alternate", href=f"{root}/{article.id}")
        _text(entry, "published", _local(article.published_at, outlet))
        _text(entry, "updated", _local(article.updated_at, outlet))
        _text(entry, "content", _body(outlet, article, root)).set("type", "html")
    return document


def _identity(outlet: Outlet, article: PublishedArticle) -> str:
    return f"tag:{outlet.key}.example,2026:{article.id}"


def _local(moment: datetime, outlet: Outlet) -> str:
    return moment.astimezone(outlet.zone).isoformat()


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = text
    return element
