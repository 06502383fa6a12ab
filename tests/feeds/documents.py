"""Documents of every kind with the same items, read by both parsers as far as articles."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from catalogue.loader import load_phrases
from domain.ids import FeedId
from feeds.parsing.articles import read
from feeds.parsing.kinds import parse
from feeds.parsing.parsed import FeedContext, ReadFeed

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PHRASES = load_phrases(Path(__file__).parents[2] / "catalogue")
SITE = "https://vestnik.example"
Item = tuple[str, str | None, str | None]  # title, link, guid


def rss(items: Sequence[Item], extra: str = "") -> str:
    inside = "".join(
        f"<item><title>{title}</title>"
        + (f"<link>{escape(link)}</link>" if link else "")
        + (f"<guid>{escape(guid)}</guid>" if guid else "")
        + extra
        + "</item>"
        for title, link, guid in items
    )
    return f'<rss version="2.0"><channel><title>В</title><link>{SITE}/</link>{inside}</channel></rss>'


def rss_091(items: Sequence[Item]) -> str:
    return rss([(title, link or guid, None) for title, link, guid in items]).replace('"2.0"', '"0.91"')


def rss_by_feedparser(items: Sequence[Item]) -> str:
    return rss(items, extra="<unknown>1</unknown>")


def atom(items: Sequence[Item]) -> str:
    inside = "".join(
        f"<entry><title>{title}</title>"
        + (f'<link href="{escape(link)}"/>' if link else "")
        + (f"<id>{escape(guid)}</id>" if guid else "")
        + "</entry>"
        for title, link, guid in items
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>В</title>{inside}</feed>'


def rdf(items: Sequence[Item]) -> str:
    inside = "".join(
        f'<item rdf:about="{escape(guid or link or "")}"><title>{title}</title>'
        + (f"<link>{escape(link)}</link>" if link else "")
        + "</item>"
        for title, link, guid in items
    )
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        f"<channel><title>В</title><link>{SITE}/</link></channel>{inside}</rdf:RDF>"
    )


def json_feed(items: Sequence[Item]) -> str:
    listed = [{"title": title, "url": link, "id": guid} for title, link, guid in items]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "В", "items": listed})


Document = Callable[[Sequence[Item]], str]
KINDS: list[Document] = [rss, rss_091, rss_by_feedparser, atom, rdf, json_feed]
every_kind = pytest.mark.parametrize("document", KINDS, ids=[kind.__name__ for kind in KINDS])


def as_read(document: str, feed_id: int = 1, url: str = f"{SITE}/rss") -> ReadFeed:
    context = FeedContext(FeedId(feed_id), url, "kg", None, NOW)
    return read(parse(document.encode()), context, PHRASES)


def titles_of(count: int) -> list[str]:
    return [f"Запись номер {number}" for number in range(count)]
