"""Facets: the conditions of a search other than words, as terms of the index; they begin with 3, unlike other terms.

3l_ru       the language             3f_12    the id of the feed, if the article is by the feed's own publisher
3t_economy  a topic ('-' is '_')     3s_D0A1  the publisher's name in hexadecimal, if a feed passes on its article
3c_kg       a country

Ids increase with the time of storing, so articles that were published before a moment mostly have ids below a certain
one. The exceptions are late articles, which were stored on a later day than published. Only late articles have these:

3y_2026     the year of publication; _FIRST_YEAR also stands for all earlier years
3q_20261    the quarter
3m_202603   the month
3p_2026031  the part of the month: days 1 to 10, 11 to 20, from 21 on
3d_20260309 the day
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from domain.article import Annotation
from domain.clock import from_seconds
from domain.ids import NO_FEED, FeedId
from storage.interface import SearchRequest
from text.languages import LANGUAGES

Facets = Sequence[Sequence[str]]  # an article must have at least one facet of each group

# This and earlier years share one term, because they have few articles and each term costs a look-up.
_FIRST_YEAR = 2020
_DAY = 86_400


def facets(annotation: Annotation, feed_id: FeedId, source: str | None, published_at: int, stored_at: int) -> str:
    """Return the facet terms of an article, space-separated; both moments are seconds since 1970.

    `source` is the publisher whose article the feed passes on; None if the article is the feed's own.
    """
    moment = from_seconds(published_at)
    is_late = published_at // _DAY != stored_at // _DAY
    return " ".join(
        (
            f"3l_{annotation.language} {publisher(feed_id, source)}",
            *(_late(moment) if is_late else []),
            *map(_topic, annotation.topics),
            *map(_country, annotation.countries),
        )
    )


def with_topics(terms: str, topics: Sequence[str]) -> str:
    """Return an article's facet terms with these topics in place of those it had."""
    return " ".join((*(term for term in terms.split() if not term.startswith("3t_")), *map(_topic, topics)))


def wanted(request: SearchRequest, publishers: Sequence[str] | None) -> Facets:
    """Return the facets for the topics, countries, languages and sources of a request; its time is not included.

    `publishers` are the facets of the request's sources; None if it names no sources.
    """
    groups = [
        [_topic(topic) for topic in request.topics],
        [_country(country) for country in request.countries],
        [f"3l_{language}" for language in request.languages],
    ]
    if publishers is not None:
        groups.append(list(publishers) or [publisher(NO_FEED, None)])
    return [group for group in groups if group]


def anything() -> list[str]:
    """Return the facets of all languages.

    Every article has one of these facets, so together they match every article.
    """
    return [f"3l_{language}" for language in (*LANGUAGES, "other")]


def all_stored_before(until: datetime) -> datetime:
    """Return the moment by which all articles published before `until` were stored, except late ones.

    It is the end of the day of `until` in UTC, because an article that is stored on a later day is a late one.
    """
    day = until.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return day if day == until else day + timedelta(days=1)


def late_before(until: datetime) -> list[str]:
    """Return facets that match the late articles published up to the end of the day of `until`.

    Late articles are those that were stored on a later day than published.
    """
    last = (until - timedelta(microseconds=1)).astimezone(UTC)
    if last.year <= _FIRST_YEAR:
        return [f"3y_{_FIRST_YEAR}"]
    quarter, part = _quarter(last.month), _part(last.day)
    return [
        *(f"3y_{year}" for year in range(_FIRST_YEAR, last.year)),
        *(f"3q_{last.year}{earlier}" for earlier in range(1, quarter)),
        *(f"3m_{last.year}{month:02}" for month in range(3 * quarter - 2, last.month)),
        *(f"3p_{last:%Y%m}{earlier}" for earlier in range(1, part)),
        *(f"3d_{last:%Y%m}{day:02}" for day in range(10 * part - 9, last.day + 1)),
    ]


def publisher(feed_id: FeedId, source: str | None) -> str:
    """Return the facet of a publisher's articles: of `source` or, if that is None, of the feed's own publisher."""
    return f"3f_{feed_id}" if source is None else f"3s_{source.encode().hex().upper()}"


def _topic(topic: str) -> str:
    return f"3t_{topic.replace('-', '_')}"


def _country(country: str) -> str:
    return f"3c_{country}"


def _late(moment: datetime) -> list[str]:
    return [
        f"3y_{max(_FIRST_YEAR, moment.year)}",
        f"3q_{moment.year}{_quarter(moment.month)}",
        f"3m_{moment:%Y%m}",
        f"3p_{moment:%Y%m}{_part(moment.day)}",
        f"3d_{moment:%Y%m%d}",
    ]


def _quarter(month: int) -> int:
    return (month + 2) // 3


def _part(day: int) -> int:
    return min(3, (day + 9) // 10)
