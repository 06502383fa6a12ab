"""The counts for the statistics, made from rows of (group, key, count) and rows of (name, day, count)."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain.stats import DAYS_KEPT, Counts, Days

EPOCH = date(1970, 1, 1)


def counts_of(rows: Iterable[tuple[str, str, int]]) -> Counts:
    """Return group → key → count; counts of 0 are left out."""
    found: dict[str, dict[str, int]] = {}
    for group, key, count in rows:
        if count:
            found.setdefault(group, {})[key] = count
    return found


def days_of(rows: Iterable[tuple[str, int, int]]) -> Days:
    """Return name → day → count, from rows of (name, day, count) whose days are numbers as from `number_of`."""
    found: dict[str, dict[date, int]] = {}
    for name, number, count in rows:
        found.setdefault(name, {})[EPOCH + timedelta(days=number)] = count
    return found


def number_of(day: date) -> int:
    """Return the number of days from 1 January 1970 to a day."""
    return (day - EPOCH).days


def oldest_kept(day: date) -> int:
    """Return the number_of() of the oldest day whose counts of readers are still kept on `day`."""
    return number_of(day - DAYS_KEPT)
