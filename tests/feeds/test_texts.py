"""Which of an item's texts is used, and which title, in every kind of feed and with both parsers."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalogue.loader import load_phrases
from domain.article import NewArticle
from domain.feed import LeftOut
from domain.ids import FeedId
from feeds.parsing.articles import read
from feeds.parsing.kinds import parse
from feeds.parsing.parsed import FeedContext, ReadFeed

PHRASES = load_phrases(Path(__file__).parents[2] / "catalogue")
NOW = datetime(2026, 11, 28, tzinfo=UTC)
_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
_EMBED = f"<content:encoded><![CDATA[<iframe src='https://a.example/{'x' * 300}'></iframe>]]></content:encoded>"
_DIFFERENT = ["", "<x:odd>"]  # the second makes the strict parser pass the feed on to the other one


def _read(body: bytes) -> ReadFeed:
    return read(parse(body), FeedContext(FeedId(1), "https://a.example/rss", "kg", None, NOW), PHRASES)


def _rss(item: str) -> ReadFeed:
    return _read(f'<rss version="2.0" {_SPACES}><channel><title>Т</title><item>{item}</item></channel></rss>'.encode())


def _atom(entry: str) -> NewArticle:
    body = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Т</title><entry><id>1</id>{entry}</entry></feed>'
    return _read(body.encode()).articles[0]


@pytest.mark.parametrize("odd", _DIFFERENT)
@pytest.mark.parametrize("is_embed_first", [True, False])
def test_the_text_with_the_most_words_is_the_text(odd: str, is_embed_first: bool) -> None:
    parts = [_EMBED, "<description>Школа получила новый автобус.</description>"]
    item = "".join(parts if is_embed_first else reversed(parts))
    (article,) = _rss(f"<title>Автобус</title>{item}{odd}").articles
    assert article.text == "Школа получила новый автобус."


@pytest.mark.parametrize("odd", _DIFFERENT)
@pytest.mark.parametrize(
    "service",
    [
        "<p>Читайте также: В Оше открыли школу на триста мест</p>",
        "<p>The post <a href='x'>Bus for the school</a> appeared first on <a href='y'>Vestnik</a>.</p>",
        "<p>Сообщение <a href='x'>Автобус</a> появились сначала на <a href='y'>Вестник реки</a>.</p>",
    ],
)
def test_a_text_of_service_lines_alone_does_not_hide_the_news(service: str, odd: str) -> None:
    parts = (
        f"<description>Школа получила автобус.</description><content:encoded><![CDATA[{service}]]></content:encoded>"
    )
    (article,) = _rss(f"<title>Автобус</title>{parts}{odd}").articles
    assert article.text == "Школа получила автобус."


def test_a_summary_or_subtitle_is_the_text_where_there_is_no_other() -> None:
    for name in ("itunes:summary", "itunes:subtitle"):
        (article,) = _rss(f"<title>Автобус</title>{_EMBED}<{name}>Школа получила автобус.</{name}>").articles
        assert article.text == "Школа получила автобус."


@pytest.mark.parametrize("odd", _DIFFERENT)
def test_escaped_sections_are_words(odd: str) -> None:
    cdata = "&lt;![CDATA[Парламент принял закон]]&gt;"
    (article,) = _rss(f"<title>{cdata}</title><description>{cdata}</description>{odd}").articles
    assert (article.title, article.text) == ("Парламент принял закон", "Парламент принял закон")


@pytest.mark.parametrize("odd", _DIFFERENT)
def test_a_section_in_a_section_is_words(odd: str) -> None:
    (article,) = _rss(f"<title><![CDATA[<![CDATA[Парламент]]>]]></title>{odd}").articles
    assert article.title == "Парламент"


@pytest.mark.parametrize("odd", _DIFFERENT)
def test_an_item_truly_without_words_is_left_out_and_counted(odd: str) -> None:
    feed = _rss(f"<title>&lt;img src=x&gt;</title><description><![CDATA[<br><img src='x'>]]></description>{odd}")
    assert feed.articles == ()
    assert feed.left_out == {LeftOut.NO_WORDS: 1}


@pytest.mark.parametrize("odd", ["", '<rights><a xmlns=""/></rights>', "<author><x/></author>"])
@pytest.mark.parametrize("kind", [' type="text"', " type='text/plain'", ""])
@pytest.mark.parametrize("title", ["Можно ли <col> внутри <colgroup>", "<<Барқарор>> ордени", "1 < 2, <3, Vec<T>"])
def test_a_title_of_atom_that_is_text_is_shown_as_written(title: str, kind: str, odd: str) -> None:
    escaped = title.replace("<", "&lt;").replace(">", "&gt;")
    article = _atom(f"<title{kind}>{escaped}</title><summary{kind}>{escaped} R&amp;amp;D</summary>{odd}")
    assert article.title == title
    assert article.text == (f"{title} R&amp;D" if kind else f"{title} R&D")


@pytest.mark.parametrize("odd", ["", "<author><x/></author>"])
def test_text_said_to_be_text_keeps_its_tags_and_html_loses_them(odd: str) -> None:
    escaped = "&lt;b&gt;Мост&lt;/b&gt; открыт"
    assert _atom(f'<title type="text">{escaped}</title>{odd}').title == "<b>Мост</b> открыт"
    assert _atom(f'<title type="html">{escaped}</title>{odd}').title == "Мост открыт"
    assert _atom(f"<title>{escaped}</title>{odd}").title == "Мост открыт"


def test_json_text_is_shown_as_written() -> None:
    item = {"id": "1", "title": "Тег <col> и 1 < 2", "content_text": "Пишите <b>так</b>\nили &amp; так"}
    document = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    (article,) = _read(json.dumps(document).encode()).articles
    assert (article.title, article.text) == (item["title"], item["content_text"])


def test_a_line_break_in_a_string_of_json_costs_nothing() -> None:
    document = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "Мост\n\tоткрыт"}]}
    written = json.dumps(document).replace("\\n", "\n").replace("\\t", "\t")
    assert _read(written.encode()).articles[0].title == "Мост открыт"


def test_a_comma_at_the_end_of_a_list_of_json_costs_nothing() -> None:
    written = (
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "Мост, [фото,]\\",}",\n }, ],}'
    )
    assert _read(written.encode()).articles[0].title == 'Мост, [фото,]",}'


def test_garbled_text_behind_escapes_of_json_is_made_whole() -> None:
    garbled = "Мост открыт".encode().decode("latin-1")
    document = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": garbled}]}
    assert _read(json.dumps(document).encode()).articles[0].title == "Мост открыт"


def test_families_and_hearts_come_through_whole() -> None:
    (article,) = _rss(
        "<title>Семья 👨‍👩‍👧 ❤️ года</title><description><![CDATA[<p>👨‍👩‍👧 ❤️</p>]]></description>"
    ).articles
    assert (article.title, article.text) == ("Семья 👨‍👩‍👧 ❤️ года", "👨‍👩‍👧 ❤️")


def test_a_title_is_never_cut_inside_a_sign() -> None:
    (article,) = _rss(f"<title>{'👨‍👩‍👧' * 200}</title>").articles
    assert article.title == "👨‍👩‍👧" * 80 + "…"


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://a.example/x?a=1&amp;amp;b=2", "https://a.example/x?a=1&b=2"),
        ("https://a.example/x?a=1&amp;#038;b=2&amp;#38;c=3", "https://a.example/x?a=1&b=2&c=3"),
        ("&lt;a href=&quot;/x?a=1&quot; hreflang=ru&gt;читать&lt;/a&gt;", "https://a.example/x?a=1"),
        ("https://a.example/%3Ca%20href%3D%22/x/1%22%3EMore%3C/a%3E", "https://a.example/x/1"),
        ("&lt;![CDATA[https://a.example/x]]&gt;", "https://a.example/x"),
        ("&lt;p&gt;https://a.example/x&lt;/p&gt;", "https://a.example/x"),
        ("&lt;https://a.example/x&gt;", "https://a.example/x"),
        ("&quot;https://a.example/x&quot;", "https://a.example/x"),
        ("https:/a.example/x", "https://a.example/x"),
        ("HTTP:/www.b.example/x", "https://www.b.example/x"),
        ("https:/x/y", "https://a.example/x/y"),
        ("https://a.example/x?next=https:/b.example/y", "https://a.example/x?next=https:/b.example/y"),
    ],
)
def test_a_link_that_was_wrapped_or_escaped_once_too_often_leads_to_its_page(written: str, link: str) -> None:
    (article,) = _rss(f"<title>Автобус</title><link>{written}</link>").articles
    assert article.url == link
