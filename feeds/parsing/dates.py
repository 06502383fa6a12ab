"""The dates feeds write, read with the publisher's zone where they name none."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

# The capital's zone of each country; what a date without a zone is read in.
ZONES = {
    "kg": "Asia/Bishkek",
    "kz": "Asia/Almaty",
    "uz": "Asia/Tashkent",
    "tj": "Asia/Dushanbe",
    "tm": "Asia/Ashgabat",
}
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # no feed is older; 1970 is a clock that was never set
FUTURE_ALLOWED = timedelta(hours=26)  # local time called UTC, between the ends of the earth's zones
_NAMED_ZONES = {
    "UT": 0, "GMT": 0, "UTC": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "MSK": 3, "MSD": 4, "ALMT": 6, "KGT": 6, "UZT": 5, "TJT": 5, "TMT": 5, "CET": 1, "CEST": 2,
    "EET": 2, "EEST": 3, "BST": 1,
}  # fmt: skip
# Three letters tell months apart in English and, cut from any case ending, in Russian, Kyrgyz, Kazakh and Tajik use.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan янв қаң yan", "feb фев ақп fev", "mar мар нау mart", "apr апр сәу apre", "may май мая мам",
            "jun июн мау iyun", "jul июл шіл iyul", "aug авг там avg", "sep сен қыр sent", "oct окт қаз okt",
            "nov ноя қар noya", "dec дек жел dek",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T\s]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?", re.I
)
_WORDED = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s+)?(\d{1,2})[\s-]+([^\W\d_]{3,12})\.?,?[\s-]+(\d{4}|\d\d)(?:\s*г\.?|\s*год[а]?)?"
    r"(?:[,\s]+(?:в\s+)?(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*([A-Z]{1,5}|[+-]\d{1,2}:?\d\d)?(?:\s*\([^)]*\))?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?:[A-Z]{3,9}\.?,?\s+)?([A-Z]{3,9})\.?\s+(\d{1,2}),?\s+(?:(\d{4})(?:[,\s]+(\d{1,2}):(\d\d)(?::(\d\d))?)?"
    r"|(\d{1,2}):(\d\d):(\d\d)\s+(\d{4}))\s*(AM|PM)?\s*([A-Z]{1,5}|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(?:[,\s]+(\d{1,2}):(\d\d)(?::(\d\d))?)?\s*([+-]\d\d:?\d\d)?")


def zone_of(country: str | None, url: str = "") -> tzinfo:
    """The zone of the feed's country, or of the country whose top-level domain its address has."""
    if country is None:
        country = (urlsplit(url).hostname or "").rpartition(".")[2]
    return ZoneInfo(ZONES[country]) if country in ZONES else UTC


def read_date(text: str | None, *, zone: tzinfo = UTC) -> datetime | None:
    """The moment a feed's date names, in UTC; None for what is no date. `zone` is for dates that name none."""
    if not text or len(text) > 100:
        return None
    text = " ".join(text.split())
    for pattern, read in ((_WORDED, _worded), (_ISO, _iso), (_DOTTED, _dotted), (_MONTH_FIRST, _month_first)):
        match = pattern.fullmatch(text)
        if match:
            try:
                return read(match, zone).astimezone(UTC)
            except (ValueError, OverflowError, KeyError):
                return None
    return None


def clamp(moment: datetime | None, *, now: datetime) -> datetime | None:
    """Return when an article was published, never later than `now`; None for a moment that cannot be."""
    if moment is None or moment < EARLIEST or moment > now + FUTURE_ALLOWED:
        return None
    return min(moment, now)


def _iso(match: re.Match[str], zone: tzinfo) -> datetime:
    year, month, day, hour, minute, second, offset = match.groups()
    return _moment(int(year), int(month), day, hour, minute, second, offset, zone)


def _worded(match: re.Match[str], zone: tzinfo) -> datetime:
    day, month, year, hour, minute, second, offset = match.groups()
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 70 else 2000  # RFC 2822, 4.3, rounded to what feeds can hold
    return _moment(number, _month(month), day, hour, minute, second, offset, zone)


def _dotted(match: re.Match[str], zone: tzinfo) -> datetime:
    day, month, year, hour, minute, second, offset = match.groups()
    return _moment(int(year), int(month), day, hour, minute, second, offset, zone)


def _month_first(match: re.Match[str], zone: tzinfo) -> datetime:
    month, day, year, hour, minute, second, hour2, minute2, second2, year2, half, offset = match.groups()
    hours = int(hour or hour2 or 0)
    if half:
        hours = hours % 12 + (12 if half.upper() == "PM" else 0)
    return _moment(
        int(year or year2), _month(month), day, str(hours), minute or minute2, second or second2, offset, zone
    )


def _month(name: str) -> int:
    lowered = name.lower()
    return _MONTHS.get(lowered[:3]) or _MONTHS[lowered[:4]]


def _moment(
    year: int,
    month: int,
    day: str,
    hour: str | None,
    minute: str | None,
    second: str | None,
    offset: str | None,
    zone: tzinfo,
) -> datetime:
    hours, seconds = int(hour or 0), min(int(second or 0), 59)  # a leap second
    extra = timedelta(days=1) if hours == 24 else timedelta(0)
    moment = datetime(year, month, int(day), hours % 24, int(minute or 0), seconds, tzinfo=_zone(offset, zone))
    return moment + extra


def _zone(offset: str | None, default: tzinfo) -> tzinfo:
    if not offset:
        return default
    if offset[0] in "+-":
        digits = offset[1:].replace(":", "")
        digits = digits.zfill(4) if len(digits) > 2 else digits.ljust(4, "0").zfill(4)
        span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        if span > timedelta(hours=15):
            return default
        return timezone(span if offset[0] == "+" else -span)
    named = _NAMED_ZONES.get(offset.upper())
    return default if named is None else timezone(timedelta(hours=named))
