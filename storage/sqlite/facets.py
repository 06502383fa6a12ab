"""What narrows a search, as terms of the index: beside the words of text.words, behind a digit that none of those has.

3l_ru   the language        3t_economy  a topic ('-' is '_')     3y_2026    the year it was published
3f_12   the feed's id       3c_kg       a country                3m_202603  the month
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from domain.article import Annotation
from domain.clock import from_seconds
from storage.interface import SearchRequest

_YEARS = 50  # from a moment on, more than the archive will ever hold
_FIRST_YEAR = 1990  # nothing is published before: feeds.parsing.dates takes the moment of the poll instead


def facets(annotation: Annotation, feed_id: int, published_at: int) -> str:
    """The facets of an article; `published_at` in seconds."""
    moment = from_seconds(published_at)
    return " ".join(
        (
            f"3l_{annotation.language} 3f_{feed_id} 3y_{moment:%Y} 3m_{moment:%Y%m} 3d_{moment:%Y%m%d}",
            *map(_topic, annotation.topics),
            *map(_country, annotation.countries),
        )
    )


def wanted(request: SearchRequest, feed_ids: Iterable[int] | None) -> list[list[str]]:
    """Groups of which each must have one facet among those of an article; `feed_ids` are those of its sources.

    A moment since when is no facet, since ids follow the time; alone it is the years from then on.
    """
    groups: list[list[str]] = [
        [_topic(topic) for topic in request.topics],
        [_country(country) for country in request.countries],
        [f"3l_{language}" for language in request.languages],
        _until(request.until) if request.until else [],
    ]
    if feed_ids is not None:
        groups.append([feed(feed_id) for feed_id in feed_ids] or [feed(0)])  # no feed is the 0th
    if request.since and not request.groups and not any(groups):
        groups.append([f"3y_{year}" for year in range(request.since.year, request.since.year + _YEARS)])
    return [group for group in groups if group]


def feed(feed_id: int) -> str:
    return f"3f_{feed_id}"


def _topic(topic: str) -> str:
    return f"3t_{topic.replace('-', '_')}"


def _country(country: str) -> str:
    return f"3c_{country}"


def _until(moment: datetime) -> list[str]:
    """The years, the months of the last one, and the days of the last of these, that begin before a moment."""
    last = (moment - timedelta(microseconds=1)).astimezone(UTC)
    years = [f"3y_{year}" for year in range(_FIRST_YEAR, last.year)]
    months = [f"3m_{last.year}{month:02}" for month in range(1, last.month)]
    return [*years, *months, *(f"3d_{last:%Y%m}{day:02}" for day in range(1, last.day + 1))]
