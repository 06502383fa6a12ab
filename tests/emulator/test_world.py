"""The sample world as a poller sees it at any moment of the clock."""

import re
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import feedparser
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from emulator.world import World
from emulator.world.dates import fill
from emulator.world.pages import feed, page
from emulator.world.script import CYCLE, FIRST_DAY, PublishedArticle
from tests.builders import HandClock

BISHKEK = ZoneInfo("Asia/Bishkek")
NOON = datetime(2026, 3, 17, 12, 0, tzinfo=BISHKEK)
TOPICS = {
    "politics", "human-rights", "law-and-crime", "economy", "foreign-affairs", "security", "society", "health",
    "education", "culture", "religion", "technology", "science", "sports", "environment", "accidents", "migration",
    "media",
}  # fmt: skip


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOON)


@pytest.fixture
def world(clock: HandClock) -> World:
    return World(clock)


@pytest.fixture
async def server(world: World) -> AsyncIterator[TestServer]:
    app = web.Application()
    app.add_routes(world.routes())
    running = TestServer(app, host="127.0.0.1")
    async with running:
        yield running


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        yield session


async def _get(http: aiohttp.ClientSession, url: object, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    async with http.get(str(url), headers=headers) as response:
        return response.status, response.headers, await response.read()


def _parse(document: bytes, **options: Any) -> Any:
    return feedparser.parse(document, **options)  # noqa: TID251  a small feed of our own, in a test


def _everything(world: World, clock: HandClock) -> dict[str, list[PublishedArticle]]:
    """Return all articles of one whole cycle, by outlet."""
    clock.moment = NOON.replace(hour=23, minute=59) + timedelta(days=FIRST_DAY + CYCLE - 1)
    return {outlet.key: list(world.published(outlet.key, limit=1000)) for outlet in world.outlets}


def test_there_are_at_least_eight_outlets_in_six_languages(world: World) -> None:
    feeds = world.feeds("http://127.0.0.1:8080/")
    assert len(feeds) >= 8
    assert {feed.language for feed in feeds} == {"ru", "ky", "kk", "uz", "tg", "en"}
    assert all(re.fullmatch(r"http://127\.0\.0\.1:8080/world/[a-z]+/feed\.xml", feed.url) for feed in feeds)
    assert {outlet.format for outlet in world.outlets} == {"rss", "atom"}
    assert [outlet.encoding for outlet in world.outlets].count("windows-1251") == 1


async def test_every_feed_parses_over_http_without_a_complaint(
    world: World, server: TestServer, http: aiohttp.ClientSession
) -> None:
    for outlet, new_feed in zip(world.outlets, world.feeds(str(server.make_url(""))), strict=True):
        status, headers, body = await _get(http, new_feed.url)
        parsed = _parse(body, response_headers={"content-type": headers["Content-Type"]})
        assert status == 200
        assert not parsed.bozo, (outlet.key, parsed.get("bozo_exception"))
        assert parsed.feed.title == outlet.name
        assert parsed.encoding == outlet.encoding
        assert 0 < len(parsed.entries) <= 30
        assert all(entry.title and entry.link and entry.id and entry.published_parsed for entry in parsed.entries)


async def test_the_windows_1251_feed_says_so_in_its_header_and_its_prolog(
    server: TestServer, http: aiohttp.ClientSession
) -> None:
    _, headers, body = await _get(http, server.make_url("/world/kuryer/feed.xml"))
    assert headers["Content-Type"] == "application/rss+xml; charset=windows-1251"
    assert body.startswith(b"<?xml version='1.0' encoding='windows-1251'?>")
    assert "Чуйский курьер" in body.decode("windows-1251")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


async def test_links_lead_to_pages_of_the_articles(server: TestServer, http: aiohttp.ClientSession) -> None:
    for outlet in ("pereval", "bozuy"):
        _, _, body = await _get(http, server.make_url(f"/world/{outlet}/feed.xml"))
        for entry in _parse(body).entries[:5]:
            status, headers, html = await _get(http, entry.link)
            assert status == 200
            assert headers["Content-Type"] == "text/html; charset=utf-8"
            assert "script-src" not in headers["Content-Security-Policy"]
            assert entry.title in html.decode()


async def test_an_unchanged_feed_answers_304_to_either_validator(
    server: TestServer, http: aiohttp.ClientSession
) -> None:
    url = server.make_url("/world/pereval/feed.xml")
    _, headers, _ = await _get(http, url)
    tag, modified = headers["ETag"], headers["Last-Modified"]
    assert (await _get(http, url, **{"If-None-Match": tag}))[0] == 304
    assert (await _get(http, url, **{"If-None-Match": f'"other", W/{tag}'}))[0] == 304
    assert (await _get(http, url, **{"If-Modified-Since": modified}))[0] == 304
    assert (await _get(http, url, **{"If-None-Match": '"other"', "If-Modified-Since": modified}))[0] == 200


async def test_a_feed_with_news_answers_200_to_old_validators(
    server: TestServer, http: aiohttp.ClientSession, clock: HandClock
) -> None:
    url = server.make_url("/world/pereval/feed.xml")
    _, headers, before = await _get(http, url)
    clock.moment += timedelta(hours=20)
    status, _, after = await _get(
        http, url, **{"If-None-Match": headers["ETag"], "If-Modified-Since": headers["Last-Modified"]}
    )
    assert status == 200
    old, new = ({entry.id for entry in _parse(body).entries} for body in (before, after))
    assert old < new


async def test_what_is_not_published_yet_is_not_found(
    server: TestServer, http: aiohttp.ClientSession, clock: HandClock
) -> None:
    clock.moment += timedelta(days=1)
    _, _, body = await _get(http, server.make_url("/world/pereval/feed.xml"))
    newest = _parse(body).entries[0].link
    assert (await _get(http, newest))[0] == 200
    clock.moment -= timedelta(days=1)
    assert (await _get(http, newest))[0] == 404


@pytest.mark.parametrize(
    "path",
    ["nobody/feed.xml", "nobody/20260317-rate", "pereval/20260317-nothing", "pereval/rate", "pereval/99999999-rate",
     "pereval/20260318-rate", "pereval/20260310-rate", "pereval/-rate", "pereval/20260317-<b>", "pereval/%00"],
)  # fmt: skip
async def test_an_address_of_nothing_is_not_found(server: TestServer, http: aiohttp.ClientSession, path: str) -> None:
    assert (await _get(http, server.make_url(f"/world/{path}")))[0] == 404


@pytest.mark.parametrize("hour", [0, 5, 8, 13, 19, 23])
def test_no_article_is_dated_after_the_clock_and_the_newest_comes_first(
    world: World, clock: HandClock, hour: int
) -> None:
    clock.moment = NOON.replace(hour=hour)
    for outlet in world.outlets:
        moments = [article.published_at for article in world.published(outlet.key)]
        assert moments == sorted(moments, reverse=True)
        assert all(moment <= clock.now() for moment in moments)


@pytest.mark.parametrize("days", range(15))
def test_every_day_has_news_in_every_language_within_two_days(world: World, clock: HandClock, days: int) -> None:
    clock.moment = NOON + timedelta(days=days)
    newest: defaultdict[str, datetime] = defaultdict(lambda: datetime.min.replace(tzinfo=UTC))
    for outlet in world.outlets:
        for article in world.published(outlet.key):
            newest[outlet.language] = max(newest[outlet.language], article.published_at)
    assert max(newest.values()) > clock.now() - timedelta(hours=12)
    assert all(moment > clock.now() - timedelta(days=2) for moment in newest.values()), dict(newest)


def test_a_script_that_begins_again_has_new_identities(world: World, clock: HandClock) -> None:
    clock.moment = NOON + timedelta(days=3 * CYCLE)
    articles = world.published("pereval", limit=1000)
    assert len({article.id for article in articles}) == len(articles)
    told: defaultdict[str, list[datetime]] = defaultdict(list)
    for article in articles:
        told[article.id.partition("-")[2]].append(article.published_at)
    for slug, moments in told.items():
        gaps = [new - old for new, old in pairwise(moments)]
        assert all(gap == timedelta(days=CYCLE) for gap in gaps), slug


@pytest.mark.parametrize("hour", [0, 4, 7, 10, 14, 18, 22])
def test_the_next_morning_brings_an_update_of_a_story_of_today(world: World, clock: HandClock, hour: int) -> None:
    """At whatever hour a newcomer begins, the next morning's digest shows one story as an update (↻)."""
    begin = NOON.replace(hour=hour)
    morning = begin.replace(hour=8) + timedelta(days=1)
    for language in ("ru", "ky"):
        outlets = [outlet.key for outlet in world.outlets if outlet.language == language]
        clock.moment = begin
        today = {
            article.story
            for outlet in outlets
            for article in world.published(outlet)
            if article.published_at > clock.now() - timedelta(hours=24)
        }
        clock.moment = morning
        fresh = {
            article.story
            for outlet in outlets
            for article in world.published(outlet)
            if article.published_at > begin.astimezone(UTC)
        }
        assert "landslide" in today & fresh


def test_about_sixty_stories_a_dozen_of_them_told_by_several_outlets(world: World, clock: HandClock) -> None:
    tellers: defaultdict[str | None, set[str]] = defaultdict(set)
    languages: defaultdict[str | None, set[str]] = defaultdict(set)
    by_outlet = _everything(world, clock)
    for outlet in world.outlets:
        for article in by_outlet[outlet.key]:
            tellers[article.story].add(outlet.key)
            languages[article.story].add(outlet.language)
    assert len(tellers) >= 60
    assert sum(len(outlets) >= 2 for outlets in tellers.values()) >= 12
    assert sum(len(spoken) >= 2 for spoken in languages.values()) >= 2


def test_every_topic_of_the_catalogue_is_touched(world: World) -> None:
    touched = {topic for article in world._script.articles for topic in article.topics}
    assert touched == TOPICS


def test_articles_are_of_a_plausible_length_and_each_outlet_words_its_own(world: World, clock: HandClock) -> None:
    by_outlet = _everything(world, clock)
    paragraphs = [text for articles in by_outlet.values() for article in articles for text in article.paragraphs]
    assert len(set(paragraphs)) == len(paragraphs)
    for articles in by_outlet.values():
        for article in articles:
            text = " ".join(article.paragraphs)
            assert len(re.findall(r"[.!?…»”\"](?= |$)", text)) >= 2, article.id
            assert 150 <= len(text) <= 1500, (article.id, len(text))
            assert "{" not in text + article.title


def test_a_correction_keeps_the_identity_and_changes_the_text(world: World, clock: HandClock) -> None:
    edited = [article for article in world._script.articles if len(article.versions) > 1]
    assert edited
    for article in edited:
        first, last = article.versions[0], article.versions[-1]
        clock.moment = datetime.combine(NOON.date() + timedelta(days=first.day), first.at, BISHKEK) + timedelta(hours=1)
        before = next(a for a in world.published(article.outlet) if a.id.endswith(f"-{article.slug}"))
        clock.moment = datetime.combine(NOON.date() + timedelta(days=last.day), last.at, BISHKEK) + timedelta(hours=1)
        after = next(a for a in world.published(article.outlet) if a.id.endswith(f"-{article.slug}"))
        assert (before.id, before.published_at) == (after.id, after.published_at)
        assert before.paragraphs != after.paragraphs
        assert before.updated_at < after.updated_at


def test_service_lines_stand_in_what_the_feeds_send(world: World) -> None:
    html = " ".join(
        entry.summary if "content" not in entry else entry.content[0].value
        for outlet in world.outlets
        for entry in _parse(feed(outlet, world.published(outlet.key), "http://w")).entries
    )
    for line in ("Читайте также:", "Фото:", "Подписывайтесь на наш Telegram-канал", "файлы cookie", "Поделиться:"):
        assert line in html


def test_markup_in_a_story_is_escaped_in_feed_and_page(world: World) -> None:
    outlet = world.outlets[0]
    attack = "<script>alert('a')</script> & \"b\""
    article = PublishedArticle("20260317-x", "x", attack, (attack,), attack, attack, NOON, NOON)
    assert "<script" not in page(outlet, article, "http://w")
    entry = _parse(feed(outlet, [article], "http://w"), sanitize_html=False).entries[0]
    assert "<script" not in entry.content[0].value
    assert "<script" not in feed(outlet, [article], "http://w").decode()


def test_days_are_written_as_each_language_does() -> None:
    day = datetime(2026, 12, 31, tzinfo=UTC).date()
    assert fill("Утром {date} и {date+1}", day, "ru") == "Утром 31 декабря и 1 января"
    assert fill("{date-1}", day, "ky") == "30-декабрда"
    assert fill("{date}", day, "kk") == "31 желтоқсанда"
    assert fill("{date}", day, "uz") == "31-dekabr kuni"
    assert fill("on {date}", day, "en") == "on 31 December"
