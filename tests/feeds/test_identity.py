"""Which entries are one article and which are two, in every kind of feed and with both parsers."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from catalogue.loader import load_phrases
from domain.feed import LeftOut
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


def as_read(document: str, feed_id: int = 1) -> ReadFeed:
    context = FeedContext(FeedId(feed_id), f"{SITE}/rss", "kg", None, NOW)
    return read(parse(document.encode()), context, PHRASES)


def keys(document: str) -> dict[str, str]:
    """Return title → fingerprint."""
    return {article.title or "": article.fingerprint for article in as_read(document).articles}


def titles_of(count: int) -> list[str]:
    return [f"Запись номер {number}" for number in range(count)]


@every_kind
def test_parts_of_one_live_report_are_articles_whose_links_lead_to_them(document: Document) -> None:
    links = [f"{SITE}/live/77#post-{number}" for number in range(3)]
    items = [(title, link, link) for title, link in zip(titles_of(3), links, strict=True)]
    articles = as_read(document(items)).articles
    assert len({article.fingerprint for article in articles}) == 3
    assert [article.url for article in articles] == links


@every_kind
def test_a_part_is_known_again_when_it_stands_alone_or_beside_others(document: Document) -> None:
    items = [(title, f"{SITE}/live/77#post-{n}", None) for n, title in enumerate(titles_of(3))]
    other = ("Мост открыт", f"{SITE}/news/5", None)
    alone, two, all_three = keys(document([items[0], other])), keys(document(items[:2])), keys(document(items))
    assert alone[items[0][0]] == two[items[0][0]] == all_three[items[0][0]]
    assert keys(document([items[1], other]))[items[1][0]] == two[items[1][0]] != alone[items[0][0]]


@every_kind
@pytest.mark.parametrize(
    "address", ["/news/5;jsessionid={}", "/news/5;jsessionid={}?page=1", "/n.php?sid={}&id=5", "/n.php?id=5&sid={}"]
)
def test_the_number_of_a_visit_is_no_part_of_a_link(document: Document, address: str) -> None:
    """A link with another number at each poll would make every article new again."""
    visits = [f"{SITE}{address.format(letter * 32)}" for letter in "ab"]
    first, second = (as_read(document([("Мост открыт", link, None)])).articles[0] for link in visits)
    assert (first.url, first.fingerprint) == (second.url, second.fingerprint)
    assert first.url in {f"{SITE}/news/5", f"{SITE}/news/5?page=1", f"{SITE}/n.php?id=5"}
    kept = f"{SITE}/n.php?sid=77"
    assert as_read(document([("Мост открыт", kept, None)])).articles[0].url == kept, "the number of an article"


@every_kind
@pytest.mark.parametrize("fragment", ["#{}", "#item-{}", "#rss-{}", "#utm_source=rss{}", "#xtor=RSS-{}", "#r{}x"])
def test_fragments_that_a_site_hangs_on_every_link_double_nothing(document: Document, fragment: str) -> None:
    titles = titles_of(4)
    polls = [
        document([(t, f"{SITE}/news/{n}{fragment.format((n + shift) % 7)}", None) for n, t in enumerate(titles)])
        for shift in range(3)
    ]
    first = as_read(polls[0])
    assert {article.url for article in first.articles} == {f"{SITE}/news/{n}" for n in range(4)}
    assert keys(polls[0]) == keys(polls[1]) == keys(polls[2])


def test_a_small_number_behind_one_link_alone_is_its_place_in_the_feed() -> None:
    documents = [rss([("Мост открыт", f"{SITE}/news/5#{place}", None)]) for place in range(3)]
    assert len({keys(document)["Мост открыт"] for document in documents}) == 1
    assert as_read(documents[0]).articles[0].url == f"{SITE}/news/5"


def test_places_on_a_shared_page_tell_apart_and_are_not_taken_for_names() -> None:
    titles = titles_of(3)
    first = keys(rss([(title, f"{SITE}/#{number}", None) for number, title in enumerate(titles)]))
    moved = keys(rss([(title, f"{SITE}/#{number + 1}", None) for number, title in enumerate(titles)]))
    assert len(set(first.values())) == 3
    assert first == moved


@every_kind
def test_parameters_that_make_items_differ_are_kept_whatever_their_name(document: Document) -> None:
    for name in ("rss", "at_id", "pk_news", "cmpid"):
        links = [f"{SITE}/news.php?{name}={number}" for number in (1, 2)]
        items = [(title, link, None) for title, link in zip(titles_of(2), links, strict=True)]
        articles = as_read(document([*items, ("Мост", f"{SITE}/news/1", None)])).articles
        assert [article.url for article in articles[:2]] == links
        assert len({article.fingerprint for article in articles}) == 3
        alone = as_read(document(items[:1])).articles[0]
        assert (alone.url, alone.fingerprint) == (links[0], articles[0].fingerprint), "known without its neighbour, too"


@every_kind
def test_parameters_that_only_track_go(document: Document) -> None:
    trails = ("?rss=1", "?utm_source=rss", "?from_rss", "?yclid=5&utm_medium=x", "")
    items = [(title, f"{SITE}/news/{n}{trails[n]}", None) for n, title in enumerate(titles_of(5))]
    assert [article.url for article in as_read(document(items)).articles] == [f"{SITE}/news/{n}" for n in range(5)]


def test_a_campaign_tells_items_apart_only_where_nothing_else_does() -> None:
    titles = titles_of(2)
    links = [f"{SITE}/open?utm_content=a{number}" for number in range(2)]
    articles = as_read(rss([(t, link, None) for t, link in zip(titles, links, strict=True)])).articles
    assert [article.url for article in articles] == links
    with_ids = [f"{SITE}/open?id={number}&utm_content=a{number}" for number in range(2)]
    articles = as_read(rss([(t, link, None) for t, link in zip(titles, with_ids, strict=True)])).articles
    assert [article.url for article in articles] == [f"{SITE}/open?id={number}" for number in range(2)]


@every_kind
def test_guids_that_differ_by_noise_only_are_doubted_as_they_are_hashed(document: Document) -> None:
    guids = [f"{SITE}/?utm_source=a", f"{SITE}/?utm_source=b", "http://www.vestnik.example/?utm_source=a"]
    items = [(title, f"{SITE}/news/{n}", guids[n]) for n, title in enumerate(titles_of(3))]
    feed = as_read(document(items))
    assert len({article.fingerprint for article in feed.articles}) == 3


def test_guids_that_differ_by_what_nobody_sees_are_one_and_say_nothing() -> None:
    items = [(title, f"{SITE}/news/{n}", "7" + "\u200b" * n) for n, title in enumerate(titles_of(3))]
    feed = as_read(rss(items).replace("<guid>", '<guid isPermaLink="false">'))
    assert len({article.fingerprint for article in feed.articles}) == 3
    assert feed.left_out[LeftOut.SHARED_GUID] == 3
    assert [article.guid for article in feed.articles] == [None] * 3


def test_a_guid_of_one_item_that_is_the_link_of_another_joins_nothing() -> None:
    items = [("Мост открыт", f"{SITE}/news/1", None), ("Школа открыта", f"{SITE}/news/2", f"{SITE}/news/1")]
    assert len(set(keys(rss(items)).values())) == 2


@every_kind
def test_a_front_page_is_not_an_article_though_only_one_item_links_to_it(document: Document) -> None:
    for page in ("/", "", "/ru/", "/index.php"):
        first, second = (keys(document([(title, f"{SITE}{page}", None)])) for title in titles_of(2))
        assert set(first.values()).isdisjoint(second.values())


@every_kind
def test_an_item_that_stands_twice_is_read_once_and_counted(document: Document) -> None:
    item = ("Мост открыт", f"{SITE}/news/1", f"{SITE}/news/1")
    feed = as_read(document([item, item, ("Школа", f"{SITE}/news/2", f"{SITE}/news/2")]))
    assert len(feed.articles) == 2
    assert feed.left_out[LeftOut.REPEATED] == 1


def test_items_without_titles_are_told_apart_by_their_words() -> None:
    items = "".join(
        f'<item><link>{SITE}/</link><guid isPermaLink="false">x</guid><description>Слова {n}</description></item>'
        for n in range(3)
    )
    feed = as_read(f'<rss version="2.0"><channel><title>В</title>{items}</channel></rss>')
    assert len({article.fingerprint for article in feed.articles}) == 3


@pytest.mark.parametrize("tail", ["#post-{}", "#{}", "?rss={}", "?id={}"])
def test_parts_of_a_report_under_one_headline_are_told_apart_by_their_words(tail: str) -> None:
    def document(numbers: Sequence[int]) -> str:
        items = "".join(
            f"<item><title>Онлайн</title><link>{SITE}/live{tail.format(place)}</link>"
            f"<description>Запись номер {number}</description></item>"
            for place, number in enumerate(numbers)
        )
        return f'<rss version="2.0"><channel><title>В</title>{items}</channel></rss>'

    articles = as_read(document([0, 1, 2])).articles
    assert [article.url for article in articles] == [f"{SITE}/live{tail.format(number)}" for number in range(3)]
    assert len({article.fingerprint for article in articles}) == 3


def test_two_versions_of_one_item_under_one_guid_are_one() -> None:
    versions = "".join(
        f'<item><title>Мост</title><link>{SITE}/1</link><guid isPermaLink="false">7</guid>'
        f"<description>{text}</description></item>"
        for text in ("Открыт и осмотрен.", "Открыт.")
    )
    (article,) = as_read(f'<rss version="2.0"><channel><title>В</title>{versions}</channel></rss>').articles
    assert article.text == "Открыт и осмотрен."


def test_a_thousand_items_on_the_front_page_are_a_thousand_articles() -> None:
    items = [(title, f"{SITE}/", f"{SITE}/") for title in titles_of(1000)]
    assert len(set(keys(rss(items)).values())) == 1000


def test_a_route_behind_a_hash_leads_to_its_article() -> None:
    links = [f"{SITE}/#!/news/{number}" for number in range(2)]
    articles = as_read(rss([(t, link, None) for t, link in zip(titles_of(2), links, strict=True)])).articles
    assert [article.url for article in articles] == links
    assert as_read(rss([("Запись", links[0], None)])).articles[0].fingerprint == articles[0].fingerprint


@every_kind
@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("//vestnik.example/Big News", f"{SITE}/Big%20News"),
        (f"{SITE}/новости/мост", f"{SITE}/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D0%BC%D0%BE%D1%81%D1%82"),
        ("https://вестник.example/1", "https://xn--b1agjinxh.example/1"),
        (f'{SITE}/a|b"c', f"{SITE}/a%7Cb%22c"),
        (f"{SITE}\\news\\5", f"{SITE}/news/5"),
        (f"{SITE}/100% да", f"{SITE}/100%25%20%D0%B4%D0%B0"),
        (f"{SITE}/%D0%9C%CF?q=%zz", f"{SITE}/%D0%9C%CF?q=%25zz"),
        (f"{SITE}/news?q=мост и река", f"{SITE}/news?q=%D0%BC%D0%BE%D1%81%D1%82%20%D0%B8%20%D1%80%D0%B5%D0%BA%D0%B0"),
    ],
)
def test_links_are_encoded_as_browsers_encode_them(document: Document, written: str, link: str) -> None:
    quoted = written.replace('"', "&quot;") if document is atom else written
    items = [("Мост открыт", quoted, "urn:x:1")]
    body = document(items).replace("&amp;quot;", "&quot;")
    assert [article.url for article in as_read(body).articles] == [link]


@every_kind
@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://https://vestnik.example/5", f"{SITE}/5"),
        ("http:https://vestnik.example/5", f"{SITE}/5"),
        ("https:// vestnik.example/5", f"{SITE}/5"),
        ("vestnik.example/news/5", f"{SITE}/news/5"),
        ("www.vestnik.example/news/5", "https://www.vestnik.example/news/5"),
        (f"{SITE}/go?to=https://other.example/", f"{SITE}/go?to=https://other.example/"),
        ("https-news.html", f"{SITE}/https-news.html"),
    ],
)
def test_a_link_has_one_scheme_however_it_was_pasted(document: Document, written: str, link: str) -> None:
    assert [article.url for article in as_read(document([("Мост открыт", written, "urn:x:1")])).articles] == [link]
