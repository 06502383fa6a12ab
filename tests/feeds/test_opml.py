"""Importing and exporting OPML: dry run, all or nothing, and clear answers to invalid files."""

import time
from datetime import UTC, datetime

import pytest

from domain.feed import Feed, NewFeed, PollState
from domain.ids import FeedId
from feeds import opml
from feeds.admin import FeedAdmin, OpmlPlan, Rejected
from tests.feeds.rig import Rig

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def document(*outlines: str, prolog: str = "") -> bytes:
    return f'{prolog}<opml version="2.0"><head/><body>{"".join(outlines)}</body></opml>'.encode()


def outline(number: int | str, **more: str) -> str:
    extra = "".join(f' {name}="{value}"' for name, value in more.items())
    return f'<outline type="rss" text="Лента {number}" xmlUrl="https://{number}.example/rss"{extra}/>'


def feed(url: str, title: str, source: str, country: str | None, language: str | None, folder: str | None) -> Feed:
    return Feed(FeedId(1), url, title, source, country, language, folder, False, "admin", NOW, PollState(NOW))


def admin(rig: Rig) -> FeedAdmin:
    return rig.admin


async def test_a_dry_run_says_what_an_import_then_does(rig: Rig) -> None:
    await rig.add("https://2.example/rss")
    body = document(
        f'<outline text="Кыргызстан"><outline text="Деловые">{outline(1)}</outline>{outline(2)}</outline>',
        outline(1),
        outline("c"),
        '<outline text="Пароль" xmlUrl="https://a:b@4.example/rss"/>',
        '<outline text="Файл" xmlUrl="file:///etc/passwd"/>',
        '<outline text="Без адреса"/>',
    )
    plan = await admin(rig).plan_opml(body)
    assert isinstance(plan, OpmlPlan)
    assert [(feed.url, feed.title, feed.folder) for feed in plan.new] == [
        ("https://1.example/rss", "Лента 1", "Кыргызстан / Деловые"),
        ("https://c.example/rss", "Лента c", None),
    ]
    assert plan.known == ("https://2.example/rss",)
    assert plan.duplicates == 1
    assert [one.reason.key for one in plan.refused] == ["feed-error-credentials", "feed-error-scheme"]
    assert len(await rig.storage.feeds.all()) == 1, "a dry run changes nothing"
    assert await admin(rig).import_opml(body) == plan
    assert len(await rig.storage.feeds.all()) == 3
    again = await admin(rig).import_opml(body)
    assert isinstance(again, OpmlPlan)
    assert (again.new, len(again.known)) == ((), 3)


async def test_channels_come_in_by_any_spelling_and_an_invitation_is_a_line_that_is_refused(rig: Rig) -> None:
    body = document(
        '<outline text="Село" xmlUrl="https://t.me/Selo_News"/>',
        '<outline xmlUrl="tg://resolve?domain=selo_news"/>',
        '<outline xmlUrl="https://telegram.me/s/gorod_news"/>',
        '<outline text="Чат" xmlUrl="https://t.me/+AbCdEf"/>',
    )
    plan = await admin(rig).plan_opml(body)
    assert isinstance(plan, OpmlPlan)
    assert [(feed.url, feed.title) for feed in plan.new] == [
        ("https://t.me/s/selo_news", "Село"),
        ("https://t.me/s/gorod_news", "@gorod_news"),
    ]
    assert plan.duplicates == 1
    assert [one.reason.key for one in plan.refused] == ["feed-error-channel-invitation"]


async def test_what_goes_out_comes_in_again(rig: Rig) -> None:
    text = 'Вести "Север" & <Юг>\nновости'
    feeds = [
        feed("https://1.example/rss?a=1&b=2", text, "Вестник", "kg", "ru", "Папка & ко"),
        feed("https://2.example/rss", "Два", "Два", None, None, None),
    ]
    file = opml.read(opml.write(feeds, now=NOW).encode())
    assert file.refused == ()
    found = [outline.feed for outline in file.outlines]
    kept = {(feed.url, feed.title, feed.source, feed.country, feed.language, feed.folder) for feed in found}
    assert kept == {
        ("https://1.example/rss?a=1&b=2", " ".join(text.split()), "Вестник", "kg", "ru", "Папка & ко"),
        ("https://2.example/rss", "Два", "Два", None, None, None),
    }


