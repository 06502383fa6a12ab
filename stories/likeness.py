"""How alike two articles are: what speaks for and against one event.

Every likeness is a multiple of what is needed to join, so 1.0 joins whether it comes from headlines, from texts or
from names and figures across languages. Thresholds are frozen on the labelled sets that benchmarks/quality.py scores.
stories.joining computes the same for many pairs at once.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from math import log, sqrt

from stories.compared import Compared, agreements, names, openings

COVERAGE = 0.6  # what title words found in the other's opening add to the cosine of texts
SHARED_NAMES = 0.3  # what shared names add
TEXT_JOINS = 0.575  # the sum of these from which texts join
# What is taken of it where each title holds something that the other article does not know: a name here and a figure
# there, names, figures; or both («за сутки выявлено 12…» in two regions), or in titles that are the same but for them
# («Погода в Оше на 17 мая»).
CONTRADICTED, CONTRADICTED_TWICE = 0.2, 0.7
CONTRADICTED_WEAKLY = 0.15
_SAME_GIST = 0.7  # of the shorter title's other words
HEADLINE_JOINS = 0.04  # squared cosine of headlines that were mixed with their neighbours
OPENINGS_JOIN = 0.35  # cosine of the beginnings of headlines' words, while an article comes in
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

    def rarities(self, terms: Iterable[str]) -> dict[str, float]:
        """Of each term."""
        self._logs.extend(log(1 + count) for count in range(len(self._logs), 2 + self.articles))
        top, logs, by = 1.0 + self._logs[self.articles], self._logs, self.by
        return {term: top - logs[len(by[term])] if term in by else top for term in terms}


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
    """Lengths and sums of one article, as rare as its terms were when it was weighed, and what it knows."""

    __slots__ = ("_article", "_known", "_sounds", "names", "shared", "text", "title")

    def __init__(self, article: Compared, stems: Mapping[str, float], shared: Mapping[str, float]) -> None:
        self._article = article
        self._known: set[str] | None = None
        self._sounds = ""
        self.text = _length(article.text, stems)
        self.title = sum([stems[stem] for stem in article.stems if stem in stems])
        self.shared = _length(article.shared, shared)
        self.names = sum([shared[name] for name in names(article)])

    def knows(self, mark: str) -> bool:
        """Whether a name or figure of another's title stands in the article, in whatever case."""
        if self._known is None:
            self._known, self._sounds = self._article.names_and_figures(), self._article.sounds()
        return mark in self._known or f" {mark}" in self._sounds


class Asking:
    """An article that others are compared with: how rare each of its terms is, looked up once for all of them."""

    __slots__ = ("article", "shared", "stems", "text", "weighed")

    def __init__(self, article: Compared, window: Window) -> None:
        self.article = article
        self.stems = window.stems.rarities(article.text)
        self.shared = window.shared.rarities(article.shared)
        self.text = {stem: weight * self.stems[stem] ** 2 for stem, weight in article.text.items()}
        self.weighed = Weighed(article, self.stems, self.shared)


def _length(terms: Mapping[str, float], rarities: Mapping[str, float]) -> float:
    return sqrt(sum([(weight * rarities[term]) ** 2 for term, weight in terms.items()]))


def text_likeness(asking: Asking, other: Compared, theirs: Weighed) -> float:
    """Of two articles with texts in one language."""
    one, mine, stems = asking.article, asking.weighed, asking.stems
    both = one.text.keys() & other.text.keys()
    if not both:
        return 0.0
    score = sum([asking.text[stem] * other.text[stem] for stem in both]) / (mine.text * theirs.text)
    covered = _share(sum([stems[stem] for stem in one.stems if stem in both]), mine.title)
    covered += _share(sum([stems[stem] for stem in other.stems if stem in both]), theirs.title)
    score += COVERAGE * covered / 2
    named = [term for term in one.shared.keys() & other.shared.keys() if term[0] == "n"]
    score += SHARED_NAMES * _share(sum([asking.shared[name] for name in named]), min(mine.names, theirs.names))
    if score >= TEXT_JOINS:  # below, it decides nothing
        score *= 1.0 - contradiction(one, other, unknown(one, theirs), unknown(other, mine))
    return score / TEXT_JOINS


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def unknown(one: Compared, other: Weighed) -> set[str]:
    """Names and figures of a title that the other article does not know."""
    return {mark for mark in one.marks if not other.knows(mark)}


def contradiction(one: Compared, other: Compared, mine: AbstractSet[str], theirs: AbstractSet[str]) -> float:
    """What is taken of a likeness, 0 to 1, given what the other does not know of each title's names and figures."""
    if not mine or not theirs:
        return 0.0
    figures = any(mark[0].isdigit() for mark in mine) and any(mark[0].isdigit() for mark in theirs)
    names = not all(mark[0].isdigit() for mark in mine) and not all(mark[0].isdigit() for mark in theirs)
    if (figures and names) or _has_same_gist(one, other):
        return CONTRADICTED_TWICE
    return CONTRADICTED if figures or names else CONTRADICTED_WEAKLY


def _has_same_gist(one: Compared, other: Compared) -> bool:
    mine, theirs = one.gist(), other.gist()
    return len(mine & theirs) >= _SAME_GIST * max(1, min(len(mine), len(theirs)))


def headline_likeness(one: Compared, other: Compared, window: Window) -> float:
    """Of two headlines while they have no neighbours to be mixed with: by the beginnings of their words."""
    mine, theirs = window.openings.rarities(openings(one)), window.openings.rarities(openings(other))
    norms = sqrt(sum([rarity**2 for rarity in mine.values()]) * sum([rarity**2 for rarity in theirs.values()]))
    return _share(sum([mine[opening] ** 2 for opening in mine.keys() & theirs.keys()]), norms) / OPENINGS_JOIN


def may_cross(one: Compared, other: Compared) -> bool:
    """Across languages it takes at least two agreements, of which one is a name or a figure."""
    if abs(one.hours - other.hours) > CROSS_HOURS:
        return False
    firm, concepts = agreements(one, other)
    return firm >= 1 and firm + concepts >= 2


def crossing(asking: Asking, other: Compared, theirs: Weighed) -> float:
    """Of two articles in different languages."""
    one, rarities = asking.article, asking.shared
    if not may_cross(one, other):
        return 0.0
    both = one.shared.keys() & other.shared.keys()
    cosine = sum([one.shared[term] * other.shared[term] * rarities[term] ** 2 for term in both])
    return _share(cosine, asking.weighed.shared * theirs.shared) / CROSS_JOINS


def apart(one: Compared, other: Compared) -> float:
    """What time and source leave of a likeness, 0 to 1."""
    hours = abs(one.hours - other.hours)
    if hours > FAR_HOURS:
        return 0.0
    left = 1.0 if hours <= NEAR_HOURS else 1.0 - 0.6 * (hours - NEAR_HOURS) / (FAR_HOURS - NEAR_HOURS)
    return left * SAME_SOURCE if one.source and one.source == other.source else left
