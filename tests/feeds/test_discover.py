"""Adding a site by its address: its feeds are offered, and none is guessed."""

from pathlib import Path

import pytest

from feeds.admin import Added, AlreadyThere, Choices, FeedAdmin, Rejected
from feeds.discover import usual_addresses
from feeds.parsing.kinds import find_links
from feeds.parsing.parsed import FoundFeed
from tests.feeds.hostile.exchange import rss
from tests.feeds.rig import Rig, opened
from tests.feeds.site import Site
from workers.pool import WorkerPool

pytestmark = pytest.mark.asyncio(loop_scope="module")
PAGE = """<!DOCTYPE html><html><head><base href="/ru/">
<link rel="stylesheet" href="a.css">
<link rel="alternate" hreflang="ky" href="/ky/">
<link rel="Alternate Home" type="application/rss+xml; charset=utf-8" title=" Все
 новости " href="rss">
<link rel=alternate type=application/atom+xml href="https://other.example/atom">
<link rel="alternate" type="application/feed+json" href="//json.example/feed.json">
<link rel="alternate" type="application/rss+xml" href="rss">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" type="application/rss+xml" href="http://a:b@vestnik.example/">
<link rel="alternate" type="text/html" href="/print">
</head><body>Вестник</body></html>"""


def admin(rig: Rig) -> FeedAdmin:
    return rig.admin


async def test_the_links_of_a_page_are_found_in_order_and_once() -> None:
    assert find_links(PAGE.encode(), "text/html; charset=utf-8", "https://vestnik.example/ru/index.html") == (
        FoundFeed("https://vestnik.example/ru/rss", "Все новости"),
        FoundFeed("https://other.example/atom", None),
        FoundFeed("https://json.example/feed.json", None),
    )


async def test_links_of_a_page_are_encoded_and_a_broken_base_is_passed_over() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="{}">'
    page = '<base href="/мои ленты/">' + head.format("a|б.xml") + head.format("\\rss\\main.xml")
    assert [found.url for found in find_links(page.encode(), "text/html", "https://vestnik.example/")] == [
        "https://vestnik.example/%D0%BC%D0%BE%D0%B8%20%D0%BB%D0%B5%D0%BD%D1%82%D1%8B/a%7C%D0%B1.xml",
        "https://vestnik.example/rss/main.xml",
    ]
    page = '<base href="javascript:x">' + head.format("rss")
    assert (
        find_links(page.encode(), "text/html", "https://vestnik.example/a/")[0].url == "https://vestnik.example/a/rss"
    )


async def test_a_page_of_a_thousand_links_gives_ten_choices() -> None:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{number}">' for number in range(1000))
    assert len(find_links(links.encode(), "", "https://vestnik.example/")) == 10


async def test_a_site_answers_with_its_feeds_and_nothing_is_added(rig: Rig, site: Site) -> None:
    site.feed("/", PAGE, Content_Type="text/html")
    answer = await admin(rig).add(site.url)
    assert isinstance(answer, Choices)
    assert answer.feeds[0].url == site.url + "/ru/rss"
    assert await rig.storage.feeds.all() == ()


async def test_a_site_that_names_no_feed_is_tried_at_the_usual_paths(rig: Rig, site: Site) -> None:
    site.feed("/", "<html><body>Вестник</body></html>", Content_Type="text/html")
    site.feed("/rss.xml", rss())
    site.feed("/feed/", "<html></html>", Content_Type="text/html")
    answer = await admin(rig).add(site.url)
    assert answer == Choices(site.url + "/", (FoundFeed(site.url + "/rss.xml", "Вестник"),))
    assert set(usual_addresses(site.url)) <= {site.url + path for path in site.asked}


async def test_a_site_without_any_feed_is_refused_with_the_reason(rig: Rig, site: Site) -> None:
    site.feed("/", "<html><body>Вестник</body></html>", Content_Type="text/html")
    answer = await admin(rig).add(site.url)
    assert isinstance(answer, Rejected)
    assert answer.reason.key == "feed-error-html"


async def test_a_feed_is_added_with_its_name_once(rig: Rig, site: Site) -> None:
    url = site.feed("/rss", rss(head="<language>ru</language>"))
    answer = await admin(rig).add(url)
    assert isinstance(answer, Added)
    assert (answer.feed.title, answer.feed.language) == ("Вестник", "ru")
    assert isinstance(await admin(rig).add(url), AlreadyThere)


async def test_an_address_without_a_scheme_is_tried_without_tls_too(rig: Rig, site: Site) -> None:
    url = site.feed("/rss", rss())
    answer = await admin(rig).add(url.removeprefix("http://"))
    assert isinstance(answer, Added)
    assert answer.feed.url == url
    assert isinstance(await admin(rig).add(url.removeprefix("http://")), AlreadyThere)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1:1/rss", "feed-error-private-address"),
        ("http://localhost:1/rss", "feed-error-private-address"),
        ("http://[::ffff:10.0.0.1]/rss", "feed-error-private-address"),
        ("http://reader:secret@127.0.0.2/rss", "feed-error-credentials"),
        ("file:///etc/passwd", "feed-error-scheme"),
        ("http://nowhere.invalid/", "feed-error-no-such-host"),
    ],
)
async def test_what_may_not_or_cannot_be_reached_is_refused_with_the_reason(
    rig: Rig, address: str, reason: str
) -> None:
    answer = await admin(rig).add(address)
    assert isinstance(answer, Rejected)
    assert answer.reason.key == reason
    assert await rig.storage.feeds.all() == ()


async def test_an_unchecked_feed_is_stored_without_a_request(rig: Rig, site: Site) -> None:
    answer = await admin(rig).add(site.url + "/rss", unchecked=True)
    assert isinstance(answer, Added)
    assert not site.asked


async def test_checking_every_feed_stores_nothing(rig: Rig, site: Site) -> None:
    await rig.add(site.feed("/rss", rss()))
    await rig.add(site.status("/gone", 410))
    checks = {check.url: check for check in await admin(rig).check_all()}
    assert checks[site.url + "/rss"].items == 1
    assert checks[site.url + "/gone"].reason is not None
    assert await rig.articles() == []


async def test_an_address_that_is_only_looked_at_keeps_no_stored_feed_from_being_polled(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        await rig.add(site.feed("/own", rss()))
        seen = await rig.admin.check(site.status("/limited", 429, Retry_After="604800"))
        assert seen.reason is not None
        assert seen.reason.key == "feed-error-rate-limited"
        (report,) = await rig.poll()
        assert report.outcome == "ok"
