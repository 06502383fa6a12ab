"""Finding where sources give different numbers of people: dead, injured, detained, missing, rescued.

Only numbers for the same period are compared: the deaths of one day do not contradict those since the year began.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from digest.counts import Count, Counted, counts_of
from domain.digest import Disagreement
from domain.story import StoryArticle

_OUTDATED = timedelta(hours=1)  # a figure that is this much older than the newest one is shown as outdated


def disagreement(articles: Sequence[StoryArticle]) -> Disagreement | None:
    """Return the first number that sources give differently; None if there is none.

    The result has each source's latest figure for this number, with outdated figures last.
    """
    return next(iter(disagreements(articles).values()), None)


def disagreements(articles: Sequence[StoryArticle]) -> dict[str, Disagreement]:
    """Return all numbers that sources give differently, by what is counted (a key of `Language.counted`)."""
    found: dict[Counted, dict[str, _Given]] = {}
    for article in sorted(articles, key=lambda article: article.published_at):
        for counted, count in counts_of(article).items():
            found.setdefault(counted, {})[article.source] = _Given(count, article)
    differing: dict[str, Disagreement] = {}
    for (thing, _), given in found.items():
        if any(_contradict(one, other) for one, other in combinations(given.values(), 2)):
            differing.setdefault(thing, _differing(given, articles))
    return differing


def _differing(figures: "dict[str, _Given]", articles: Sequence[StoryArticle]) -> Disagreement:
    newest = max(figures.values(), key=lambda counted: counted.article.published_at)
    outdated = {source for source, counted in figures.items() if _is_outdated(counted, newest)}
    order = dict.fromkeys(article.source for article in articles if article.source in figures)
    sources = sorted(order, key=outdated.__contains__)
    return Disagreement(
        figures=tuple((source, figures[source].count.figure) for source in sources),
        urls=tuple(figures[source].article.url for source in sources),
        outdated=tuple(source for source in sources if source in outdated),
    )


@dataclass(frozen=True, slots=True)
class _Given:
    count: Count
    article: StoryArticle


def _contradict(one: _Given, other: _Given) -> bool:
    """Return whether the numbers cannot both be right.

    Two numbers may both be right if one of the articles has both, unless this article is much later than the other one:
    then it gives the other article's number only as what was known before.
    """
    if _is_long_before(one.article, other.article):
        return not one.count.allows(other.count)
    if _is_long_before(other.article, one.article):
        return not other.count.allows(one.count)
    return not one.count.allows(other.count) and not other.count.allows(one.count)


def _is_outdated(one: _Given, newest: _Given) -> bool:
    return not one.count.allows(newest.count) and _is_long_before(one.article, newest.article)


def _is_long_before(one: StoryArticle, other: StoryArticle) -> bool:
    return other.published_at - one.published_at >= _OUTDATED


def newest_count_first(articles: Sequence[StoryArticle]) -> tuple[StoryArticle, ...]:
    """Return the articles; if the number in the first one is outdated, the article with the newest number comes first.

    A number is outdated if a much later article in the same language has another one.
    """
    if len(articles) < 2:
        return tuple(articles)
    lead = articles[0]
    counted = counts_of(lead)
    latest = max(
        (
            article
            for article in articles[1:]
            if article.language == lead.language
            and _is_long_before(lead, article)
            and any(
                not counted[thing].allows(counts[thing])
                for counts in (counts_of(article),)
                for thing in counts.keys() & counted
            )
        ),
        key=lambda article: (article.published_at, article.id),
        default=None,
    )
    return tuple(articles) if latest is None else (latest, *(one for one in articles if one is not latest))
