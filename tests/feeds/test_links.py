"""The links that readers open: whole, encoded, public, and without what changes at each poll."""

import pytest

from tests.feeds.documents import (
    SITE,
    Document,
    as_read,
    atom,
    every_kind,
    json_feed,
    rss,
    rss_by_feedparser,
    titles_of,
)


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
        (f"{SITE}{SITE}/news/5", f"{SITE}/news/5"),
        (f"{SITE}/https://www.vestnik.example/news/5", "https://www.vestnik.example/news/5"),
        (f"{SITE}/https://other.example/news/5", f"{SITE}/https://other.example/news/5"),
        (f"{SITE}/news/5 {SITE}/print/5", f"{SITE}/news/5"),
        ("http://localhost:3000/news/5?id=7", f"{SITE}/news/5?id=7"),
        ("http://192.168.0.10/news/5", f"{SITE}/news/5"),
        ("http://localhost.//evil.example/5", f"{SITE}/evil.example/5"),
        ("http://server.lan//127.0.0.1/5", f"{SITE}/127.0.0.1/5"),
        ("http://8.8.8.8/news/5", "http://8.8.8.8/news/5"),
    ],
)
def test_a_link_has_one_scheme_however_it_was_pasted(document: Document, written: str, link: str) -> None:
    assert [article.url for article in as_read(document([("Мост открыт", written, "urn:x:1")])).articles] == [link]


@every_kind
def test_a_feed_at_a_private_address_keeps_its_links(document: Document) -> None:
    body = document([("Мост открыт", "http://192.168.0.10/news/5", "urn:x:1")])
    (article,) = as_read(body, url="http://192.168.0.10/rss").articles
    assert article.url == "http://192.168.0.10/news/5"


@every_kind
@pytest.mark.parametrize("address", ["/news/5;jsessionid={}", "/news/5;jsessionid={}?page=1"])
def test_the_number_of_a_visit_is_no_part_of_a_link(document: Document, address: str) -> None:
    """A link with another number at each poll would make every article new again."""
    visits = [f"{SITE}{address.format(letter * 32)}" for letter in "ab"]
    first, second = (as_read(document([("Мост открыт", link, None)])).articles[0] for link in visits)
    assert (first.url, first.fingerprint) == (second.url, second.fingerprint)
    assert first.url in {f"{SITE}/news/5", f"{SITE}/news/5?page=1"}


@every_kind
def test_a_parameter_that_tells_articles_apart_stays_in_their_links(document: Document) -> None:
    links = [f"{SITE}/news.php?sid={letter * 32}" for letter in "ab"]
    items = [("Перевал закрыт", link, None) for link in links]
    assert [article.url for article in as_read(document(items)).articles] == links


@every_kind
@pytest.mark.parametrize("name", ["rss", "pk_news", "at_id"])
def test_the_number_behind_a_script_is_the_articles_whatever_it_is_called(document: Document, name: str) -> None:
    links = [f"{SITE}/news.php?{name}=1", f"{SITE}/sport.php?{name}=2"]
    items = list(zip(("Открыт мост", "Матч окончен"), links, (None, None), strict=True))
    assert [article.url for article in as_read(document(items)).articles] == links


@every_kind
@pytest.mark.parametrize("values", ["12", "ab", "91"])
def test_the_place_of_an_item_or_a_mark_of_a_visit_is_none_of_its_pages_link(document: Document, values: str) -> None:
    pages = [f"{SITE}/most", f"{SITE}/park"]
    items = [
        (title, f"{page}?at_pos={value}", None)
        for title, page, value in zip(("Мост открыт", "Парк закрыт"), pages, values, strict=True)
    ]
    assert [article.url for article in as_read(document(items)).articles] == pages


@pytest.mark.parametrize("document", [rss, rss_by_feedparser, json_feed], ids=["rss", "rss_by_feedparser", "json"])
@pytest.mark.parametrize("page", [f"{SITE}/", "/", "#", f"{SITE}/ru/"])
def test_a_guid_that_leads_to_the_article_is_better_than_a_link_to_the_front_page(
    document: Document, page: str
) -> None:
    titles = titles_of(3)
    guids = [f"{SITE}/news/{number}" for number in range(3)]
    items = [(title, page, guid) for title, guid in zip(titles, guids, strict=True)]
    for listed in (items, items[:1]):
        kept = [article.url for article in as_read(document(listed)).articles]
        assert kept == guids[: len(listed)]
    strange = [("Мост открыт", f"{SITE}/", "https://other.example/news/5"), ("Школа", f"{SITE}/#!/news/7", guids[0])]
    assert [article.url for article in as_read(document(strange)).articles] == [f"{SITE}/", f"{SITE}/#!/news/7"]


def test_relative_links_do_not_lead_to_the_machine_on_which_the_feed_was_made() -> None:
    for site in ("http://localhost:3000", "http://127.0.0.1", "http://10.0.0.5:8080", "http://web.internal"):
        document = rss([("Мост открыт", "/news/5", None)]).replace(f"<link>{SITE}/<", f"<link>{site}/<")
        assert as_read(document).articles[0].url == f"{SITE}/news/5"
