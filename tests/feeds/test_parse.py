"""Feeds of every kind, read and cleaned: expected results, the fast reader against feedparser, and real feeds."""

import json
import random
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks import feed_server
from catalogue.loader import load_phrases
from domain.feed import LeftOut
from domain.ids import FeedId
from feeds.parsing import strict
from feeds.parsing.articles import read
from feeds.parsing.decode import decode, without_doctype
from feeds.parsing.kinds import parse
from feeds.parsing.parse import parse_slowly
from feeds.parsing.parsed import FeedContext, NotAFeed, ParsedFeed
from feeds.parsing.sections import repaired

HERE = Path(__file__).parent
GOLDEN = sorted(path for path in (HERE / "golden").iterdir() if not path.name.endswith(".expected.json"))
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PHRASES = load_phrases(HERE.parents[1] / "catalogue")


def as_read(body: bytes, country: str = "kg") -> dict[str, Any]:
    """Return what is stored of a feed, as JSON, without fingerprints and hashes, which other tests cover."""
    parsed = parse(body)
    context = FeedContext(FeedId(1), "https://feeds.example/here/rss", country, None, NOW)
    feed = read(parsed, context, PHRASES)
    articles = [asdict(article) for article in feed.articles]
    for article in articles:
        article["published_at"] = article["published_at"].isoformat() if article["published_at"] else None
        del article["fingerprint"], article["content_hash"]
        assert article.pop("source") is None, "feeds speak for themselves"
    minutes = feed.refresh.total_seconds() / 60 if feed.refresh else None
    return {
        "kind": parsed.kind,
        "title": feed.title,
        "language": feed.language,
        "refresh_minutes": minutes,
        "articles": articles,
    }


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in GOLDEN])
def test_a_feed_is_read_as_its_golden_pair_says(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    assert as_read(path.read_bytes()) == expected


def both_ways(body: bytes) -> tuple[ParsedFeed, ParsedFeed] | None:
    """Return the results of the fast reader and of feedparser; None if the fast one is not certain."""
    markup = repaired(without_doctype(decode(body)))
    try:
        return strict.parse(markup), parse_slowly(markup)
    except strict.Unsure:
        return None


def assert_equal(fast: ParsedFeed, slow: ParsedFeed) -> None:
    for ours, theirs in zip(fast.entries, slow.entries, strict=True):
        assert ours == theirs
    assert (fast.title, fast.link, fast.language, fast.refresh) == (slow.title, slow.link, slow.language, slow.refresh)


def test_the_fast_reader_says_what_feedparser_says_of_ordinary_feeds() -> None:
    read_fast = 0
    for body in [path.read_bytes() for path in GOLDEN if path.suffix == ".xml"] + [
        feed_server.document(number, 30) for number in range(5)
    ]:
        pair = both_ways(body)
        if pair is not None:
            assert_equal(*pair)
            read_fast += 1
    assert read_fast >= 6


_PARTS = {
    "title": [
        "Мост",
        "<![CDATA[Мост <b>открыт</b>]]>",
        " &lt;i&gt;Мост&lt;/i&gt; &amp;amp; ",
        "",
        "Мост &#1086;",
        "ÐœÐ¾ÑÑ‚",
    ],
    "link": [
        "https://a.example/1",
        "/news/1",
        "news/1?x=1&amp;y=2",
        "",
        "javascript:x",
        "https://a.example/б",
        "//b.example/",
    ],
    "guid": ["1", "tag:a.example,2026:1", "https://a.example/1", "a b", "", "urn:uuid:1-2"],
    "description": ["<![CDATA[<p>Слова</p>]]>", "Слова &amp;nbsp; и", "", "<p>Слова</p>", "  \n "],
    "pubDate": ["Mon, 02 Mar 2026 09:15:00 +0600", "вчера", ""],
    "category": ["Новости"],
    "author": ["a@a.example (А)"],
    "media:thumbnail": [""],
    "content:encoded": ["<![CDATA[<div>Больше слов, чем в кратком изложении</div>]]>"],
    "dc:date": ["2026-03-02T10:00:00+05:00"],
    "source": ["Агентство"],
    "enclosure": [""],
    "comments": ["https://a.example/1#c"],
}
_SPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def _made_up(rng: random.Random) -> bytes:
    items = []
    for _ in range(3):
        names = [name for name in _PARTS if rng.random() < (0.9 if name in ("title", "link", "guid") else 0.4)]
        rng.shuffle(names)
        parts = []
        for name in names:
            attribute = rng.choice(["", "", ' isPermaLink="false"', ' isPermaLink="true"']) if name == "guid" else ""
            parts.append(f"<{name}{attribute}>{rng.choice(_PARTS[name])}</{name}>")
        items.append(f"<item>{''.join(parts)}</item>")
    return f'<rss version="2.0" {_SPACES}><channel><title>В</title>{"".join(items)}</channel></rss>'.encode()


def test_the_fast_reader_says_what_feedparser_says_of_a_thousand_odd_feeds() -> None:
    rng, read_fast = random.Random(11), 0
    for _ in range(1000):
        pair = both_ways(_made_up(rng))
        if pair is not None:
            assert_equal(*pair)
            read_fast += 1
    assert read_fast > 60


def test_every_real_feed_reads_or_fails_with_a_reason(data_dir: Path) -> None:
    files = [path for path in sorted((data_dir / "feeds").rglob("*")) if path.is_file()]
    assert len(files) > 50
    read_well = fast = 0
    reasons = set()
    for path in files:
        body = path.read_bytes()
        try:
            parsed = parse(body)
        except NotAFeed as error:
            reasons.add(error.key)
            continue
        read(parsed, FeedContext(FeedId(1), "https://feeds.example/", None, None, NOW), PHRASES)
        read_well += 1
        if parsed.parser == "fast" and parsed.kind != "sitemap":
            pair = both_ways(body)
            assert pair is not None
            assert_equal(*pair)
            fast += 1
    assert read_well >= 45
    assert all(reason.startswith("feed-error-") for reason in reasons)
    assert fast >= 15


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("miniflux/testdata/koi8r.xml", ["Пример RSS ленты", None]),
        ("miniflux/testdata/encoding_WINDOWS-1251.xml", ["iBash.Org.Ru", None]),
        ("yarr/fixtures/rss/title-html-tags.xml", [None, None]),
    ],
)
def test_odd_encodings_of_real_feeds_are_read(data_dir: Path, name: str, titles: list[str | None]) -> None:
    feed = as_read((data_dir / "feeds" / name).read_bytes())
    assert feed["title"] == titles[0]
    words = " ".join(f"{article['title']} {article['text']}" for article in feed["articles"])
    assert "\ufffd" not in words
    assert "<b>" not in words


def test_what_is_left_out_is_counted_by_its_reason() -> None:
    items = [
        "<item><title>Мост открыт</title><link>javascript:x</link><pubDate>вчера</pubDate></item>",
        "<item><title>Школа открыта</title><guid isPermaLink='false'>7</guid></item>",
        "<item><title>Парк открыт</title><guid isPermaLink='false'>7</guid></item>",
        "<item><link>https://a.example/1</link></item>",
    ]
    feed = read(
        parse(f'<rss version="2.0"><channel><title>В</title>{"".join(items)}</channel></rss>'.encode()),
        FeedContext(FeedId(1), "https://a.example/rss", None, None, NOW),
        PHRASES,
    )
    assert len(feed.articles) == 3
    assert all(article.published_at is None for article in feed.articles), "unknown, never now"
    assert feed.left_out == {
        LeftOut.NO_WORDS: 1,
        LeftOut.BAD_LINK: 1,
        LeftOut.SHARED_GUID: 2,
        LeftOut.UNDATED: 2,
        LeftOut.BAD_DATE: 1,
    }
