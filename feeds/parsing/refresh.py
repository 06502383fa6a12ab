"""Reading the interval at which a feed asks to be polled: RSS's `ttl`, or the elements of RDF's syndication module."""

from datetime import timedelta

LONGEST = timedelta(days=1)
# Name of a period → its length in minutes.
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}


def refresh_of(ttl: object, period: object = None, frequency: object = None) -> timedelta | None:
    """Return the interval that the publisher wants between polls, at most a day; None if there is no usable value.

    `ttl` is in minutes (https://www.rssboard.org/rss-specification#ltttlgt). `period` is one of hourly … yearly; in
    each such period the feed is updated `frequency` times (https://web.resource.org/rss/1.0/modules/syndication/).
    """
    spans = [_minutes(ttl), _period(period, frequency)]
    said = [span for span in spans if span is not None and span > 0]
    return min(timedelta(minutes=min(max(said), 1440)), LONGEST) if said else None


def _minutes(text: object) -> float | None:
    digits = str(text or "").strip()
    return float(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else None


def _period(period: object, frequency: object) -> float | None:
    minutes = _PERIODS.get(str(period or "").strip().lower())
    return minutes / max(_minutes(frequency) or 1.0, 1.0) if minutes else None
