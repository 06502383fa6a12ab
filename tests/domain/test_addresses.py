"""Addresses: which lead to the same page, which look like an article's, and whose site they are on."""

import pytest

from domain.addresses import (
    address_key,
    is_database_address,
    is_front_page,
    is_own_site,
    names_an_article,
    without_password,
)

PAGE = "tandem.example/news/5"


@pytest.mark.parametrize(
    "url",
    [
        "https://tandem.example/news/5",
        "http://tandem.example/news/5",
        "http://www.tandem.example/news/5/",
        "https://m.tandem.example/news/5",
        "https://WWW.Tandem.example:443/news/5#comments",
        "https://tandem.example/amp/news/5",
        "https://tandem.example/news/5/amp/",
        "https://amp.tandem.example/news/5?amp=1",
        "https://tandem.example/news/5?outputType=amp",
    ],
)
def test_the_twins_of_a_page_have_one_key(url: str) -> None:
    assert address_key(url) == PAGE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://tandem.example/news/5", "https://tandem.example/news/6"),
        ("https://tandem.example/?p=5", "https://tandem.example/?p=6"),
        ("https://tandem.example/a?amp&id=5", "https://tandem.example/a?amp&id=6"),
        ("https://tandem.example/champion", "https://tandem.example/chion"),
        ("https://m.example/5", "https://www.example/5"),
        ("https://tandem.example/News", "https://tandem.example/news"),
    ],
)
def test_other_pages_keep_other_keys(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    ("url", "is_front", "is_named"),
    [
        ("https://tandem.example", True, False),
        ("https://tandem.example/ru/", True, False),
        ("https://tandem.example/index.php?lang=ru", True, False),
        ("https://tandem.example/news", False, False),
        ("https://tandem.example/?p=5", False, True),
        ("https://tandem.example/77", False, True),
        ("https://tandem.example/news/otkryt-novyj-most", False, True),
    ],
)
def test_a_front_page_is_told_from_an_article(url: str, *, is_front: bool, is_named: bool) -> None:
    assert (is_front_page(url), names_an_article(url)) == (is_front, is_named)


@pytest.mark.parametrize(
    ("url", "host", "expected"),
    [
        ("https://www.tandem.example/5", "https://tandem.example:443", True),
        ("https://tandem.example/5", "https://rss.tandem.example:443", True),
        ("https://sport.tandem.example/5", "http://tandem.example:80", True),
        ("https://tandem.example/5", "https://andem.example:443", False),
        ("https://tandem.example/5", "https://review.example:443", False),
        ("https://tandem.example:8443/5", "https://tandem.example:443", False),
        ("http://127.0.0.2:8080/5", "http://127.0.0.2:8080", False),
        ("http://localhost/5", "http://localhost:80", False),
        ("https://тандем.example/5", "https://тандем.example:443", True),
        ("https://xn--80aaxitdbj.xn--p1ai/5", "https://xn--80aaxitdbj.xn--p1ai:443", True),
        (None, "https://tandem.example:443", False),
    ],
)
def test_a_page_is_on_the_site_of_its_feed_or_on_a_part_of_it(url: str | None, host: str, *, expected: bool) -> None:
    assert is_own_site(url, host) is expected


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://jarchi:secret@db.example.org/jarchi", "postgresql://jarchi@db.example.org/jarchi"),
        ("postgres://one:5432,two:5433/jarchi?password=secret", "postgres://one:5432,two:5433/jarchi"),
        ("postgresql://jarchi:secret@[fd00::1]:5432/jarchi", "postgresql://jarchi@[fd00::1]:5432/jarchi"),
        ("postgresql://jarchi:secret@/jarchi?host=/run/postgresql", "postgresql:///jarchi"),
    ],
)
def test_the_address_of_a_database_and_its_standbys_is_shown_without_its_password(url: str, shown: str) -> None:
    assert is_database_address(url)
    assert without_password(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        "mysql://db/jarchi",
        "postgresql://db",
        "postgresql://db:port/x",
        "postgresql://jarchi:7/secret@db/x",
        "postgresql://a,b:0/x",
        "postgresql://a:99999/x",
        "postgresql://[fd00::1/x",
    ],
)
def test_what_is_no_address_of_a_database(url: str) -> None:
    assert not is_database_address(url)
