"""Repairing bare ampersands, HTML's names and open sections before a parser sees them."""

import json

import pytest

from feeds.parsing.kinds import parse
from feeds.parsing.sections import repaired
from text.clean import html_to_text

_LINK = "https://a.example/news.php?id=5&lang=ru&copy=2&region=kg"


def _rss(item: str, more: str = "") -> bytes:
    return f'<rss version="2.0"><channel><title>Т</title><item>{item}</item>{more}</channel></rss>'.encode()


# Makes the strict parser pass the document on, so that both parsers are compared.
@pytest.mark.parametrize("odd", ["", "<x:odd>", "<odd><a/></odd>"])
def test_an_ampersand_that_opens_no_reference_stands_as_written(odd: str) -> None:
    (entry,) = parse(_rss(f"<title>R&D центр, AT&T; Q&A &D;</title><link>{_LINK}</link>{odd}")).entries
    assert (entry.title, entry.link) == ("R&D центр, AT&T; Q&A &D;", _LINK)


@pytest.mark.parametrize("odd", ["", "<x:odd>"])
def test_names_of_html_are_letters_in_a_feed(odd: str) -> None:
    title = "Мост&nbsp;&laquo;Север&raquo; &mdash; открыт &#8212; &#x2014; 5&nbsp&lt 6"
    (entry,) = parse(_rss(f"<title>{title}</title>{odd}")).entries
    assert entry.title == "Мост\xa0«Север» — открыт — — 5\xa0< 6"


def test_ampersands_in_attributes_are_kept() -> None:
    body = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Т</title><link href="{_LINK}"/></entry></feed>'
    assert parse(body.encode()).entries[0].link == _LINK


def test_cdata_stays_as_it_is() -> None:
    markup = "<t><![CDATA[a & b &nbsp; &amp;amp; <b> &#0;]]></t>"
    assert repaired(markup) == markup


@pytest.mark.parametrize(
    ("markup", "sound"),
    [
        ("&amp;amp; &amp;lt;b&amp;gt;", "&amp;amp; &amp;lt;b&amp;gt;"),
        ("&#0;a&#x110000;b&#99999999999999999999;c&#xFFFE;", "abc"),
        ("&#55357;&#56832; &#xD83D;&#xDE00; &#xD83D;", "😀 😀 "),
        ("& &; &# &#; &#x; &&", "&amp; &amp;; &amp;# &amp;#; &amp;#x; &amp;&amp;"),
        ('<a b="&quot;&apos;&#34;">', '<a b="&quot;&apos;&quot;">'),
        ("&AMP;&LT;&nvlt;", "&amp;&lt;&lt;\u20d2"),
        ("a]]>b", "a]]&gt;b"),
    ],
)
def test_references_are_sound_afterwards(markup: str, sound: str) -> None:
    assert repaired(markup) == sound
    assert repaired(sound) == sound


def test_a_section_that_never_ends_ends_with_its_element() -> None:
    more = "<item><title><![CDATA[Второй]]></title></item>"
    for item in ("<title><![CDATA[Мост & дорога</title><guid>1</guid>", "<title><![CDATA[Мост & дорога</title>"):
        titles = [entry.title for entry in parse(_rss(item, more)).entries]
        assert titles == ["Мост & дорога", "Второй"]
    (entry,) = parse(_rss("<title>Мост</title><description><![CDATA[Открыт</description>")).entries
    assert entry.title == "Мост"


@pytest.mark.parametrize("opening", ["<![CDATA[", "<![cdata[", "<! [CDATA[", "<![ CDATA ["])
@pytest.mark.parametrize("end", ["]]>", "]] >", "]>", "]]&gt;\n", "] ]>"])
def test_a_section_is_read_however_its_delimiters_are_written(opening: str, end: str) -> None:
    more = "<item><title>Второй</title></item>"
    (first, second) = parse(_rss(f"<title>{opening}Мост [фото] & дорога{end}</title>", more)).entries
    assert (first.title, second.title) == ("Мост [фото] & дорога", "Второй")


@pytest.mark.parametrize("name", ["description", "content:encoded"])
@pytest.mark.parametrize("end", ["]]>", "]]]]><![CDATA[>", "]]&gt;"])
def test_a_section_of_a_script_does_not_end_the_section_around_it(name: str, end: str) -> None:
    script = f"<script>//<![CDATA[\nпоказать();\n//{end}</script>"
    more = "<item><title>Второй</title></item>"
    item = f"<title>Мост</title><{name}><![CDATA[Раз.{script}Два.{script} Три]]></{name}>"
    first, second = parse(_rss(item, more)).entries
    assert html_to_text(first.texts[0].value) == "Раз.\nДва.\nТри"
    assert second.title == "Второй"


def test_a_section_that_is_opened_twice_takes_nothing_of_the_next_item() -> None:
    item = "<title>Мост</title><description><![CDATA[<![CDATA[Раз]]> </description>"
    more = "<item><title>Второй</title><description><![CDATA[Два]]></description></item>"
    assert [entry.title for entry in parse(_rss(item, more)).entries] == ["Мост", "Второй"]


def test_an_open_comment_hides_no_items() -> None:
    assert [entry.title for entry in parse(_rss("<title>Мост</title><!-- открыт")).entries] == ["Мост"]
    assert [entry.title for entry in parse(_rss("<!-- a -- b --><title>Мост</title>")).entries] == ["Мост"]


def test_json_is_left_alone() -> None:
    title = "R&D &nbsp; &lt;"
    document = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": title}]}
    assert parse(json.dumps(document).encode()).entries[0].title == title


class Counted(str):
    """A text that counts the letters searched in it."""

    searched = 0

    def find(self, *arguments: object) -> int:
        found = super().find(*arguments)  # type: ignore[arg-type]
        _, start, end = (*arguments, len(self))[:3]
        Counted.searched += (found if found >= 0 else end) - start  # type: ignore[operator]
        return found


@pytest.mark.parametrize(
    "part",
    [
        "<![CDATA[",
        "<t><![CDATA[",
        "<title><![CDATA[",
        "<title><![CDATA[<![CDATA[]]>",
        "<!--",
        "<t><![CDATA[</t>",
        "<![CDATA[]]>",
        "]]>",
        "&",
    ],
)
def test_repairing_looks_at_each_letter_a_bounded_number_of_times(part: str) -> None:
    for number in (1_000, 4_000):
        markup, Counted.searched = Counted(part * number), 0
        repaired(markup)
        assert Counted.searched <= 4 * len(markup)
