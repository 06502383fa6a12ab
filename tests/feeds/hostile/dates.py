"""Dates that are invalid or implausible."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from domain.article import Article
from tests.feeds.hostile.case import Case, Respond, read_well
from tests.feeds.hostile.exchange import Exchange, item, rss


def dated(date: str) -> Respond:
    async def respond(x: Exchange) -> None:
        await x.answer(rss(item(date=date)))

    return respond


def _clamped(articles: Sequence[Article]) -> None:
    """Check that each article is dated to the moment of its poll."""
    assert abs(articles[0].published_at - articles[0].stored_at) < timedelta(minutes=2)


def _is(wanted: datetime) -> Callable[[Sequence[Article]], None]:
    def check(articles: Sequence[Article]) -> None:
        assert articles[0].published_at == wanted

    return check


_IMPOSSIBLE = {
    "1970": "Thu, 01 Jan 1970 00:00:00 GMT",
    "future": "Fri, 27 Nov 2099 08:00:00 +0600",
    "last-year": "Fri, 31 Dec 9999 23:59:59 -1200",
    "year-zero": "0000-00-00 00:00:00",
    "year-one": "Mon, 01 Jan 0001 00:00:00 +1400",
    "five-digit-year": "Mon, 01 Jan 99999 00:00:00 GMT",
    "february-30": "Sun, 30 Feb 2025 10:00:00 GMT",
    "hour-77": "Sun, 02 Feb 2025 77:99:99 GMT",
    "words": "вчера вечером",
    "nothing": "   ",
    "markup": "&lt;b&gt;02.02.2025&lt;/b&gt;",
    "long": "1" * 100_000,
}
_ELEVEN = datetime(2025, 2, 3, 5, 30, tzinfo=UTC)
_READ = {
    "no-zone": ("Mon, 03 Feb 2025 05:30:00", _ELEVEN),
    "russian": ("3 февраля 2025, 05:30", _ELEVEN),
    "russian-year": ("Пн, 03 фев 2025 г. 05:30:00", _ELEVEN),
    "bishkek": ("Mon, 03 Feb 2025 11:30:00 +0600", _ELEVEN),
    "zone-with-colon": ("Mon, 03 Feb 2025 11:30:00 +06:00", _ELEVEN),
    "zone-absurd": ("Mon, 03 Feb 2025 05:30:00 +9999", _ELEVEN),
    "iso": ("2025-02-03T11:30:00.123456+06:00", _ELEVEN),
    "dotted": ("03.02.2025 05:30", _ELEVEN),
    "moscow": ("Mon, 03 Feb 2025 08:30:00 MSK", _ELEVEN),
    "number": ("1738560600", _ELEVEN),
    "milliseconds": ("1738560600000", _ELEVEN),
    "wrong-weekday": ("Sun, 03 Feb 2025 05:30:00 GMT", _ELEVEN),
}
CASES: list[Case] = [
    *(read_well(f"date-{name}", dated(date), check=_clamped) for name, date in _IMPOSSIBLE.items()),
    *(read_well(f"date-{name}", dated(date), check=_is(wanted)) for name, (date, wanted) in _READ.items()),
]
