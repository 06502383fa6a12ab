"""Headers that say when to come again."""

from datetime import UTC, datetime, timedelta

import pytest

from feeds.fetching.cache import fresh_for, http_date, retry_after
from feeds.parsing.refresh import refresh_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("3600", HOUR),
        (" 3600 ", HOUR),
        ("1", 5 * MINUTE),
        ("0", 5 * MINUTE),
        (str(int((NOW + HOUR).timestamp())), HOUR),
        ("1000000000", 5 * MINUTE),
        ("9999999999", 7 * DAY),
        ("99999999999999", 7 * DAY),
        ("9" * 5000, 7 * DAY),
        ("Mon, 02 Mar 2026 10:00:00 GMT", HOUR),
        ("Mon, 02 Mar 2026 10:00:00", HOUR),
        ("Mon, 02 Mar 2020 10:00:00 GMT", 5 * MINUTE),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 7 * DAY),
        ("-5", None),
        ("12.5", None),
        ("soon", None),
        ("", None),
        ("٣٦٠٠", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, wait: timedelta | None) -> None:
    assert retry_after(value, now=NOW) == (None if wait is None else NOW + wait)


@pytest.mark.parametrize(
    ("headers", "span"),
    [
        ({"Cache-Control": "public, max-age=600"}, 10 * MINUTE),
        ({"Cache-Control": 'max-age="600"', "Age": "300"}, 5 * MINUTE),
        ({"Cache-Control": "max-age=600", "Age": "900"}, None),
        ({"Cache-Control": "max-age=99999999999"}, DAY),
        ({"Cache-Control": "no-cache, max-age=600"}, None),
        ({"Cache-Control": "s-maxage=600"}, None),
        ({"Cache-Control": "max-age=-1"}, None),
        ({"Expires": "Mon, 02 Mar 2026 11:00:00 GMT"}, 2 * HOUR),
        ({"Expires": "Mon, 02 Mar 2026 11:00:00 GMT", "Date": "Mon, 02 Mar 2026 10:30:00 GMT"}, 30 * MINUTE),
        ({"Expires": "Mon, 02 Mar 2099 11:00:00 GMT"}, DAY),
        ({"Expires": "0"}, None),
        ({}, None),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], span: timedelta | None) -> None:
    assert fresh_for(headers, now=NOW) == span


@pytest.mark.parametrize(
    ("ttl", "period", "frequency", "span"),
    [
        ("60", None, None, HOUR),
        ("99999", None, None, DAY),
        ("0", None, None, None),
        ("-5", None, None, None),
        ("soon", None, None, None),
        (None, "hourly", None, HOUR),
        (None, "daily", "4", 6 * HOUR),
        (None, "weekly", "1", DAY),
        (None, "hourly", "0", HOUR),
        ("30", "hourly", "1", HOUR),
        (None, "sometimes", "2", None),
    ],
)
def test_what_a_feed_says_of_itself(
    ttl: str | None, period: str | None, frequency: str | None, span: timedelta | None
) -> None:
    assert refresh_of(ttl, period, frequency) == span


def test_a_header_of_sixty_kilobytes_is_no_date() -> None:
    assert http_date("Tue, 24 Nov 2026 10:00:00 GMT") is not None
    assert http_date("Tue, 24 Nov 2026 10:00:00 GMT" + " " * 60_000) is None
