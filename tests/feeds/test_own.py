"""An item's own title, link, guid and text take precedence over those of its pictures, sources and authors."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalogue.loader import load_phrases
from domain.article import NewArticle
from domain.ids import FeedId
from feeds.parsing.articles import read
from feeds.parsing.kinds import find_links, parse
from feeds.parsing.parsed import FeedContext, NotAFeed

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PHRASES = load_phrases(Path(__file__).parents[2] / "catalogue")
SITE = "https://vestnik.example"
SPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:yandex="http://news.yandex.ru" xmlns:x="urn:x" '
    'xmlns:a="http://www.w3.org/2005/Atom"'
)
STRANGERS = [
    "<media:title>Подпись к снимку</media:title>",
    "<media:description>Подпись к снимку, которая много длиннее, чем сама новость о мосте</media:description>",
    "<media:content><media:title>Снимок</media:title><link>https://o.example/</link></media:content>",
    "<media:content><media:description>Подпись, что много длиннее новости</media:description></media:content>",
    "<media:group><media:content><media:title>Снимок</media:title></media:content></media:group>",
    "<itunes:title>Выпуск</itunes:title>",
    "<dc:title>Иное имя</dc:title>",
    '<a:link rel="alternate" href="https://o.example/9"/>',
    "<x:link>https://o.example/9</x:link>",
    "<x:guid>чужой</x:guid>",
    "<a:id>чужой</a:id>",
    '<yandex:related><link url="https://o.example/9">Другая новость</link></yandex:related>',
    "<image><url>https://o.example/9.jpg</url><title>Снимок</title><link>https://o.example/9</link></image>",
    "<source><title>Источник</title><link>https://o.example/</link><id>чужой</id></source>",
    "<author><name>А</name><link>https://o.example/a</link><id>5</id></author>",
    "<x:related><item><title>Сосед</title><link>https://o.example/9</link><guid>чужой</guid></item></x:related>",
]


_HERE = FeedContext(FeedId(1), f"{SITE}/rss/all.xml", "kg", None, NOW)


def only_article(document: str, url: str = f"{SITE}/rss/all.xml", language: str | None = None) -> NewArticle:
    feed = read(parse(document.encode()), FeedContext(FeedId(1), url, "kg", language, NOW), PHRASES)
    (article,) = feed.articles
    return article


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("kind", ["rss", "rdf", "atom"])
def test_strangers_in_an_item_never_win_over_its_own(kind: str, stranger: str, *, is_first: bool) -> None:
    own = "<title>Мост открыт</title><link>{0}/1</link><guid>{0}/1</guid><description>Движение идёт.</description>"
    start, end = "<rss version='2.0' {0}><channel><title>В</title><item>", "</item></channel></rss>"
    if kind == "rdf":
        own = "<title>Мост открыт</title><link>{0}/1</link><description>Движение идёт.</description>"
        start = (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' {0}>"
            f"<channel><title>В</title></channel><item rdf:about='{SITE}/1'>"
        )
        end = "</item></rdf:RDF>"
    elif kind == "atom":
        own = "<title>Мост открыт</title><link href='{0}/1'/><id>{0}/1</id><summary>Движение идёт.</summary>"
        start, end = "<feed xmlns='http://www.w3.org/2005/Atom' {0}><title>В</title><entry>", "</entry></feed>"
        stranger = stranger.replace("<a:", "<x:").replace("</a:", "</x:")
    own = own.format(SITE)
    inside = stranger + own if is_first else own + stranger
    article = only_article(start.format(SPACES) + inside + end)
    assert (article.title, article.text, article.url, article.guid) == (
        "Мост открыт",
        "Движение идёт.",
        f"{SITE}/1",
        f"{SITE}/1",
    )


@pytest.mark.parametrize("damage", ["", "<br>", "&nbsp;", "<undeclared:x/>"])
@pytest.mark.parametrize(
    "stranger", [one for one in STRANGERS if one.startswith(("<yandex:related", "<image", "<author", "<source"))]
)
def test_strangers_are_told_in_documents_that_no_xml_parser_reads(stranger: str, damage: str) -> None:
    document = (
        f"<rss version='2.0'><channel><title>В</title><item><title>Мост открыт</title><link>{SITE}/1</link>"
        f"<guid>{SITE}/1</guid><content:encoded>Движение идёт.</content:encoded>{damage}{stranger}</item>"
        "</channel></rss>"
    )
    article = only_article(document)
    assert (article.title, article.text, article.url, article.guid) == (
        "Мост открыт", "Движение идёт.", f"{SITE}/1", f"{SITE}/1",
    )  # fmt: skip


def test_markup_within_a_text_is_no_stranger() -> None:
    document = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>В</title><entry><title>Мост</title><id>urn:1</id>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Открыт <link/>мост.</p></div></content>'
        "</entry></feed>"
    )
    assert only_article(document).text == "Открыт мост."


@pytest.mark.parametrize(("own", "text"), [("", "О ролике."), ("<summary>Мост открыт.</summary>", "Мост открыт.")])
def test_what_is_said_of_a_video_is_the_text_of_an_entry_without_one(own: str, text: str) -> None:
    document = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>В</title><entry>'
        f"<title>Мост</title><id>urn:1</id>{own}<media:group><media:title>Ролик</media:title>"
        "<media:description>О ролике.</media:description></media:group></entry></feed>"
    )
    article = only_article(document)
    assert (article.title, article.text) == ("Мост", text)


def test_what_an_item_lacks_another_vocabulary_may_give() -> None:
    document = (
        f'<rss version="2.0" {SPACES}><channel><title>В</title><item><dc:title>Мост</dc:title></item></channel></rss>'
    )
    assert only_article(document).title == "Мост"


IMAGE = (
    "<image:image><image:loc>https://o.example/1.jpg</image:loc><image:title>Снимок</image:title>"
    "<image:caption>Подпись</image:caption></image:image>"
)
VIDEO = (
    "<video:video><video:title>Ролик</video:title><video:publication_date>2020-01-01</video:publication_date>"
    "<video:player_loc>https://o.example/v</video:player_loc></video:video>"
)
NEWS = (
    "<news:news><news:publication><news:name>Вестник</news:name><news:language>ru</news:language></news:publication>"
    "<news:publication_date>2026-11-24T10:00:00+06:00</news:publication_date><news:title>Мост открыт</news:title>"
    "</news:news>"
)
DECLARED = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"'
)


@pytest.mark.parametrize("declared", [DECLARED, ""], ids=["declared", "undeclared"])
@pytest.mark.parametrize(
    "inside",
    [
        "<loc>{0}/1</loc>" + IMAGE + VIDEO + NEWS,
        IMAGE + VIDEO + NEWS + "<loc>{0}/1</loc>",
        NEWS + "<loc>{0}/1</loc>" + VIDEO + IMAGE,
    ],
)
def test_a_page_in_a_sitemap_is_not_its_picture(inside: str, declared: str) -> None:
    pages = f"<url>{inside.format(SITE)}</url><url><loc>{SITE}/about</loc>{IMAGE}{VIDEO}</url>"
    article = only_article(f"<urlset {declared}>{pages}</urlset>")
    assert (article.title, article.url) == ("Мост открыт", f"{SITE}/1")
    assert article.published_at == datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def test_a_sitemap_with_prefixes_of_its_own_is_read() -> None:
    document = (
        '<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><s:url><i:image><i:loc>https://o.example/1.jpg</i:loc>'
        f"<i:title>Снимок</i:title></i:image><s:loc> {SITE}/1 </s:loc>"
        '<news xmlns="http://www.google.com/schemas/sitemap-news/0.9"><publication><name>В</name></publication>'
        "<title>Мост открыт</title></news></s:url></s:urlset>"
    )
    article = only_article(document)
    assert (article.title, article.url) == ("Мост открыт", f"{SITE}/1")


def test_words_in_markup_of_a_headline_in_a_sitemap_are_kept() -> None:
    news = NEWS.replace("открыт", "<b>открыт</b> &amp;quot;навсегда&amp;quot;")
    article = only_article(f"<urlset {DECLARED}><url><loc>{SITE}/1</loc>{news}</url></urlset>")
    assert article.title == 'Мост открыт "навсегда"'


def test_a_sitemap_of_pictures_and_videos_holds_no_news() -> None:
    with pytest.raises(NotAFeed):
        parse((f"<urlset {DECLARED}><url><loc>{SITE}/1</loc>{IMAGE}{VIDEO}</url></urlset>").encode())


def test_a_sitemap_of_sitemaps_offers_what_it_lists_the_news_first() -> None:
    listed = "".join(
        f"<sitemap><loc>{address}</loc><lastmod>{date}</lastmod></sitemap>"
        for address, date in {
            f"{SITE}/2025.xml": "2025-12-31",
            f"{SITE}/2026.xml": "2026-11-24T10:00:00+06:00",
            "/News map.xml": "2020-01-01",
            "javascript:x": "",
        }.items()
    )
    document = f"<?xml version='1.0'?><sitemapindex {DECLARED}>{listed}</sitemapindex>"
    with pytest.raises(NotAFeed):
        parse(document.encode())
    found = find_links(document.encode(), "text/xml", f"{SITE}/sitemap.xml")
    assert [one.url for one in found] == [f"{SITE}/News%20map.xml", f"{SITE}/2026.xml", f"{SITE}/2025.xml"]


def atom(links: str, *, feed_language: str = "", base: str = "", guid: str = "urn:1") -> str:
    language = f' xml:lang="{feed_language}"' if feed_language else ""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{language}{base}><title>В</title><link href="https://site.example/"/>'
        f"<entry><title>Көпір ашылды</title><id>{guid}</id>{links}</entry></feed>"
    )


TWO = (
    f'<link rel="alternate" hreflang="kk" href="{SITE}/kk/1"/><link rel="alternate" hreflang="en" href="{SITE}/en/1"/>'
)


@pytest.mark.parametrize(
    ("links", "feed_language", "declared", "url"),
    [
        (TWO, "kk", None, "/kk/1"),
        (TWO, "en-GB", None, "/en/1"),
        (TWO, "", "kk", "/kk/1"),
        (TWO, "", "en", "/en/1"),
        (TWO, "tg", None, "/kk/1"),
        (TWO.replace('hreflang="en" ', ""), "ru", None, "/en/1"),
        (TWO.replace('hreflang="kk"', 'hreflang="kk-KZ"'), "kk", None, "/kk/1"),
        (f'<link type="application/pdf" href="{SITE}/1.pdf"/><link href="{SITE}/1"/>', "kk", None, "/1"),
        (f'<link href="{SITE}/1"/><link type="application/atom+xml" href="{SITE}/1.atom"/>', "kk", None, "/1"),
        (
            f'<link rel="self" href="{SITE}/1.atom"/><link rel="edit" href="{SITE}/e"/><link href="{SITE}/1"/>',
            "",
            None,
            "/1",
        ),
        (f'<link type="text/html; charset=utf-8" href="{SITE}/1"/>', "", None, "/1"),
        (f'<link rel="http://www.iana.org/assignments/relation/alternate" href="{SITE}/1"/>', "", None, "/1"),
        (f'<link rel="self" href="{SITE}/1"/>', "", None, "/1"),
        (TWO.replace('hreflang="en"', 'hreflang="x-default"'), "tg", None, "/en/1"),
        ('<content type="text/html" src="/1"/>', "", None, "/1"),
        ('<content type="text/html" xml:base="/news/" src="1"/>', "", None, "/news/1"),
    ],
)
def test_an_entrys_page_is_the_one_in_the_feeds_language(
    links: str, feed_language: str, declared: str | None, url: str
) -> None:
    assert only_article(atom(links, feed_language=feed_language), language=declared).url == SITE + url


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ('<content type="text/html" xml:base="http://[x" src="/1"/>', f"{SITE}/1"),
        ('<content type="text/html" src="http://[x"/>', None),
        ('<link base="http://[x" href="/1"/><unknown>1</unknown>', f"{SITE}/1"),
        ('<link href="http://[x"/>', None),
        ('<link XML:BASE="http://[x" href="/1"/>', f"{SITE}/1"),
        ('<link xml:base=http://[x href="/1"/>', f"{SITE}/1"),
        ('<link xml:base="http://[x>y" href="/1"/><unknown>1</unknown>', f"{SITE}/1"),
        ('<link title="b"xml:base="http://[x" href="/1"/><unknown>1</unknown>', f"{SITE}/1"),
    ],
)
def test_an_address_that_is_none_costs_no_other_entry(page: str, url: str | None) -> None:
    odd, sound = (atom(one, guid=f"urn:{number}") for number, one in enumerate((page, f'<link href="{SITE}/2"/>')))
    entry = sound[sound.index("<entry>") : sound.index("</feed>")]
    feed = read(parse(odd.replace("</feed>", f"{entry}</feed>").encode()), _HERE, PHRASES)
    assert [(article.guid, article.url) for article in feed.articles] == [("urn:0", url), ("urn:1", f"{SITE}/2")]


def test_of_two_links_or_titles_of_one_item_the_first_counts() -> None:
    item = f"<title>Мост</title><link>{SITE}/1</link><title>Печать</title><link>{SITE}/print/1</link>"
    article = only_article(f'<rss version="2.0"><channel><title>В</title><item>{item}</item></channel></rss>')
    assert (article.title, article.url) == ("Мост", f"{SITE}/1")


def test_relative_links_of_atom_are_relative_to_the_feed_or_its_base() -> None:
    here = f"{SITE}/rss/all.xml"
    for link, url in {"news/1": f"{SITE}/rss/news/1", "/news/1": f"{SITE}/news/1", "?id=1": f"{here}?id=1"}.items():
        assert only_article(atom(f'<link href="{link}"/>'), here).url == url
    assert only_article(atom('<link href="1"/>', base=' xml:base="/blog/"'), here).url == f"{SITE}/blog/1"
    whole = atom('<link xml:base="b/" href="1"/>', base=' xml:base="https://o.example/a/"')
    assert only_article(whole, here).url == "https://o.example/a/b/1"


def test_relative_links_of_json_are_relative_to_the_feed_and_those_of_rss_to_the_site() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "В",
        "home_page_url": "https://site.example/",
        "items": [{"id": "1", "url": "news/1", "title": "Мост"}],
    }
    assert only_article(json.dumps(document)).url == f"{SITE}/rss/news/1"
    rss = (
        '<rss version="2.0"><channel><title>В</title><link>https://site.example/a/</link>'
        "<item><title>Мост</title><link>news/1</link></item></channel></rss>"
    )
    assert only_article(rss).url == "https://site.example/a/news/1"
