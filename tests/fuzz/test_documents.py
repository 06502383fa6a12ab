"""Any answer of a server is read as a feed or refused with a reason, and every item is accounted for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.loader import load_phrases
from domain.article import NewArticle
from domain.feed import LeftOut
from domain.ids import FeedId
from feeds.parsing.articles import read
from feeds.parsing.kinds import parse
from feeds.parsing.parsed import FeedContext, NotAFeed, ReadFeed
from tests.fuzz import strategies as made

pytestmark = pytest.mark.slow

PHRASES = load_phrases(Path(__file__).parents[2] / "catalogue")
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
CONTEXT = FeedContext(FeedId(1), "https://tandem.example/rss", "kg", "ky", NOW)
# Reasons for leaving out a whole item, not a part of it.
WHOLE = (LeftOut.NO_WORDS, LeftOut.REPEATED, LeftOut.BEYOND_LIMIT)
FORMATS = {"rss": made.rss, "atom": made.atom}
calmly = settings(
    max_examples=made.EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def as_read(body: bytes, content_type: str = "") -> ReadFeed | None:
    try:
        return read(parse(body, content_type), CONTEXT, PHRASES)
    except NotAFeed:
        return None


def assert_sound(article: NewArticle) -> None:
    """Check the properties on which all later stages rely."""
    assert article.title or article.text
    assert article.fingerprint
    assert article.content_hash
    assert article.published_at is None or article.published_at <= NOW
    assert article.url is None or article.url.startswith(("http://", "https://"))
    for words in (article.title or "", article.text):
        words.encode("utf-8")  # raises an error for half of a surrogate pair, which SQLite would refuse
        assert "\x00" not in words


@calmly
@given(
    found=st.lists(made.items, max_size=6),
    kind=st.sampled_from(sorted(FORMATS)),
    encoding=st.sampled_from(made.ENCODINGS),
    content_type=st.sampled_from(
        ["", "text/xml", "text/html; charset=utf-8", "application/rss+xml; charset=windows-1251", "text/xml; charset=²"]
    ),
    cut=st.none() | st.integers(0, 2000),
)
def test_any_bytes_are_read_or_refused(
    found: list[made.Item], kind: str, encoding: str, content_type: str, cut: int | None
) -> None:
    body = made.encoded(FORMATS[kind](found, is_raw=True), encoding)[:cut]
    feed = as_read(body, content_type)
    for article in feed.articles if feed else ():
        assert_sound(article)


@calmly
@given(body=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_bytes_that_are_no_feed_are_refused(body: bytes) -> None:
    feed = as_read(body)
    assert feed is None or isinstance(feed, ReadFeed)


@calmly
@given(
    found=st.lists(made.items, min_size=1, max_size=8),
    kind=st.sampled_from(sorted(FORMATS)),
    encoding=st.sampled_from(["utf-8", "utf-16"]),
)
def test_no_item_of_a_well_formed_feed_is_lost_without_a_trace(
    found: list[made.Item], kind: str, encoding: str
) -> None:
    feed = as_read(made.encoded(FORMATS[kind](found), encoding))
    assert feed is not None
    assert len(feed.articles) + sum(feed.left_out.get(reason, 0) for reason in WHOLE) == len(found)
    for article in feed.articles:
        assert_sound(article)


@calmly
@given(
    sentence=st.sampled_from(made.SENTENCES),
    before=made.plain_texts,
    after=made.plain_texts,
    place=st.sampled_from(["title", "text"]),
    kind=st.sampled_from(sorted(FORMATS)),
    is_twice=st.booleans(),
)
def test_a_sentence_among_odd_signs_is_still_there(
    sentence: str, before: str, after: str, place: str, kind: str, *, is_twice: bool
) -> None:
    # A paragraph of its own, because a line that begins with a credit's sign is a credit, and rightly left out.
    between = "</p><p>" if place == "text" else " "
    words = f"{before[:150]}{between}{sentence}{between}{after}"
    item = made.Item(
        title=words if place == "title" else None,
        text=words if place == "text" else None,
        link="https://tandem.example/1",
        guid=None,
        date=None,
    )
    other = made.Item("Башка кабар", None, "https://tandem.example/2", None, None)
    feed = as_read(made.encoded(FORMATS[kind]([item, other] if is_twice else [item]), "utf-8"))
    assert feed is not None
    assert any(sentence in f"{article.title} {article.text}" for article in feed.articles)


@pytest.mark.parametrize("date", made.DATES)
def test_a_date_is_a_moment_or_unknown(date: str) -> None:
    item = made.Item("В школу привезли новый автобус", None, "https://tandem.example/1", None, date)
    feed = as_read(made.encoded(made.rss([item]), "utf-8"))
    assert feed is not None
    (article,) = feed.articles
    assert_sound(article)
