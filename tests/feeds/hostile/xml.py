"""Attacks on XML parsers, and markup that is not XML."""

from collections.abc import Callable, Sequence

from domain.article import Article
from tests.feeds.hostile.case import Case, Respond, read_well
from tests.feeds.hostile.exchange import NEWS, Exchange, item, rss

BROKEN, OVERLONG, NO_FEED = "feed-error-broken", "feed-error-overlong", "feed-error-not-a-feed"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ха">{LAUGHS}]>'


def document(make: Callable[[Exchange], str]) -> Respond:
    async def respond(x: Exchange) -> None:
        await x.answer(make(x))

    return respond


def _holds_no_secret(articles: Sequence[Article]) -> None:
    for article in articles:
        words = f"{article.title} {article.text}"
        assert "root:" not in words
        assert "ха" * 20 not in words


def _external(x: Exchange) -> str:
    secret = '<!DOCTYPE rss [<!ENTITY s SYSTEM "file:///etc/passwd">]>'
    return rss(item(words="До &s; после"), prolog=secret)


def _over_http(x: Exchange) -> str:
    here = f"http://127.0.0.1:{x.trap}/dtd"
    return rss(item(words="&s;"), prolog=f'<!DOCTYPE rss [<!ENTITY % p SYSTEM "{here}"> %p; <!ENTITY s "х">]>')


def _outer_dtd(x: Exchange) -> str:
    return rss(prolog=f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:{x.trap}/rss.dtd">')


def _stylesheet(x: Exchange) -> str:
    return rss(prolog=f'<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:{x.trap}/x.xsl"?>')


def _include(x: Exchange) -> str:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    return rss(item(words=None).replace("</item>", f"<description>{include}слова</description></item>"))


_READ: dict[str, Callable[[Exchange], str]] = {
    "billion-laughs": lambda x: rss(item(words="&l9; и слова"), prolog=BILLION),
    "billion-laughs-in-title": lambda x: rss(item(title=f"{NEWS} &l9;"), prolog=BILLION),
    "quadratic-entity": lambda x: rss(
        item(words="&a;" * 50_000), prolog=f'<!DOCTYPE rss [<!ENTITY a "{"а" * 50_000}">]>'
    ),
    "external-entity": _external,
    "entity-over-http": _over_http,
    "dtd-over-http": _outer_dtd,
    "stylesheet-over-http": _stylesheet,
    "include": _include,
    "doctype-with-traps": lambda x: rss(prolog='<!DOCTYPE rss [<!-- ]> --> <!ENTITY a "]>"> ]>'),
    "undeclared-entity": lambda x: rss(item(words="Курс&nbsp;сома &unknown; вырос")),
    "bare-ampersand": lambda x: rss(item(title="Мост & дорога")),
    "unclosed": lambda x: rss(item())[:-20],
    "unclosed-item": lambda x: rss(item()).replace("</item></channel></rss>", ""),
    "two-roots": lambda x: rss() + rss(),
    "rubbish-before": lambda x: "\n\n  PHP Warning: something on line 3\n" + rss(),
    "rubbish-behind": lambda x: rss() + "<script>track()</script>",
    "unquoted-attribute": lambda x: rss().replace('version="2.0"', "version=2.0"),
    "attribute-twice": lambda x: rss(item().replace("<item>", '<item a="1" a="2">')),
    "unbound-prefix": lambda x: rss(item().replace("</item>", "<yandex:genre>message</yandex:genre></item>")),
    "comments-by-the-thousand": lambda x: rss(item(), head="<!-- x -->" * 50_000),
    "instructions-by-the-thousand": lambda x: rss(item(), head="<?x y?>" * 50_000),
    "cdata-in-cdata": lambda x: rss(item(words="<![CDATA[<![CDATA[слова]]]]><![CDATA[>]]>")),
    "long-attribute": lambda x: rss(item().replace("<item>", f'<item a="{"b" * 3_000_000}">')),
    "namespaces": lambda x: rss(item()).replace(
        "<rss ", "<rss " + " ".join(f'xmlns:n{n}="http://n{n}.example/"' for n in range(10_000)) + " "
    ),
    "long-tag-name": lambda x: rss(item(), head=f"<{'a' * 300_000}/>"),
    "deep-markup": lambda x: rss(item(words="&lt;div&gt;" * 100_000 + "слова")),
}
_ODD: dict[str, tuple[Callable[[Exchange], str], tuple[str, ...]]] = {
    "deep-nesting": (lambda x: "<rss>" + "<a>" * 200_000, (BROKEN, OVERLONG, NO_FEED)),
    "deep-items": (lambda x: rss(item()).replace("<item>", "<item>" * 50_000), (BROKEN, OVERLONG, NO_FEED)),
    "attributes": (
        lambda x: "<rss version='2.0'><channel " + " ".join(f'a{n}="{n}"' for n in range(200_000)) + f">{item()}",
        (BROKEN, OVERLONG, NO_FEED),
    ),
    "attributes-unquoted": (
        lambda x: "<rss version='2.0'><channel " + "a=&amp; " * 300_000,
        (BROKEN, OVERLONG, NO_FEED),
    ),
    "doctype-without-end": (lambda x: "<!DOCTYPE rss [" + "<!ENTITY a 'b'>" * 200_000, (NO_FEED, BROKEN)),
    "open-brackets": (lambda x: "<" * 2_000_000, (BROKEN, OVERLONG, NO_FEED)),
    "open-cdata": (lambda x: "<rss><![CDATA[" * 100_000, (BROKEN, OVERLONG, NO_FEED)),
    "open-comment": (lambda x: "<rss><!--" + "-" * 2_000_000, (BROKEN, OVERLONG, NO_FEED)),
    "json-deep": (lambda x: '{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 200_000, (BROKEN,)),
    "json-number": (
        lambda x: '{"version": "https://jsonfeed.org/version/1.1", "items": ' + "9" * 200_000 + "}",
        (BROKEN, NO_FEED),
    ),
    "json-not-items": (lambda x: '{"version": "https://jsonfeed.org/version/1.1", "items": {"a": 1}}', (NO_FEED,)),
}
CASES = [
    *(read_well(f"xml-{name}", document(make), check=_holds_no_secret) for name, make in _READ.items()),
    *(
        Case(f"xml-{name}", document(make), reason=reasons[0], also=reasons[1:])
        for name, (make, reasons) in _ODD.items()
    ),
]
