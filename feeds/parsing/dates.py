"""Reading the dates in feeds; a date without a zone is read in the publisher's zone."""

import re
from calendar import timegm
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feeds.parsing.date_words import folded, month_of, zone_named
from feeds.parsing.parsed import RawEntry

# The time zone of each country's capital, for dates without a zone.
ZONES = {
    "kg": "Asia/Bishkek",
    "kz": "Asia/Almaty",
    "uz": "Asia/Tashkent",
    "tj": "Asia/Dushanbe",
    "tm": "Asia/Ashgabat",
}
# An earlier date, such as one in 1970, comes from a clock that was never set.
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
FUTURE_ALLOWED = timedelta(hours=26)  # a local time that is marked as UTC may be ahead by as much as zones differ
_LONGEST = 120  # the most characters of a date; a longer text is not read as one
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
_MOSCOW = timedelta(hours=3)

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T\s]*(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?", re.I
)
# The form of https://www.rfc-editor.org/rfc/rfc5322#section-3.3, which nine of ten feeds use.
_USUAL = re.compile(
    r"(?:[A-Z]{3},\s)?(\d{1,2})\s([A-Z]{3})\s(\d{4})\s(\d\d):(\d\d)(?::(\d\d))?\s(GMT|UTC|[+-]\d{4})", re.IGNORECASE
)
# Seconds, milliseconds or microseconds since 1970; also in the forms @… and /Date(…)/.
_EPOCH = re.compile(r"(?:@|/?date\()?(\d{10})(\d{3}|\d{6})?(?:[.,]\d*)?(?:[+-]\d{4})?(?:\)/?)?")
_YEAR_FIRST = re.compile(r"(?<![\d:])(\d{4})\s?([-./])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)(?!\2\d)")
_YEAR_LAST = re.compile(r"(?<![\d:])(\d{1,2})\s?([-./])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?![\d:])")
_TIME = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?![\d:])(?:\s*([ap])\.?\s?m\b\.?)?")
_HOUR_ALONE = re.compile(r"(?<![\d:.])(\d{1,2})()()\s*([ap])\.?m\b\.?")
_TIME_WITH_DOT = re.compile(r"(?<![\d.])(\d{1,2})[.h](\d\d)(?:[.](\d\d))?()(?![\d.])")
_TIME_IN_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s?ч(?:ас\w*)?\.?\s(\d\d)\s?мин\w*\.?()()")
_TIME_BARE = re.compile(r"(?<=\d )(\d\d)(\d\d)()()(?=\s(?:[+-]\d{4}|gmt|utc|z)(?!\w))")
_TIMES = (_TIME, _TIME_IN_WORDS, _HOUR_ALONE, _TIME_WITH_DOT, _TIME_BARE)
# 10-00, which is a time only if the date has been found already; otherwise it may be a part of the date.
_TIME_WITH_DASH = re.compile(r"(?<![\w:.-])(\d{1,2})-(\d\d)(?:-(\d\d))?()(?![\w:.-])")
_NAMED_OFFSET = re.compile(r"(?<![^\W\d_])(gmt|utc|ut|msk|мск)\s*([+-])\s?(\d{1,2})(?::?(\d\d))?(?!\d)")
_HALF = re.compile(r"\d\s*[ap]\.?\s?m\b")
# The offset of a time zone, as in 10:00 +05:00, 10:00 (+0500) and 10:00 UZT +0500. A dash with two digits may also
# stand before a day, as in 10:00 -05 ноября (5 November), which is no offset.
_OFFSET = re.compile(
    r"[\s,]*(?:[a-z]{3,4}[\s(\[]*(?=\+|-\d\d:?\d\d)|[(\[]\s*)?"
    r"()([+-])(\d{1,2})(?::?(\d\d)(?![\d:.])|(?![\d:.])(?:(?<=\+\d)|(?<=\+\d\d)|(?!\s*[^\W\d_]|[-/]\d)))"
)
_PLACE = re.compile(r"\b([A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?)\b")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_USUAL_START = re.compile(r"[A-Za-z]{3},? \d|\d{4}-")
_SLASHED = re.compile(r"\s*(?:[^\W\d_]+[\s,]+)?(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d\d)(?!\d)")
_WEEK_OR_DAY = re.compile(r"\d{4}-(?:W\d\d-\d|\d{3})(?!\d)")
_MOST_WORDS = 8
_NO_DATE = re.compile(r"[<>]|://|&[a-z]+;", re.IGNORECASE)  # a text with markup or an address is not a date
# Some sites give the date as an element of HTML, which has the moment in an attribute.
_TIME_ELEMENT = re.compile(r"\s*<time\s[^<>]{0,300}?(?<![\w-])datetime\s*=\s*[\"']([^<>\"']+)", re.IGNORECASE)
_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-", "‑": "-", "／": "/", "：": ":"})


