"""Identities: entries that are one article, and entries that are two."""

from collections.abc import Callable, Sequence

from domain.article import Article
from tests.feeds.hostile.case import Case, Respond, read_well
from tests.feeds.hostile.exchange import Exchange, item, rss

ONE = "https://vestnik.example/news/1"
LIVE = "https://vestnik.example/live/77"


def holding(*items: str) -> Respond:
    async def respond(x: Exchange) -> None:
        await x.answer(rss(*items))

    return respond


def changing(make: Callable[[int], str]) -> Respond:
    """Answer with a different document at each poll."""

    async def respond(x: Exchange) -> None:
        await x.answer(make(x.hit))

    return respond


def _links(*wanted: str | None) -> Callable[[Sequence[Article]], None]:
    def check(articles: Sequence[Article]) -> None:
        assert sorted(article.url or "" for article in articles) == sorted(link or "" for link in wanted)

    return check


async def _relative(x: Exchange) -> None:
    await x.answer(rss(item(link="/news/7?id=1#top")).replace("https://vestnik.example/<", f"{x.base}/{x.case}/<"))


def _is_relative_to_the_feed(articles: Sequence[Article]) -> None:
    assert (articles[0].url or "").startswith("http://127.0.0.2:")
    assert (articles[0].url or "").endswith("/news/7?id=1")


CASES: list[Case] = [
    read_well("identity-guid-shared", holding(item(1, guid="x"), item(2, guid="x"), item(3, guid="x")), new=3),
    read_well("identity-item-repeated", holding(*[item(1, guid="x")] * 900), new=1),
    read_well("identity-guid-changes", changing(lambda hit: rss(item(1, guid=f"x{hit}"))), new=0, polls=3),
    read_well(
        "identity-link-changes", changing(lambda hit: rss(item(1, link=f"{ONE}?{hit}", guid="x"))), new=0, polls=2
    ),
    read_well("identity-title-changes", changing(lambda hit: rss(item(title=f"Мост {hit}", guid="x"))), new=0, polls=2),
    read_well("identity-guid-appears", changing(lambda hit: rss(item(1, guid="x" if hit else None))), new=0, polls=2),
    read_well("identity-another-article", changing(lambda hit: rss(item(hit))), new=1, polls=2),
    read_well(
        "identity-tracked",
        holding(
            item(1, link=ONE),
            item(1, link=f"{ONE}?utm_source=rss&amp;utm_medium=x"),
            item(1, link=f"{ONE}?yclid=5"),
            item(1, link=f"{ONE}?fbclid=abc"),
        ),
        check=_links(ONE),
    ),
    read_well(
        "identity-tracked-later", changing(lambda hit: rss(item(1, link=f"{ONE}?utm_campaign={hit}"))), new=0, polls=2
    ),
    read_well(
        "identity-guid-tracked",
        changing(lambda hit: rss(item(1, link=None, guid=f"{ONE}?utm_term={hit}"))),
        new=0,
        polls=2,
    ),
    read_well(
        "identity-front-page",
        holding(*(item(link="https://vestnik.example/", title=f"Мост {n}") for n in range(5))),
        new=5,
    ),
    read_well(
        "identity-anchors",
        holding(*(item(link=f"https://vestnik.example/#{n}", title=f"Мост {n}") for n in range(5))),
        new=5,
    ),
    read_well(
        "identity-live-report",
        holding(*(item(link=f"{LIVE}#post-{n}", guid=f"{LIVE}#post-{n}", title=f"Запись {n}") for n in range(3))),
        check=_links(*(f"{LIVE}#post-{n}" for n in range(3))),
        new=3,
    ),
    read_well(
        "identity-live-report-goes-on",
        changing(lambda hit: rss(item(link=f"{LIVE}#post-{hit}", title=f"Запись {hit}", words=f"Слова {hit}"))),
        new=1,
        polls=3,
    ),
    read_well(
        "identity-anchors-at-each-poll",
        changing(lambda hit: rss(*(item(n, link=f"{ONE}{n}#{(n + hit) % 4}") for n in range(4)))),
        new=0,
        polls=3,
        check=_links(*(f"{ONE}{n}" for n in range(4))),
    ),
    read_well(
        "identity-script",
        holding(*(item(link=f"https://vestnik.example/news.php?rss={n}", title=f"Мост {n}") for n in (1, 2))),
        check=_links(*(f"https://vestnik.example/news.php?rss={n}" for n in (1, 2))),
        new=2,
    ),
    read_well(
        "identity-link-to-encode",
        holding(item(link="//vestnik.example/Big News")),
        check=_links("https://vestnik.example/Big%20News"),
    ),
    read_well("identity-nothing-but-words", holding(item(link=None, title=None)), check=_links(None)),
    read_well(
        "identity-nothing-at-all", holding("<item/>", "<item></item>", item(link=None, title=" ", words=" ")), new=0
    ),
    read_well("identity-empty-guid", holding(item(1, guid=""), item(2, guid="")), new=2),
    read_well("identity-long-guid", holding(item(1, guid="x" * 500_000), item(2, guid="x" * 500_000 + "y")), new=2),
    read_well("identity-long-link", holding(item(link="https://vestnik.example/" + "x" * 500_000)), check=_links(None)),
    read_well("identity-relative", _relative, check=_is_relative_to_the_feed),
    read_well("identity-javascript", holding(item(link="javascript:alert(1)")), check=_links(None)),
    read_well(
        "identity-javascript-hidden",
        holding(item(link=" java&#10;script:alert(1)")),
        check=lambda articles: _no_script(articles),
    ),
    read_well("identity-data-link", holding(item(link="data:text/html,x")), check=_links(None)),
    read_well("identity-file-link", holding(item(link="file:///etc/passwd")), check=_links(None)),
    read_well("identity-link-with-password", holding(item(link="https://a:b@vestnik.example/")), check=_links(None)),
    read_well(
        "identity-guid-no-permalink", holding(item(1, link=None, guid="tag:vestnik.example,2025:1")), check=_links(None)
    ),
    read_well("identity-emptied", changing(lambda hit: rss(item(1)) if not hit else rss("<x/>")), new=0, polls=2),
]


def _no_script(articles: Sequence[Article]) -> None:
    assert all((article.url or "http:").startswith("http") for article in articles)