async def test_ten_thousand_outlines_are_imported_at_once(rig: Rig) -> None:
    body = document(*(outline(number, description="слова " * 60) for number in range(10_000)))
    assert len(body) > 5 * 2**20
    started = time.monotonic()
    plan = await admin(rig).import_opml(body)
    assert isinstance(plan, OpmlPlan)
    assert len(plan.new) == len(await rig.storage.feeds.all()) == 10_000
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b"", "feed-error-opml-broken"),
        (b"\x00\x01\x02", "feed-error-opml-broken"),
        (b"<html><body>404</body></html>", "feed-error-opml-broken"),
        (document(), "feed-error-opml-empty"),
        (
            document(outline("&l9;"), prolog='<!DOCTYPE opml [<!ENTITY l0 "ха"><!ENTITY l9 "&l0;&l0;">]>'),
            "feed-error-opml-broken",
        ),
        (
            document('<outline text="&s;"/>', prolog='<!DOCTYPE opml [<!ENTITY s SYSTEM "file:///etc/passwd">]>'),
            "feed-error-opml-broken",
        ),
        (document("<outline text='x'>" * 5000 + outline(1)), "feed-error-opml-broken"),
        (document("<outline text='x'>" * 30 + outline(1) + "</outline>" * 30), "feed-error-opml-broken"),
        (b"<opml>" + b" " * (9 * 2**20) + b"</opml>", "feed-error-opml-too-large"),
        (document(*["<outline xmlUrl='https://1.example/'/>"] * 20_001), "feed-error-opml-too-large"),
    ],
    ids=[
        "empty", "binary", "page", "without-feeds", "declared-entity", "external-entity",
        "too-deep", "deeper-than-folders", "too-large", "too-many",
    ],
)  # fmt: skip
async def test_what_is_no_opml_changes_nothing_and_is_told_why(rig: Rig, body: bytes, key: str) -> None:
    answer = await admin(rig).import_opml(body)
    assert isinstance(answer, Rejected), answer
    assert answer.reason.key == key
    assert await rig.storage.feeds.all() == ()


async def test_any_bytes_are_read_or_refused() -> None:
    whole = 0
    for number in range(1, 200):
        body = document(outline(1), outline(2))
        at = number * 7 % len(body)
        file = opml.read(body[:at] + bytes([number]) + body[at + 1 :])
        assert all(isinstance(one.feed, NewFeed) for one in file.outlines)
        whole += {one.feed.url for one in file.outlines} >= {"https://1.example/rss", "https://2.example/rss"}
    assert whole > 100, "one byte costs one line at most"


@pytest.mark.parametrize("opening", ["<!--", "<![CDATA[", "<?"])
async def test_openings_without_an_end_are_looked_at_once(opening: str) -> None:
    started = time.process_time()
    file = opml.read(document(opening * 15_000, outline(1), "<!-- ", outline(2), " -->", outline(3)))
    assert time.process_time() - started < 2
    assert [one.feed.url for one in file.outlines][-1] == "https://3.example/rss"


ONE, TWO = "https://1.example/rss", "https://2.example/rss"
PAIR = f'<outline text="Один" xmlUrl="{ONE}"/>\n<outline text="Два" xmlUrl="{TWO}"/>'


