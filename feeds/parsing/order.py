"""The order of a feed's items: at which end the newest are, and which items are read if there are too many."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.parsing.dates import is_month_first, read_date

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells the age of an item: its date as written, and its guid or link, in which numbers mostly increase."""

    date: str | None
    name: str | None


def newest(marks: Sequence[Mark], limit: int) -> tuple[Sequence[int], int]:
    """Return the positions of the newest `limit` items, in their order, and the number of items left out.

    If most items have a date, the latest dates are taken. Otherwise items are taken from the end of the feed if the
    newest seem to be there, and else from its beginning.
    """
    count = len(marks)
    if count <= limit:
        return range(count), 0
    has_month_first = is_month_first(mark.date for mark in marks)
    moments = [read_date(mark.date, is_month_first=has_month_first) for mark in marks]
    dated = [moment for moment in moments if moment is not None]
    if len(dated) * 2 > count and len(set(dated)) > 1:
        is_last = is_oldest_first(dated)
        ages = _filled(moments)
        best = sorted(range(count), key=lambda place: (ages[place], place if is_last else -place), reverse=True)
        return sorted(best[:limit]), count - limit
    if is_oldest_first(dated) or (len(set(dated)) < 2 and _numbers_grow(marks[0].name, marks[-1].name)):
        return range(count - limit, count), count - limit
    return range(limit), count - limit


def is_oldest_first(moments: Sequence[datetime]) -> bool:
    """Return whether a feed lists its oldest item first, judged by its first, middle and last date."""
    if len(moments) < 2:
        return False
    first, middle, last = moments[0], moments[len(moments) // 2], moments[-1]
    return first <= middle <= last and first < last


def _filled(moments: Sequence[datetime | None]) -> list[datetime]:
    """Return a moment for each item; one without a date gets the date of the last item before it that has one.

    Items before the first date get that date. At least one item must have a date.
    """
    known = next(moment for moment in moments if moment is not None)
    filled = []
    for moment in moments:
        known = moment or known
        filled.append(known)
    return filled


def _numbers_grow(first: str | None, last: str | None) -> bool:
    """Return whether two names differ only in numbers, and the first number that differs is greater in `last`."""
    if not first or not last or _NUMBER.sub("#", first) != _NUMBER.sub("#", last):
        return False
    pairs = zip(_NUMBER.findall(first), _NUMBER.findall(last), strict=True)
    return next((int(one) < int(other) for one, other in pairs if int(one) != int(other)), False)
