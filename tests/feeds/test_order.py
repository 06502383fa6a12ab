"""Of a feed with too many items the newest are read, whether they are first or last, and the others are counted."""

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from catalogue.loader import load_phrases
from domain.feed import LeftOut
from domain.ids import FeedId
from feeds.parsing.articles import read
from feeds.parsing.kinds import parse
from feeds.parsing.order import Mark, newest
from feeds.parsing.parsed import ITEM_LIMIT, FeedContext

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PHRASES = load_phrases(Path(__file__).parents[2] / "catalogue")
COUNT = ITEM_LIMIT + 3
Dates = Callable[[int], datetime | None]
Document = Callable[[list[int], Dates], str]


def moment_of(number: int) -> datetime:
    return NOW - timedelta(minutes=5 * (COUNT - number))


def undated(_number: int) -> None:
    return None


def rss(numbers: list[int], dates: Dates, extra: str = "") -> str:
    items = "".join(
        f"<item><title>Запись {n}</title><link>https://a.example/n/{n}</link>{extra}"
        + (f"<pubDate>{format_datetime(date)}</pubDate>" if (date := dates(n)) else "")
        + "</item>"
        for n in numbers
    )
    return f'<rss version="2.0"><channel><title>В</title>{items}</channel></rss>'


def rss_by_feedparser(numbers: list[int], dates: Dates) -> str:
    return rss(numbers, dates, extra="<unknown>1</unknown>")


def atom(numbers: list[int], dates: Dates) -> str:
    entries = "".join(
        f'<entry><title>Запись {n}</title><link href="https://a.example/n/{n}"/><id>https://a.example/n/{n}</id>'
        + (f"<updated>{date.isoformat()}</updated>" if (date := dates(n)) else "")
        + "</entry>"
        for n in numbers
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>В</title>{entries}</feed>'


def json_feed(numbers: list[int], dates: Dates) -> str:
    items = [
        {"id": f"n-{n}", "title": f"Запись {n}"} | ({"date_published": date.isoformat()} if (date := dates(n)) else {})
        for n in numbers
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "В", "items": items})


def sitemap(numbers: list[int], dates: Dates) -> str:
    pages = "".join(
        f"<url><loc>https://a.example/n/{n}</loc><news:news><news:title>Запись {n}</news:title>"
        + (f"<news:publication_date>{date.isoformat()}</news:publication_date>" if (date := dates(n)) else "")
        + "</news:news></url>"
        for n in numbers
    )
    return f'<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{pages}</urlset>'


KINDS: list[Document] = [rss, rss_by_feedparser, atom, json_feed, sitemap]


def shuffled() -> list[int]:
    numbers = list(range(COUNT))
    random.Random(5).shuffle(numbers)
    return numbers


@pytest.mark.parametrize("document", KINDS, ids=[kind.__name__ for kind in KINDS])
@pytest.mark.parametrize(
    ("numbers", "dates"),
    [
        (list(range(COUNT)), moment_of),
        (list(reversed(range(COUNT))), moment_of),
        (shuffled(), moment_of),
        (list(range(COUNT)), lambda number: moment_of(number) if number % 3 else None),
        (list(range(COUNT)), undated),
        (list(reversed(range(COUNT))), undated),
    ],
    ids=["oldest-first", "newest-first", "in-no-order", "some-undated", "undated-growing", "undated-shrinking"],
)
def test_the_newest_thousand_is_read(document: Document, numbers: list[int], dates: Dates) -> None:
    feed = read(
        parse(document(numbers, dates).encode()),
        FeedContext(FeedId(1), "https://a.example/rss", None, None, NOW),
        PHRASES,
    )
    assert {article.title for article in feed.articles} == {f"Запись {n}" for n in range(COUNT - ITEM_LIMIT, COUNT)}
    assert feed.left_out[LeftOut.BEYOND_LIMIT] == COUNT - ITEM_LIMIT


@pytest.mark.parametrize("document", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_a_feed_is_told_newest_first_however_it_stands(document: Document) -> None:
    for numbers in ([0, 1, 2, 3], [3, 2, 1, 0]):
        feed = read(
            parse(document(numbers, moment_of).encode()),
            FeedContext(FeedId(1), "https://a.example/", None, None, NOW),
            PHRASES,
        )
        assert [article.title for article in feed.articles] == [f"Запись {n}" for n in (3, 2, 1, 0)]
        assert LeftOut.BEYOND_LIMIT not in feed.left_out


def test_where_nothing_tells_the_first_items_are_the_newest() -> None:
    assert newest([Mark(None, None)] * 5, 3) == (range(3), 2)
    assert newest([Mark("вчера", f"urn:{letter}") for letter in "abcde"], 3) == (range(3), 2)
    same_day = [Mark("2026-11-24", f"/n/{number}") for number in range(5)]
    assert newest(same_day, 3) == (range(2, 5), 2), "one date for all says nothing; their numbers do"


def test_dates_that_name_the_month_first_are_put_in_order_as_such() -> None:
    days = [NOW - timedelta(days=back) for back in range(30)]
    marks = [Mark(f"{day:%m/%d/%Y}", None) for day in reversed(days)]
    assert newest(marks, 20) == (list(range(10, 30)), 10)
