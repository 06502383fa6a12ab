"""Kinds of sources: a new kind is a file with a Kind and a line in the registry, without any other change."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalogue.loader import load_phrases
from domain.ids import FeedId
from feeds.parsing import kinds
from feeds.parsing.articles import read
from feeds.parsing.document import Document, Kind
from feeds.parsing.parsed import FeedContext, FoundFeed, NotAFeed, ParsedFeed, RawEntry, RawText

PHRASES = load_phrases(Path(__file__).parents[2] / "catalogue")
BOARD = """== Доска объявлений ==
12.11 09:00 | Мост открыли для машин
13.11 18:30 | В школе новый спортзал
"""


def is_board(document: Document) -> bool:
    return document.url.endswith("/board") and document.head.startswith("==")


def parse_board(document: Document) -> ParsedFeed:
    lines = [re.fullmatch(r"(\d\d\.\d\d \d\d:\d\d) \| (.+)", line) for line in document.text.splitlines()[1:]]
    entries = tuple(RawEntry(guid=line[1], title=line[2], texts=(RawText(line[2]),)) for line in lines if line)
    if not entries:
        raise NotAFeed
    return ParsedFeed("board", document.head.split("\n")[0].strip("= "), None, "ru", None, entries)


def links_of_board(document: Document) -> tuple[FoundFeed, ...]:
    return (FoundFeed(f"{document.url}/archive", "Архив"),)


WITH_BOARDS = (Kind("board", is_board, parse_board, links_of_board), *kinds.KINDS)


def test_an_invented_kind_is_read_by_its_address_and_head_as_far_as_articles() -> None:
    parsed = kinds.parse(BOARD.encode(), "text/plain", "https://selo.example/board", kinds=WITH_BOARDS)
    context = FeedContext(FeedId(1), "https://selo.example/board", "kg", None, datetime(2026, 11, 24, tzinfo=UTC))
    found = read(parsed, context, PHRASES)
    assert found.title == "Доска объявлений"
    assert [article.title for article in found.articles] == ["Мост открыли для машин", "В школе новый спортзал"]


def test_an_invented_kind_may_name_feeds_to_choose_from() -> None:
    (found,) = kinds.find_links(BOARD.encode(), "text/plain", "https://selo.example/board", kinds=WITH_BOARDS)
    assert found == FoundFeed("https://selo.example/board/archive", "Архив")


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("https://selo.example/rss", BOARD),  # the beginning of the document alone is not enough
        ("https://selo.example/board", "Nothing here."),  # the address alone is not enough either
    ],
)
def test_what_an_invented_kind_does_not_know_goes_on_to_the_others(url: str, body: str) -> None:
    with pytest.raises(NotAFeed):
        kinds.parse(body.encode(), "text/plain", url, kinds=WITH_BOARDS)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('\ufeff \n{"version": "https://jsonfeed.org/version/1.1", "items": []}', "json"),
        ("<rss version='2.0'><channel><title>В</title><item><title>a</title></item></channel></rss>", "rss"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>a</title></entry></feed>", "atom"),
        (
            """<?xml version='1.0'?><!-- made --><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'
            xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://a.example/1</loc><n:news>
            <n:title>a</n:title><n:publication_date>2026-11-24</n:publication_date></n:news></url></urlset>""",
            "sitemap",
        ),
    ],
)
def test_each_known_kind_knows_its_own(body: str, kind: str) -> None:
    assert kinds.parse(body.encode(), "application/xml", "https://a.example/x").kind == kind


def test_a_page_is_known_as_one() -> None:
    with pytest.raises(NotAFeed) as refused:
        kinds.parse(b"<!DOCTYPE html><html><head><title>x</title></head></html>", "text/html", "https://a.example/")
    assert refused.value.key == "feed-error-html"


def test_the_last_kind_takes_whatever_no_other_has_taken() -> None:
    assert kinds.KINDS[-1].is_mine(Document.of(b"anything", "", ""))
    assert len({kind.name for kind in kinds.KINDS}) == len(kinds.KINDS)
