"""OPML in and out: a dry run first, all or nothing, and a clear answer to what is no OPML."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from domain.feed import Feed, NewFeed, PollState
from feeds import opml
from feeds.admin import FeedAdmin, OpmlPlan, Rejected
from feeds.parsing.parsed import NotAFeed
from feeds.workers.worker import WorkerPool
from tests.feeds.rig import Rig, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def document(*outlines: str, prolog: str = "") -> bytes:
    return f'{prolog}<opml version="2.0"><head/><body>{"".join(outlines)}</body></opml>'.encode()


def outline(number: int | str, **more: str) -> str:
    extra = "".join(f' {name}="{value}"' for name, value in more.items())
    return f'<outline type="rss" text="Лента {number}" xmlUrl="https://{number}.example/rss"{extra}/>'


def feed(url: str, title: str, source: str, country: str | None, language: str | None, folder: str | None) -> Feed:
    return Feed(1, url, title, source, country, language, folder, False, "admin", NOW, PollState(NOW))


@pytest_asyncio.fixture(loop_scope="module")
async def rig(pool: WorkerPool, tmp_path: Path):
    async with opened(tmp_path, pool) as rig:
        yield rig


def admin(rig: Rig) -> FeedAdmin:
    return FeedAdmin(rig.storage, rig.fetcher, rig.pool, rig.clock)


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
    assert [reason.key for _, reason in plan.refused] == ["feed-error-credentials", "feed-error-scheme"]
    assert len(await rig.storage.feeds.all()) == 1, "a dry run changes nothing"
    assert await admin(rig).import_opml(body) == plan
    assert len(await rig.storage.feeds.all()) == 3
    again = await admin(rig).import_opml(body)
    assert isinstance(again, OpmlPlan)
    assert (again.new, len(again.known)) == ((), 3)


async def test_what_goes_out_comes_in_again(rig: Rig) -> None:
    text = 'Вести "Север" & <Юг>\nновости'
    feeds = [
        feed("https://1.example/rss?a=1&b=2", text, "Вестник", "kg", "ru", "Папка & ко"),
        feed("https://2.example/rss", "Два", "Два", None, None, None),
    ]
    found = opml.read(opml.write(feeds, now=NOW).encode())
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
        (document(outline(1))[:-30], "feed-error-opml-broken"),
        (document(), "feed-error-opml-empty"),
        (document('<outline text="&a;" xmlUrl="https://1.example/"/>'), "feed-error-opml-broken"),
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
        "empty", "binary", "page", "cut", "without-feeds", "undeclared-entity", "declared-entity", "external-entity",
        "too-deep", "deeper-than-folders", "too-large", "too-many",
    ],
)  # fmt: skip
async def test_what_is_no_opml_changes_nothing_and_is_told_why(rig: Rig, body: bytes, key: str) -> None:
    answer = await admin(rig).import_opml(body)
    assert isinstance(answer, Rejected), answer
    assert answer.reason.key == key
    assert await rig.storage.feeds.all() == ()


async def test_any_bytes_are_read_or_refused() -> None:
    refused = 0
    for number in range(200):
        body = document(outline(1), outline(2))
        at = number * 7 % len(body)
        try:
            found = opml.read(body[:at] + bytes([number]) + body[at + 1 :])
        except NotAFeed:
            refused += 1
        else:
            assert all(isinstance(feed, NewFeed) for feed in found)
    assert 0 < refused < 200