class _NoDate(Exception):
    """The text does not have the form of a date."""


def zone_of(country: str | None, url: str = "") -> tzinfo:
    """Return the time zone of the feed's country, or else of the country in its address's top-level domain."""
    if country is None:
        country = (urlsplit(url).hostname or "").rpartition(".")[2]
    return ZoneInfo(ZONES[country]) if country in ZONES else UTC


def read_date(text: str | None, *, zone: tzinfo = UTC, is_month_first: bool = False) -> datetime | None:
    """Return the moment of a date in a feed, in UTC; None if the text is not a date.

    `zone` is used if the date has none. `is_month_first` says how to read dates in digits, such as 3/4/2026.
    """
    if text and (element := _TIME_ELEMENT.match(text)):
        text = element[1]
    if not text or len(text) > _LONGEST:
        return None
    text = " ".join(text.replace("&nbsp;", " ").split())
    if _NO_DATE.search(text):
        return None
    try:
        if match := _USUAL.fullmatch(text):
            day, month, year, hour, minute, second, offset = match.groups()
            if number := month_of(month.lower()):
                return _moment((int(year), number, int(day)), (hour, minute, second), _offset(offset) or zone)
        if match := _ISO.fullmatch(text):
            year, month, day, hour, minute, second, offset = match.groups()
            return _moment((int(year), int(month), int(day)), (hour, minute, second), _offset(offset) or zone)
        if match := _EPOCH.fullmatch(text.lower()):
            return datetime.fromtimestamp(int(match[1]), UTC)
        if _WEEK_OR_DAY.match(text):
            return _week_or_day(text, zone)
        return _in_any_order(text.translate(_DASHES), zone, is_month_first=is_month_first)
    except _NoDate:
        return _by_feedparser(text)
    except (ValueError, OverflowError):
        return None


def is_month_first(dates: Iterable[str | None]) -> bool:
    """Return whether a document writes the month before the day.

    It does if some date, such as 11/24/2026, can only be read like that, and no date can only be read the other way.
    """
    found = (_SLASHED.match(date[:_LONGEST]) for date in dates if date and not _USUAL_START.match(date))
    pairs = [(match[1], match[3]) for match in found if match]
    return any(int(second) > 12 for _, second in pairs) and not any(int(first) > 12 for first, _ in pairs)


def clamp(moment: datetime | None, *, now: datetime) -> datetime | None:
    """Return when an article was published, but not later than `now`; None if the moment is not plausible."""
    if moment is None or moment < EARLIEST or moment > now + FUTURE_ALLOWED:
        return None
    return min(moment, now)


@dataclass(frozen=True, slots=True)
class DateHabits:
    """How a document writes its dates: in which zone, and whether the month comes before the day."""

    zone: tzinfo  # used for dates without a zone
    is_month_first: bool = False

    def published_at(self, entry: RawEntry, *, now: datetime) -> datetime | None:
        """Return the first date of the entry that can be read and is plausible, at most `now`.

        None if there is none.
        """
        for text in (entry.published, entry.updated):
            moment = read_date(text, zone=self.zone, is_month_first=self.is_month_first)
            if (published := clamp(moment, now=now)) is not None:
                return published
        return None


def _in_any_order(text: str, default: tzinfo, *, is_month_first: bool) -> datetime:
    """Return the moment of a date whose parts stand in any order; raises _NoDate.

    The zone, the time and a date in digits are found and removed from the text. What is left is a date in words, such
    as 24 November 2026, or words without meaning; if other numbers are left, the text is not a date.
    """
    zone: tzinfo | None = None
    if match := _PLACE.search(text):
        text, zone = _without(text, match), _place(match[1])
    text = re.sub(r"(?<=\d)t(?=\d)", " ", folded(text))  # a space for the T between date and time in ISO 8601
    if match := _NAMED_OFFSET.search(text):
        text, zone = _without(text, match), _shifted(match)
    date = None
    if match := _YEAR_FIRST.search(text):
        date, text = (int(match[1]), int(match[3]), int(match[4])), _without(text, match)
    elif match := _YEAR_LAST.search(text):
        is_american = match[2] == "/" and _HALF.search(text) is not None
        is_month_first = match[2] != "." and (is_month_first or is_american)
        date, text = _numbers(match, is_month_first=is_month_first), _without(text, match)
    time: tuple[str | None, str | None, str | None] = (None, None, None)
    forms = (*_TIMES, _TIME_WITH_DASH) if date else _TIMES
    if match := next(filter(None, (form.search(text) for form in forms)), None):
        time = (_whole_hour(match[1], match[4]), match[2], match[3])
        if offset := _OFFSET.match(text, match.end()):
            zone = zone or _shifted(offset)
        text = f"{text[: match.start()]} {text[offset.end() if offset else match.end() :]}"
    tokens = _TOKEN.findall(text)
    words = [token for token in tokens if not token[0].isdigit()]
    if len(words) > _MOST_WORDS:
        raise _NoDate
    for word in words:
        zone = zone or zone_named(word)
    numbers = [token for token in tokens if token[0].isdigit()]
    if date is None:
        date = _worded(words, numbers)
    elif numbers:
        raise _NoDate
    return _moment(date, time, zone or default)


