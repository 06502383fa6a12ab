"""Dates as feeds write them; what has no zone is read in the publisher's."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feeds.parsing.dates import clamp, read_date, zone_of

BISHKEK = ZoneInfo("Asia/Bishkek")
EXPECTED = datetime(2026, 3, 2, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 02 Mar 2026 09:05:00 +0600",
        "Mon, 2 Mar 2026 09:05 +06:00",
        "Mon, 02 Mar 2026 03:05:00 GMT",
        "02 Mar 26 03:05:00 UT",
        "Mon, 02 Mar 2026 09:05:00",
        "Monday, 02-Mar-26 03:05:00 GMT",
        "Mon Mar  2 03:05:00 2026 GMT",
        "March 2, 2026 9:05",
        "2 марта 2026 г., 09:05",
        "пн, 02 марта 2026 09:05:00 +0600",
        "2 мар. 2026 в 09:05",
        "02.03.2026 09:05",
        "2026-03-02T09:05:00+06:00",
        "2026-03-02T03:05:00Z",
        "2026-03-02 09:05:00",
        "2026-03-02T09:05",
        "20260302T090500",
        "2026-03-02T03:05:00.123Z",
    ],
)
def test_one_moment_in_many_forms(text: str) -> None:
    assert read_date(text, zone=BISHKEK) == EXPECTED


@pytest.mark.parametrize(
    "text",
    [None, "", " ", "вчера", "32 марта 2026", "2026-13-01", "1" * 5000, "1700000000", "02/30/2026 10:00", "марта 2026"],
)
def test_what_is_no_date_is_none(text: str | None) -> None:
    assert read_date(text, zone=BISHKEK) is None


def test_a_leap_second_and_midnight_as_24_are_read() -> None:
    assert read_date("2026-03-01T24:00:00Z") == datetime(2026, 3, 2, tzinfo=UTC)
    assert read_date("Tue, 30 Jun 2015 23:59:60 GMT") == datetime(2015, 6, 30, 23, 59, 59, tzinfo=UTC)


def test_the_zone_is_the_countrys_or_the_domains() -> None:
    assert zone_of("kg") == BISHKEK
    assert zone_of(None, "https://vestnik.kz/rss") == ZoneInfo("Asia/Almaty")
    assert zone_of("uz", "https://vestnik.kz/rss") == ZoneInfo("Asia/Tashkent")
    assert zone_of(None, "https://vestnik.example/rss") is UTC


def test_moments_that_cannot_be_are_unknown_and_never_now() -> None:
    for moment in (None, datetime(1970, 1, 1, tzinfo=UTC), EXPECTED + timedelta(hours=27)):
        assert clamp(moment, now=EXPECTED) is None
    assert clamp(EXPECTED + timedelta(minutes=5), now=EXPECTED) == EXPECTED, "a clock that is a little fast"
    assert clamp(EXPECTED + timedelta(hours=6), now=EXPECTED) == EXPECTED, "local time that is called UTC"
    assert clamp(EXPECTED - timedelta(days=3), now=EXPECTED) == EXPECTED - timedelta(days=3)
