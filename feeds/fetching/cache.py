"""Reading the headers of an answer that say when the next request should come. Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SHORTEST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(days=7)
DATE_LIMIT = 100  # characters; a longer header is not read as a date
_NO_CACHE = re.compile(r"\bno-(cache|store)\b")
_MAX_AGE = re.compile(r"(?<![\w-])max-age\s*=\s*\"?(\d{1,9})")
LONGEST_FRESHNESS = timedelta(days=1)


def http_date(text: str) -> datetime | None:
    """Return the moment in an HTTP date (RFC 9110, 5.6.7); None for any other text."""
    if len(text) > DATE_LIMIT:
        return None
    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def retry_after(value: str | None, *, now: datetime) -> datetime | None:
    """Return the moment in a Retry-After header, which has seconds or a date; some servers give seconds since 1970.

    A moment less than 5 minutes or more than a week from now is moved to that limit.
    """
    if value is None:
        return None
    value = value.strip()
    if re.fullmatch(r"\d{10}", value, re.ASCII):
        wait = datetime.fromtimestamp(int(value), UTC) - now
    elif re.fullmatch(r"\d+", value, re.ASCII):
        # A week has six digits of seconds; with too many digits, timedelta would overflow.
        wait = timedelta(seconds=int(value)) if len(value) < 9 else LONGEST_WAIT
    else:
        moment = http_date(value)
        if moment is None:
            return None
        wait = moment - now
    return now + min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)


def fresh_for(headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """Return how long the answer may be cached, at most a day; None if its headers do not say."""
    control = headers.get("Cache-Control", "").lower()
    if _NO_CACHE.search(control):
        return None
    if age := _MAX_AGE.search(control):
        spent = headers.get("Age", "").strip()
        seconds = int(age[1]) - (int(spent) if re.fullmatch(r"\d{1,9}", spent, re.ASCII) else 0)
        return _clamp(timedelta(seconds=seconds))
    expires = headers.get("Expires")
    if expires:
        moment = http_date(expires)
        return _clamp(moment - (http_date(headers.get("Date", "")) or now)) if moment else None
    return None


def _clamp(span: timedelta) -> timedelta | None:
    return min(span, LONGEST_FRESHNESS) if span > timedelta(0) else None
