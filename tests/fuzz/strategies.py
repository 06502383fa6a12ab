"""Input by strangers, for Hypothesis: sentences in six languages with odd characters, and feeds made of them."""

import os
from dataclasses import dataclass
from xml.sax.saxutils import escape

from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))  # examples for each test; a long run uses some ten thousand

SENTENCES = (
    "Мектепке жаңы автобус берилди",
    "В школу привезли новый автобус",
    "Мектепке жаңа автобус берілді",
    "Maktabga yangi avtobus berildi",
    "Мактабга янги автобус берилди",
    "Ба мактаб автобуси нав доданд",
    "A new bus was given to the school",
    "12 человек пострадали при пожаре на складе",
    "Погибли трое, ранены 15",
    "Чечитте 3,5 миң адам көчүрүлдү",
    "Narxlar 12 foizga oshdi",
    "Нархҳо 4 фоиз боло рафтанд",
    "В Бишкеке открыли мост через реку",
    "Бишкекте көпүрө ачылды",
    "15,000 people attended the fair",
)
ODD_DIGITS = (
    "10⁶",
    "2025¹",
    "①",
    "⑫",
    "Ⅷ",
    "½",
    "٣",
    "１２",
    "१२",
    "፲",
    "〇",
    "十",
    "𝟗",
    "−5",
    "+7",
    "1e309",
    "0x1F",
    "1 000 000",
    "9" * 400,
)
ODD_SIGNS = (
    "👨‍👩‍👧",
    "❤️",
    "🇰🇬",
    "1️⃣",
    "👍🏽",
    "за́мок",
    "е\u0308лка",
    "й",
    "tog'",
    "togʻ",
    "oʼquv",
    "Türkmenistan",
    "Kasım",
    "ﬁ",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u202eabc\u202c",
    "\u2028",
    "\u0085",
    "\x00",
    "\x0b",
    "\x1f",
    "\ufffe",
    "\ud83d",
    "«",
    "»",
    "„",
    "“",
    "…",
    "—",
    "№",
    "%",
    "§",
    "🙂" * 40,
    "̈" * 60,
    "ы" * 300,
    "A" * 5000,
    "·",
    "|",
    "\\",
    "@jarchi",
    "#хештег",
    "/start",
)
ODD_MARKUP = (
    "&",
    "&amp;",
    "&amp;amp;",
    "&nbsp;",
    "&nbsp",
    "&#147;",
    "&#0;",
    "&#x110000;",
    "&#55357;",
    "&lt;b&gt;",
    "<",
    ">",
    "<3",
    "1 < 2",
    "<col>",
    "<<Барқарор>>",
    "<b>",
    "</b>",
    "<br/>",
    "<p>",
    "</p>",
    "<iframe src='x'/>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?php",
    "?>",
    "<div",
    "<img src=x onerror=y>",
    "<table><tr><td>",
    "<a href='javascript:1'>",
    "<svg/>",
    "<plaintext>",
    "R&D",
    "?a=1&lang=ru",
)
DATES = (
    "Tue, 24 Nov 2026 10:00:00 +0600",
    "Tue, 24 Nov 2026 10:00 GMT+0600",
    "1795500000",
    "1795500000000",
    "24.11.26",
    "24 Noýabr 2026",
    "10:00, 24 ноября 2026",
    "24 ноябри соли 2026",
    "Tue Nov 24 2026 10:00:00 GMT+0600 (Kyrgyzstan Time)",
    "2026-11-24",
    "вчера",
    "",
    "0",
    "-1",
    "99999999999999999999",
    "31.02.2026",
    "2026-13-45T99:99:99Z",
    "0001-01-01",
    "9999-12-31T23:59:59-23:59",
    "Tue, 24 Nov 26 10:00 EST",
    "²",
    "٢٤.١١.٢٠٢٦",
)
LINKS = (
    "https://tandem.example/1",
    "https://tandem.example/live/77#post-0",
    "https://tandem.example/live/77#post-1",
    "news.php?rss=1",
    "news.php?rss=2",
    "//tandem.example/Big News",
    "/а б",
    "http://localhost/?p=101",
    "https://tandem.example/?utm_source=rss",
    "javascript:alert(1)",
    "http://[",
    "http://пример.example/ё",
    "https://tandem.example/%",
    "https://tandem.example/\\x",
    "mailto:a@tandem.example",
    "",
    "#",
    "https://tandem.example:99999/",
    "http://user:pass@tandem.example/",
)

plain_texts = st.lists(st.sampled_from(SENTENCES + ODD_DIGITS + ODD_SIGNS) | st.text(max_size=6), max_size=6).map(
    " ".join
)
texts = st.lists(
    st.sampled_from(SENTENCES + ODD_DIGITS + ODD_SIGNS + ODD_MARKUP) | st.text(max_size=6), max_size=8
).flatmap(lambda parts: st.sampled_from(["", " ", ". ", "\n"]).map(lambda glue: glue.join(parts)))


@dataclass(frozen=True, slots=True)
class Item:
    """The content of a feed's item, before it is written in any format."""

    title: str | None
    text: str | None
    link: str | None
    guid: str | None
    date: str | None


items = st.builds(
    Item,
    title=st.none() | texts,
    text=st.none() | texts,
    link=st.none()
    | st.sampled_from(LINKS)
    | st.integers(1, 9).map("https://tandem.example/n/{}".format)
    | st.text(max_size=12),
    guid=st.none() | st.sampled_from(LINKS) | st.integers(1, 9).map(str) | st.text(max_size=12),
    date=st.none() | st.sampled_from(DATES) | st.text(max_size=8),
)


def _xml(text: str) -> str:
    """Escape a text for XML 1.0, without characters that XML cannot hold at all."""
    return escape(
        "".join(
            sign
            for sign in text
            if sign in "\t\n\r" or " " <= sign < "\ud800" or "\ue000" <= sign < "\ufffe" or sign > "\uffff"
        )
    )


def _raw(text: str) -> str:
    return text


def rss(found: list[Item], *, is_raw: bool = False) -> str:
    """Return an RSS document; with `is_raw` the items are not escaped, so the document may not be XML at all."""
    put = _raw if is_raw else _xml
    body = "".join(
        "<item>"
        + _element("title", item.title, put)
        + _element("link", item.link, put)
        + _element("description", item.text, put)
        + _element("guid", item.guid, put, ' isPermaLink="false"')
        + _element("pubDate", item.date, put)
        + "</item>"
        for item in found
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Тандем</title><link>https://tandem.example/</link>{body}</channel></rss>'


def atom(found: list[Item], *, is_raw: bool = False) -> str:
    """Return an Atom document; with `is_raw` the items are not escaped."""
    put = _raw if is_raw else _xml
    body = "".join(
        "<entry>"
        + _element("title", item.title, put, ' type="html"')
        + ("" if item.link is None else f'<link rel="alternate" href="{put(item.link).replace(chr(34), "&quot;")}"/>')
        + _element("content", item.text, put, ' type="html"')
        + _element("id", item.guid, put)
        + _element("updated", item.date, put)
        + "</entry>"
        for item in found
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Тандем</title>{body}</feed>'


def _element(name: str, value: str | None, put: object, attributes: str = "") -> str:
    assert callable(put)
    return "" if value is None else f"<{name}{attributes}>{put(value)}</{name}>"


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1251", "koi8-r", "latin-1")


def encoded(document: str, encoding: str) -> bytes:
    """Return the document in an encoding; characters that the encoding lacks become numeric references."""
    if encoding.startswith("utf"):
        return document.encode(encoding, "surrogatepass")
    return document.encode(encoding, "xmlcharrefreplace")
