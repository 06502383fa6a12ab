"""How alike two articles are: what speaks for and against one event.

Every likeness is a multiple of what is needed to join, so 1.0 joins whether it comes from headlines, from texts or
from names and figures across languages. Thresholds are frozen on the labelled sets that benchmarks/quality.py scores.
digest.joining computes the same for many pairs at once.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from math import log, sqrt

from digest.compared import Compared, agreements, names, openings

COVERAGE = 0.6  # what title words found in the other's opening add to the cosine of texts
SHARED_NAMES = 0.3  # what shared names add
TEXT_JOINS = 0.575  # the sum of these from which texts join
# What is taken of it where each title holds something that the other article does not know: a name here and a figure
# there, names, figures, or both («за сутки выявлено 12…» in two regions).
CONTRADICTED, CONTRADICTED_TWICE = 0.2, 0.7
CONTRADICTED_WEAKLY = 0.15
HEADLINE_JOINS = 0.04  # squared cosine of headlines that were mixed with their neighbours
OPENINGS_JOIN = 0.45  # cosine of the beginnings of headlines' words, while an article comes in
FAR_HOURS = 96.0  # articles further apart never tell of one event
NEAR_HOURS = 24.0  # up to here time says nothing
CROSS_HOURS = 36.0
SAME_SOURCE = 0.7  # one publisher seldom tells an event twice
CROSS_JOINS = 0.34  # cosine of names, figures and concepts from which articles of two languages join


class Held:
    """Who holds which term, and how rare that makes it: 1 + log of the inverse share of articles that hold it."""

    def __init__(self) -> None:
        self.articles = 0
        self.by: dict[str, list[int]] = {}  # term → ids of articles, oldest first
        self._logs: list[float] = []  # log(1 + count)

    def add(self, terms: Iterable[str], article_id: int) -> None:
        self.articles += 1
        for term in terms:
            holders = self.by.get(term)
            if holders is None:
                self.by[term] = [article_id]
            else:
                holders.append(article_id)

    def remove(self, terms: Iterable[str], article_id: int) -> None:
        self.articles -= 1
        for term in terms:
            holders = self.by[term]
            holders.remove(article_id)  # the oldest stand first, and they go first
            if not holders:
                del self.by[term]

    def rarities(self, terms: Iterable[str]) -> list[float]:
        """Of each term."""
        self._logs.extend(log(1 + count) for count in range(len(self._logs), 2 + self.articles))
        top, logs, by = 1.0 + self._logs[self.articles], self._logs, self.by
        return [top - logs[len(by[term])] if term in by else top for term in terms]

    def norm(self, terms: Mapping[str, float]) -> float:
        """The length of the vector of weighted terms."""
        weights = zip(terms.values(), self.rarities(terms), strict=True)
        return sqrt(sum([(weight * rarity) ** 2 for weight, rarity in weights]))

    def cosine(self, one: Mapping[str, float], other: Mapping[str, float], norms: float) -> float:
        """`norms` is the product of both lengths."""
        shared = list(one.keys() & other.keys())
        if not shared or not norms:
            return 0.0
        weights = zip(shared, self.rarities(shared), strict=True)
        return sum([one[term] * other[term] * rarity * rarity for term, rarity in weights]) / norms


class Window:
    """What the live articles hold, of each kind of term."""

    def __init__(self) -> None:
        self.stems, self.shared, self.openings = Held(), Held(), Held()

    def add(self, article: Compared) -> None:
        for held, terms in self._kinds(article):
            held.add(terms, article.article_id)

    def remove(self, article: Compared) -> None:
        for held, terms in self._kinds(article):
            held.remove(terms, article.article_id)

    def _kinds(self, article: Compared) -> tuple[tuple[Held, Iterable[str]], ...]:
        return (self.stems, article.text), (self.shared, article.shared), (self.openings, openings(article))


class Weighed:
    """Lengths and sums of one article, as rare as its terms were when it was weighed."""

    __slots__ = ("names", "shared", "text", "title")

    def __init__(self, article: Compared, window: Window) -> None:
        self.text = window.stems.norm(article.text)
        self.title = sum(window.stems.rarities(article.stems))
        self.shared = window.shared.norm(article.shared)
        self.names = sum(window.shared.rarities(names(article)))


Sides = tuple[tuple[Compared, Weighed], tuple[Compared, Weighed]]


def text_likeness(sides: Sides, window: Window) -> float:
    """Of two articles with texts in one language."""
    (one, mine), (other, theirs) = sides
    score = window.stems.cosine(one.text, other.text, mine.text * theirs.text)
    score += COVERAGE * (_covered(one, mine, other, window) + _covered(other, theirs, one, window)) / 2
    least = min(mine.names, theirs.names)
    if least:
        both = [term for term in one.shared.keys() & other.shared.keys() if term[0] == "n"]
        score += SHARED_NAMES * sum(window.shared.rarities(both)) / least
    if score >= TEXT_JOINS:  # below, it decides nothing
        score *= 1.0 - contradiction(unknown(one, other), unknown(other, one))
    return score / TEXT_JOINS


def _covered(one: Compared, mine: Weighed, other: Compared, window: Window) -> float:
    """The weighted share of a title's stems found in the other's title and opening."""
    found = [stem for stem in one.stems if stem in other.text]
    return sum(window.stems.rarities(found)) / mine.title if found else 0.0


def unknown(one: Compared, other: Compared) -> set[str]:
    """Names and figures of a title that the other article does not know."""
    return {mark for mark in one.marks if not other.knows(mark)}


def contradiction(mine: AbstractSet[str], theirs: AbstractSet[str]) -> float:
    """What is taken of a likeness, 0 to 1, given what the other does not know of each title's names and figures."""
    if not mine or not theirs:
        return 0.0
    figures = any(mark[0].isdigit() for mark in mine) and any(mark[0].isdigit() for mark in theirs)
    names = not all(mark[0].isdigit() for mark in mine) and not all(mark[0].isdigit() for mark in theirs)
    if figures and names:
        return CONTRADICTED_TWICE
    return CONTRADICTED if figures or names else CONTRADICTED_WEAKLY


def headline_likeness(one: Compared, other: Compared, window: Window) -> float:
    """Of two headlines while they have no neighbours to be mixed with: by the beginnings of their words."""
    mine, theirs = openings(one), openings(other)
    held = window.openings
    return held.cosine(mine, theirs, held.norm(mine) * held.norm(theirs)) / OPENINGS_JOIN


def may_cross(one: Compared, other: Compared) -> bool:
    """Across languages it takes at least two agreements, of which one is a name or a figure."""
    if abs(one.hours - other.hours) > CROSS_HOURS:
        return False
    firm, concepts = agreements(one, other)
    return firm >= 1 and firm + concepts >= 2


def crossing(sides: Sides, window: Window) -> float:
    """Of two articles in different languages."""
    (one, mine), (other, theirs) = sides
    if not may_cross(one, other):
        return 0.0
    return window.shared.cosine(one.shared, other.shared, mine.shared * theirs.shared) / CROSS_JOINS


def apart(one: Compared, other: Compared) -> float:
    """What time and source leave of a likeness, 0 to 1."""
    hours = abs(one.hours - other.hours)
    if hours > FAR_HOURS:
        return 0.0
    left = 1.0 if hours <= NEAR_HOURS else 1.0 - 0.6 * (hours - NEAR_HOURS) / (FAR_HOURS - NEAR_HOURS)
    return left * SAME_SOURCE if one.source and one.source == other.source else left
