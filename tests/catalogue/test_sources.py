"""The catalogue's sources: their languages, picking them by country, and errors with line numbers."""

import re
from collections import Counter
from pathlib import Path

import pytest

from catalogue.loader import CatalogueError
from catalogue.sources import load_feeds, load_sources, pick
from domain.channels import channel_of
from domain.feed import Outlet
from text.languages import LOCALES

CATALOGUE = Path(__file__).parents[2] / "catalogue"
FEWEST = {"ky": 5, "kk": 9, "tg": 9, "uz": 20, "ru": 45, "en": 12}
# Sources that are known not to answer any more, and channel names that others have taken.
DEAD = """
https://24.kg/rss/all https://kabar.kg/rus/rss https://tengrinews.kz/rss_news/all.xml https://www.zakon.kz/rss/
https://24.kz/rss/ https://www.ozodi.org/api/zrqiteuuir https://turkmenportal.com/rss https://fergana.agency/rss/
https://t.me/s/kabar_kg https://t.me/s/tazabek https://t.me/s/24kgnews https://t.me/s/khovar https://t.me/s/uzhydromet
""".split()  # noqa: SIM905 - a table of words


def test_every_language_has_its_sources_each_an_outlet_of_its_own() -> None:
    sources = load_sources(CATALOGUE)
    told = {(source.feed.source, source.feed.language) for source in sources}
    counts = Counter(language for _, language in told)
    assert {language: counts[language] for language in LOCALES if counts[language] < FEWEST[language]} == {}
    addresses = Counter(
        (source.feed.source, source.feed.language, channel_of(source.feed.url) is None, source.feed.country)
        for source in sources
    )
    assert [key for key, count in addresses.items() if count > 1] == [], "one address an outlet, language and way"
    assert {source.feed.url for source in sources}.isdisjoint(DEAD)


def test_the_manual_tells_how_many_there_are() -> None:
    manual = (CATALOGUE.parent / "docs" / "operations.md").read_text("utf-8")
    first, more = (int(told) for told in re.findall(r"about (\d+) (?:feeds and channels|more)", manual))
    begun, known = len(load_feeds(CATALOGUE)), len(load_sources(CATALOGUE))
    assert abs(begun - first) <= 5
    assert abs(known - begun - more) <= 25


def test_every_source_says_who_stands_behind_it_and_services_that_warn_are_marked() -> None:
    sources = load_sources(CATALOGUE)
    assert all(source.feed.outlet is not None for source in sources)
    kinds = {source.feed.url: source.feed.outlet for source in sources}
    assert kinds["https://t.me/s/uzgydromet"] is Outlet.WEATHER
    assert kinds["https://t.me/s/qr_tjm"] is Outlet.EMERGENCY
    assert kinds["https://t.me/s/xavfsizlik_uz"] is Outlet.UNCONFIRMED
    assert kinds["https://t.me/s/ssvuz"] is Outlet.MINISTRY
    assert all(source.seen for source in sources if source.is_verified)


def test_the_bot_starts_with_some_of_them_in_every_language_and_country() -> None:
    feeds = load_feeds(CATALOGUE)
    assert 30 <= len(feeds) <= 60
    assert {feed.language for feed in feeds} >= set(LOCALES)
    assert {feed.country for feed in feeds} >= {"kg", "kz", "uz", "tj", "tm", None}


def test_sources_are_picked_by_country_and_language() -> None:
    sources = load_sources(CATALOGUE)
    kyrgyz = pick(sources, country="kg", language="ky")
    assert {(feed.country, feed.language) for feed in kyrgyz} == {("kg", "ky")}
    assert len(pick(sources, country="world")) == sum(source.feed.country is None for source in sources)
    assert len(pick(sources)) == len(sources)


def test_a_channel_may_be_written_as_people_write_it_and_stands_once(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text('[[feed]]\nurl = "@Selo_News"\ntitle = "Село"\nkind = "private"\n', "utf-8")
    assert [feed.url for feed in load_feeds(tmp_path)] == ["https://t.me/s/selo_news"]
    (tmp_path / "outlets").mkdir()
    (tmp_path / "outlets" / "kg.toml").write_text('[[feed]]\ntitle = "Село"\nurl = "t.me/selo_news"\n', "utf-8")
    with pytest.raises(CatalogueError, match=r"kg\.toml:3: url 't.me/selo_news' stands in the catalogue twice"):
        load_sources(tmp_path)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('url = "https://[::1/rss"', "feeds.toml:4: url 'https://[::1/rss' is no http or https address"),
        ('url = "https://a b.example/rss"', "feeds.toml:4: url 'https://a b.example/rss' is no http"),
        ('url = "https://one.example:99999/rss"', "feeds.toml:4: url 'https://one.example:99999/rss' is no http"),
        ('url = "file:///etc/passwd"', "feeds.toml:4: url 'file:///etc/passwd' is no http"),
        ('url = "https://u:p@one.example/rss"', "feeds.toml:4: an address with a user name or password"),
        ('url = "https://one.example/rss"\ncountry = "fr"', "feeds.toml:5: country 'fr' is none of kg"),
        ('url = "https://one.example/rss"\nlanguage = 5', "feeds.toml:5: language 5 is none of ru"),
        ('url = "https://one.example/rss"\nnote = ""', "feeds.toml:5: 'note' is none of country"),
        ('source = "One"', "feeds.toml:2: url is missing"),
        ('url = "https://one.example/rss', "feeds.toml:4: Illegal character"),
        ('url = "https://t.me/+AbCd"', "feeds.toml:4: url 'https://t.me/+AbCd' is no channel's"),
        ('url = "https://one.example/rss"\nkind = "party"', "feeds.toml:5: kind 'party' is none of state"),
        ('url = "https://one.example/rss"\nseen = "May"', "feeds.toml:5: seen 'May' is no month such as 2026-09"),
    ],
)
def test_a_broken_feeds_file_is_named_with_its_line(tmp_path: Path, line: str, error: str) -> None:
    (tmp_path / "feeds.toml").write_text(f'# Outlets\n[[feed]]\ntitle = "One"\n{line}\n', "utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_feeds(tmp_path)
    assert str(caught.value).startswith(error)