@pytest.mark.parametrize(
    "text",
    [
        f'<opml xmlns="http://opml.org/spec2" version="2.0"><body>{PAIR}</body></opml>',
        f'<o:opml xmlns:o="http://opml.org/spec2"><o:body>{PAIR.replace("<outline", "<o:outline")}</o:body></o:opml>',
        f"<opml><body>{PAIR.replace('Один', 'Один & ко')}</body></opml>",
        f"<opml><body>{PAIR.replace('Один', 'Один&nbsp;&laquo;и&raquo; &a; &copy')}</body></opml>",
        "<opml><body>{}</body><body>{}</body></opml>".format(*PAIR.split("\n")),
        f"<OPML><BODY>{PAIR.replace('outline', 'OUTLINE').replace('xmlUrl', 'XMLURL')}</BODY></OPML>",
        f"<opml><body>{PAIR.replace('xmlUrl', 'xmlurl')}</body></opml>",
        f"<opml><body>{PAIR.replace('xmlUrl', 'url')}</body></opml>",
        f"<opml><body>{PAIR.replace('https', 'feed:https')}</body></opml>",
        f"<opml><body>{PAIR.replace('https', 'feed://https')}</body></opml>",
        f"<opml><body>{PAIR.replace(chr(34), chr(39))}</body></opml>",
        f"<opml><body>{PAIR.replace('Один', 'Один <b>и</b> > ')}</body></opml>",
        f"<opml><body>{PAIR.replace('/>', '>')}</body></opml>",
        f"<opml><body>{PAIR.replace('/>', '></outline>')}</body></opml>",
        f"<opml><body><!-- <outline xmlUrl='https://3.example/rss'/> -->{PAIR}</body></opml>",
        f"<opml><body>{PAIR}{PAIR}</body></opml>",
        f"<opml><head><title>A & B</title></head><body><outline text='Папка'>{PAIR}</outline></body></opml>",
        f"<!DOCTYPE opml SYSTEM 'opml.dtd'>\n<opml><body>{PAIR}</body></opml>",
        PAIR,
    ],
)
async def test_a_persons_file_is_read_however_it_was_made(rig: Rig, text: str) -> None:
    for body in (
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
        text.encode("utf-16"),
        ('<?xml version="1.0" encoding="windows-1251"?>' + text).encode("windows-1251"),
    ):
        plan = await admin(rig).plan_opml(body)
        assert isinstance(plan, OpmlPlan)
        assert [feed.url for feed in plan.new] == [ONE, TWO]
        assert (plan.new[0].title[:4], plan.new[1].title, plan.refused) == ("Один", "Два", ())


async def test_addresses_of_a_file_are_made_whole_as_typed_ones_are(rig: Rig) -> None:
    addresses = {
        "feed://1.example/rss": "http://1.example/rss",
        "“https://1.example/curly”": "https://1.example/curly",
        "1.example/my feed.xml": "https://1.example/my%20feed.xml",
        "https://1.example/rss?a=1&b=2&copy=3": "https://1.example/rss?a=1&b=2&copy=3",
        "https://1.example/rss?a=1&amp;amp;c=2": "https://1.example/rss?a=1&c=2",
        "https://вестник.example/новости": "https://xn--b1agjinxh.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
    }
    plan = await admin(rig).plan_opml(document(*(f'<outline xmlUrl="{written}"/>' for written in addresses)))
    assert isinstance(plan, OpmlPlan)
    assert [feed.url for feed in plan.new] == list(addresses.values())


async def test_what_cannot_be_used_is_told_line_by_line(rig: Rig) -> None:
    text = "\r\n".join(
        [
            '<?xml version="1.0"?>',
            "<opml><body>",
            '<outline text="Папка">',
            '<outline type="rss" text="Без адреса" htmlUrl="https://0.example/"/>',
            f'<outline text="Один xmlUrl="{ONE}"/>',
            '<outline text="Пароль" xmlUrl="https://a:b@4.example/rss"/>',
            '<outline text="Сломана" xmlUrl=">',
            "</outline>",
            '<outline type="link" text="Страница" url="https://0.example/"/>',
            f'<outline text="Два" xmlUrl="{TWO}"/>',
            '<outline text="Конец" xmlUrl="https://5.exam',
        ]
    )
    plan = await admin(rig).plan_opml(text.encode())
    assert isinstance(plan, OpmlPlan)
    assert [(feed.url, feed.folder) for feed in plan.new] == [
        (ONE, "Папка"),
        (TWO, None),
    ], "an address that is cut may be any"
    assert [(one.line, one.reason.key) for one in plan.refused] == [
        (4, "feed-error-opml-no-address"),
        (6, "feed-error-credentials"),
        (7, "feed-error-opml-line"),
        (9, "feed-error-opml-no-address"),
        (11, "feed-error-opml-line"),
        (11, "feed-error-opml-cut"),
    ]
    assert plan.refused[0].what == "Без адреса"
