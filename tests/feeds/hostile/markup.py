"""Markup, escapes and invisible characters in places for plain words."""

import re
from collections.abc import Callable, Sequence

from domain.article import Article
from tests.feeds.hostile.case import Case, Respond, read_well
from tests.feeds.hostile.exchange import Exchange, item, rss

INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def titled(title: str, words: str = "Слова статьи о мосте.") -> Respond:
    async def respond(x: Exchange) -> None:
        await x.answer(rss(item(title=title, words=words)).encode("utf-8", "surrogatepass"))

    return respond


def _title(wanted: str | None) -> Callable[[Sequence[Article]], None]:
    def check(articles: Sequence[Article]) -> None:
        assert articles[0].title == wanted
        assert not INVISIBLE.search(f"{articles[0].title}{articles[0].text}")

    return check


def _plain(articles: Sequence[Article]) -> None:
    for article in articles:
        words = f"{article.title} {article.text}"
        assert not INVISIBLE.search(words)
        assert not re.search(r"</?(script|b|div|img|style|p)\b|alert\(|onerror", words)


def _short(articles: Sequence[Article]) -> None:
    assert 300 <= len(articles[0].title or "") <= 401


_TITLES: dict[str, tuple[str, str | None]] = {
    "tags": ("&lt;b&gt;Мост&lt;/b&gt; &lt;i&gt;открыт&lt;/i&gt;", "Мост открыт"),
    "cdata-tags": ("<![CDATA[<b>Мост</b> открыт]]>", "Мост открыт"),
    "real-tags": ("<b>Мост</b> открыт", "Мост открыт"),
    "escaped-twice": ("Мост &amp;amp; дорога &amp;quot;Север&amp;quot;", 'Мост & дорога "Север"'),
    "escaped-thrice": ("Мост &amp;amp;amp; дорога", "Мост & дорога"),
    "named-entities": (
        "<![CDATA[Мост &laquo;Север&raquo; &mdash; открыт&nbsp;сегодня]]>",
        "Мост «Север» — открыт сегодня",
    ),
    "bidi-override": ("Мост \u202eтыркто\u202c\u2066 сегодня\u2069", "Мост тыркто сегодня"),
    "zero-width": ("М\u200bо\u200dс\ufeffт от\xadкрыт", "Мост открыт"),
    "control-characters": ("Мост&#1;&#7; от\x0bкрыт\x1b[31m", "Мост открыт[31m"),
    "references-to-nothing": ("Мост&#0;&#xD83D;&#xDE00;&#99999999; открыт", None),
    "line-breaks": ("Мост\n\n\n   открыт\t\tсегодня", "Мост открыт сегодня"),
    "picture-only": ("&lt;img src=x onerror=alert(1)&gt;", None),
    "less-than": ("Курс &lt; 90 сомов", "Курс < 90 сомов"),
}
CASES: list[Case] = [
    *(
        read_well(f"markup-{name}", titled(title), check=_title(wanted) if wanted else _plain)
        for name, (title, wanted) in _TITLES.items()
    ),
    read_well(
        "markup-script", titled("Мост", "<![CDATA[<p>Мост открыт.</p><script>alert(1)</script>]]>"), check=_plain
    ),
    read_well(
        "markup-script-escaped-twice",
        titled("Мост", "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt; открыт"),
        check=lambda articles: _no_tags(articles),
    ),
    read_well(
        "markup-style", titled("Мост", "<![CDATA[<style>b{}</style><div style='x'>Мост открыт</div>]]>"), check=_plain
    ),
    read_well("markup-unbalanced", titled("Мост", "<![CDATA[</div></p><b><i>Мост <p>открыт</b>]]>"), check=_plain),
    read_well("markup-open-tag", titled("Мост", "<![CDATA[Мост открыт <img src='x]]>"), check=_plain),
    read_well("markup-comment", titled("Мост", "<![CDATA[Мост <!-- <b>тайна</b> --> открыт]]>"), check=_plain),
    read_well(
        "markup-300-characters", titled("Мост открыт сегодня " * 15), check=lambda articles: _exact(articles, 299)
    ),
    read_well("markup-3000-characters", titled("Мост открыт сегодня " * 150), check=_short),
    read_well("markup-a-word-of-5000", titled("м" * 5000), check=_short),
    read_well("markup-megabyte-title", titled("<![CDATA[" + "<b>Мост</b> " * 100_000 + "]]>"), check=_plain),
    read_well("markup-entities-by-the-million", titled("Мост", "&amp;amp;" * 500_000), check=_plain),
]


def _no_tags(articles: Sequence[Article]) -> None:
    assert "<script" not in articles[0].text


def _exact(articles: Sequence[Article], length: int) -> None:
    assert len(articles[0].title or "") == length