def _week_or_day(text: str, zone: tzinfo) -> datetime:
    """Return the moment of a week or a day of the year in ISO 8601, as 2026-W48-2 or 2026-328; a time may follow."""
    if text[5] != "W":
        day = datetime(int(text[:4]), 1, 1, tzinfo=UTC) + timedelta(days=int(text[5:8]) - 1)
        text = f"{day:%Y-%m-%d}{text[8:]}"
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _worded(words: Sequence[str], numbers: Sequence[str]) -> tuple[int, int, int]:
    """Return (year, month, day) from the name of a month and two numbers; other words are ignored."""
    months = [month for word in words if (month := month_of(word)) is not None]
    if len(months) != 1 or len(numbers) != 2:
        raise _NoDate
    day, year = reversed(numbers) if len(numbers[0]) > 2 else numbers
    if len(day) > 2 or len(year) not in (2, 4):
        raise _NoDate
    return _whole_year(year), months[0], int(day)


def _numbers(match: re.Match[str], *, is_month_first: bool) -> tuple[int, int, int]:
    """Return (year, month, day) from three numbers.

    The year is the first number if that is above 31 and the last has two digits; otherwise it is the last number, and
    the day comes before the month, unless `is_month_first` is set or only the other order is possible.
    """
    first, second, last = int(match[1]), int(match[3]), match[4]
    if first > 31 and len(last) == 2:
        return _whole_year(match[1]), second, int(last)
    if second > 12 or (is_month_first and first <= 12):
        first, second = second, first
    return _whole_year(last), second, first


def _whole_year(digits: str) -> int:
    number = int(digits)
    if len(digits) > 2:
        return number
    # Two digits are read as in RFC 2822, 4.3, except that a feed has no years before 1970.
    return number + (1900 if number >= 70 else 2000)


def _whole_hour(hour: str, half: str | None) -> str:
    return str(int(hour) % 12 + (12 if half == "p" else 0)) if half else hour


def _moment(date: tuple[int, int, int], time: Sequence[str | None], zone: tzinfo) -> datetime:
    hours, minutes, seconds = (int(part or 0) for part in time)
    seconds -= seconds == 60  # 60, a leap second, is read as 59
    extra = timedelta(days=1) if hours == 24 else timedelta(0)
    year, month, day = date
    moment = datetime(year, month, day, 0 if extra else hours, minutes, seconds, tzinfo=zone)
    return (moment + extra).astimezone(UTC)


@lru_cache(maxsize=64)
def _offset(text: str | None) -> tzinfo | None:
    """Return the zone for an offset in numbers, Z, GMT or UTC; None if there is none, or if it is implausible."""
    if not text:
        return None
    match = _OFFSET.fullmatch(text)
    return _shifted(match) if match else zone_named(text.lower())


def _shifted(match: re.Match[str]) -> tzinfo | None:
    """Return the zone for `GMT+0600` or `+06:00`; after MSK, it is relative to Moscow time, except in `MSK +0300`."""
    base, sign, hours, minutes = match.groups()
    span = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (1 if sign == "+" else -1)
    if not _WEST <= span <= _EAST:
        return None
    is_moscow = base in ("msk", "мск")
    names_its_own = span == _MOSCOW and minutes is not None and match[0][len(base)] == " "
    return timezone(span + _MOSCOW if is_moscow and not names_its_own else span)


def _place(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _by_feedparser(text: str) -> datetime | None:
    """Read a date that only feedparser can read, such as a Greek one; None if feedparser had to invent a part of it."""
    from feedparser.datetimes import _parse_date  # imported here, because only the workers need it

    try:
        parsed = _parse_date(text)
        moment = datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, TypeError, OverflowError, AttributeError, IndexError, KeyError):
        return None
    if moment is None:
        return None
    said = {int(number) for number in re.findall(r"\d+", text)}
    days = {(moment + timedelta(days=shift)).day for shift in (-1, 0, 1)}
    has_time = moment.minute in said or not moment.time()
    return moment if moment.year in said and days & said and has_time else None
