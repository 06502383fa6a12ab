"""The likeness of two articles, which decides whether they are about one event.

Likeness is measured in multiples of what two articles need to be joined: at 1.0 they are joined, whether that comes
from headlines, from texts, or from names and figures in two languages. CROSS_JOINS is the lowest value at which
unrelated articles in two languages are hardly ever joined (docs/measuring.md); the other numbers were chosen on
labelled sets. stories.clusters and stories.pairs compute the same likeness for many pairs at once.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from math import log, sqrt

from domain.ids import ArticleId
from stories.compared import Compared, openings

# The score of two texts in one language is the cosine of their stems, plus three parts with the weights below: the part
# of title words that the openings of both articles have, the part of names that both mention, and the cosine of the
# shared terms. The texts are joined if the score is at least TEXT_JOINS.
COVERAGE = 0.6
SHARED_NAMES = 0.15
SHARED_TERMS = 0.3
TEXT_JOINS = 0.7
# The part of a likeness that is lost if each title has a name or figure that the other article does not mention.
# CONTRADICTED: the names or the figures differ. CONTRADICTED_TWICE: both differ (what was found in a day in two
# regions), or the titles are otherwise the same (the weather in Osh on two days). CONTRADICTED_WEAKLY: one title has
# such a name, and the other one such a figure.
CONTRADICTED, CONTRADICTED_TWICE = 0.2, 0.7
CONTRADICTED_WEAKLY = 0.15
SURE = 2.0  # at this likeness or more, every contradiction is ignored except CONTRADICTED_TWICE
# Two titles count as the same if at least this part of the shorter one's words, without names and figures, is in both.
SAME_GIST = 0.7
# Squared cosine at which two headlines are joined. Before they are compared, the vector of each headline is averaged
# with those of the headlines most similar to it.
HEADLINE_JOINS = 0.04
OPENINGS_JOIN = 0.28  # when an article arrives, the cosine of word beginnings at which its headline joins another
FAR_HOURS = 96.0  # articles that were published further apart are never about one event
NEAR_HOURS = 24.0  # articles that were published at most this many hours apart lose no likeness by that
CROSS_HOURS = 36.0  # articles in two languages that were published further apart are not joined
SAME_SOURCE = 0.7  # factor for two articles of one publisher, which seldom reports an event twice
# Cosine of shared terms (text.shared_terms) at which two articles are joined: in two languages, and in one language.
# The second is higher, because in one language more words can be compared, and news of one kind from one town has many
# terms in common.
CROSS_JOINS, SHARED_JOINS = 0.20, 0.42
ALONE = 0.5  # weight of a term (text.shared_terms) that only one article has, such as one outlet's word for something
# Factors for a likeness by shared terms: the first if both articles name places but none in common, the second if the
# same is true of countries, the third if each title names somebody whom the other article does not mention.
ELSEWHERE, ABROAD, STRANGERS = 0.7, 0.8, 0.8
LEAST_IN_COMMON = 2  # two articles must have this many shared terms in common to be joined by them


class TermHolders:
    """The articles that have each term, and each term's rarity: 1 + log(articles / articles with the term)."""

    def __init__(self) -> None:
        self.articles = 0
        self.by: dict[str, list[ArticleId]] = {}  # term → ids of articles, oldest first
        self._logs: list[float] = []  # [n] is log(1 + n)

    def add(self, terms: Iterable[str], article_id: ArticleId) -> None:
        self.articles += 1
        for term in terms:
            holders = self.by.get(term)
            if holders is None:
                self.by[term] = [article_id]
            else:
                holders.append(article_id)

    def remove(self, terms: Iterable[str], article_id: ArticleId) -> None:
        self.articles -= 1
        for term in terms:
            holders = self.by[term]
            holders.remove(article_id)  # quick, because the oldest articles stand first and are removed first
            if not holders:
                del self.by[term]

    def rarities(self, terms: Iterable[str]) -> dict[str, float]:
        """Return term → rarity, computed as 1 + log((1 + articles) / (1 + articles with the term))."""
        self._logs.extend(log(1 + count) for count in range(len(self._logs), 2 + self.articles))
        top, logs, by = 1.0 + self._logs[self.articles], self._logs, self.by
        return {term: top - logs[len(by[term])] if term in by else top for term in terms}

    def lone(self, terms: Iterable[str], article_id: ArticleId) -> list[str]:
        """Return the terms that only this article has."""
        return [term for term in terms if len(held := self.by.get(term, ())) == 0 or held == [article_id]]


class LiveTerms:
    """The terms of the articles in the window, by kind."""

    def __init__(self) -> None:
        self.stems, self.named, self.shared, self.openings = (TermHolders() for _ in range(4))

    def add(self, article: Compared) -> None:
        for held, terms in self._kinds(article):
            held.add(terms, article.article_id)

    def remove(self, article: Compared) -> None:
        for held, terms in self._kinds(article):
            held.remove(terms, article.article_id)

    def _kinds(self, article: Compared) -> tuple[tuple[TermHolders, Iterable[str]], ...]:
        return (
            (self.stems, article.text),
            (self.named, article.named),
            (self.shared, article.shared),
            (self.openings, openings(article)),
        )


class Measures:
    """What is computed once for an article in the window: the lengths and sums that normalise its likenesses.

    They depend on how rare its terms were in the window at that time. `knows` looks for names and figures in it.
    """

    __slots__ = ("_article", "_known", "_sounds", "named", "shared", "text", "title")

    def __init__(
        self, article: Compared, stems: Mapping[str, float], named: Mapping[str, float], shared: float
    ) -> None:
        self._article = article
        self._known: set[str] | None = None
        self._sounds = ""
        self.text = _length(article.text, stems)
        self.title = sum([stems[stem] for stem in article.stems if stem in stems])
        self.shared = shared
        self.named = sum([named[name] for name in article.named])

    def knows(self, mark: str) -> bool:
        """Return whether this article has a name or figure of another article's title, in any grammatical case."""
        if self._known is None:
            self._known, self._sounds = self._article.names_and_figures(), self._article.sounds()
        return mark in self._known or f" {mark}" in self._sounds


class Newcomer:
    """An article that is compared with many others; the rarity of each of its terms is looked up once."""

    # `shared` and `text` map each term of this article to weight · rarity². Two articles are compared by a dot
    # product: the sum of these values, each multiplied by the weight of the same term in the other article.
    __slots__ = ("article", "measures", "named", "shared", "stems", "text")

    def __init__(self, article: Compared, window: LiveTerms) -> None:
        self.article = article
        self.stems = window.stems.rarities(article.text)
        self.named = window.named.rarities(article.named)
        self.text = {stem: weight * self.stems[stem] ** 2 for stem, weight in article.text.items()}
        rarities = window.shared.rarities(article.shared)
        self.shared = {term: weight * rarities[term] ** 2 for term, weight in article.shared.items()}
        lone = window.shared.lone(article.shared, article.article_id)
        squares = sum([self.shared[term] * weight for term, weight in article.shared.items()])
        squares -= (1 - ALONE) * sum([self.shared[term] * article.shared[term] for term in lone])
        self.measures = Measures(article, self.stems, self.named, sqrt(squares))


def _length(terms: Mapping[str, float], rarities: Mapping[str, float]) -> float:
    return sqrt(sum([(weight * rarities[term]) ** 2 for term, weight in terms.items()]))


def text_likeness(newcomer: Newcomer, other: Compared, theirs: Measures, shared: float) -> float:
    """Return the likeness of two articles with texts in one language; `shared` is the cosine of their shared terms."""
    one, mine, stems = newcomer.article, newcomer.measures, newcomer.stems
    both = one.text.keys() & other.text.keys()
    if not both:
        return 0.0
    score = sum([newcomer.text[stem] * other.text[stem] for stem in both]) / (mine.text * theirs.text)
    covered = _share(sum([stems[stem] for stem in one.stems if stem in both]), mine.title)
    covered += _share(sum([stems[stem] for stem in other.stems if stem in both]), theirs.title)
    score += COVERAGE * covered / 2
    named = sum([newcomer.named[name] for name in other.named if name in newcomer.named])
    score += SHARED_NAMES * _share(named, min(mine.named, theirs.named))
    score += SHARED_TERMS * shared
    if score >= TEXT_JOINS:  # with a lower score the texts are not joined, whether or not they contradict each other
        lost = contradiction(one, other, unknown(one, theirs), unknown(other, mine))
        score *= 1.0 - lost_at(score / TEXT_JOINS, lost)
    return score / TEXT_JOINS


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def unknown(one: Compared, other: Measures) -> set[str]:
    """Return the names and figures of a title that the other article does not mention."""
    return {mark for mark in one.marks if not other.knows(mark)}


def contradiction(one: Compared, other: Compared, mine: AbstractSet[str], theirs: AbstractSet[str]) -> float:
    """Return the part of their likeness, 0 to 1, that two articles lose because their titles contradict each other.

    `mine` and `theirs` are the names and figures of each title that the other article does not mention.
    """
    if not mine or not theirs:
        return 0.0
    figures = any(mark[0].isdigit() for mark in mine) and any(mark[0].isdigit() for mark in theirs)
    names = not all(mark[0].isdigit() for mark in mine) and not all(mark[0].isdigit() for mark in theirs)
    if (figures and names) or _has_same_gist(one, other):
        return CONTRADICTED_TWICE
    return CONTRADICTED if figures or names else CONTRADICTED_WEAKLY


def lost_at(likeness: float, lost: float) -> float:
    """Return `lost`, the part that a contradiction takes from a likeness, or 0 if the contradiction is ignored.

    At a likeness of SURE or more, every contradiction is ignored except CONTRADICTED_TWICE.
    """
    return lost if likeness < SURE or lost == CONTRADICTED_TWICE else 0.0


def _has_same_gist(one: Compared, other: Compared) -> bool:
    mine, theirs = one.gist(), other.gist()
    return len(mine & theirs) >= SAME_GIST * max(1, min(len(mine), len(theirs)))


def headline_likeness(one: Compared, other: Compared, window: LiveTerms) -> float:
    """Return the likeness of two headlines by the beginnings of their words.

    This likeness is used when an article arrives, because clustering, which averages a headline with similar ones,
    comes later.
    """
    mine, theirs = window.openings.rarities(openings(one)), window.openings.rarities(openings(other))
    norms = sqrt(sum([rarity**2 for rarity in mine.values()]) * sum([rarity**2 for rarity in theirs.values()]))
    return _share(sum([mine[opening] ** 2 for opening in mine.keys() & theirs.keys()]), norms) / OPENINGS_JOIN


def may_share(one: Compared, other: Compared) -> bool:
    """Return whether two articles have two terms in common, one of them a name, a place or a figure.

    False for two articles of one publisher in one language: they share its phrases, so their words must decide.
    """
    if one.language != other.language and abs(one.hours - other.hours) > CROSS_HOURS:
        return False
    if one.language == other.language and one.source and one.source == other.source:
        return False
    return not one.firm.isdisjoint(other.firm) and len(one.shared.keys() & other.shared.keys()) >= LEAST_IN_COMMON


def common_ground(one: Compared, other: Compared) -> float:
    """Return the factor, at most 1, by which a likeness by shared terms is multiplied.

    It is lower if the two articles name different places, countries or people.
    """
    left = 1.0
    if one.places and other.places and one.places.isdisjoint(other.places):
        left *= ELSEWHERE
    if one.countries and other.countries and one.countries.isdisjoint(other.countries):
        left *= ABROAD
    if one.persons and other.persons and not (one.persons <= other.shared.keys() or other.persons <= one.shared.keys()):
        left *= STRANGERS
    return left


def shared_joins(one: Compared, other: Compared) -> float:
    """Return a threshold: the two articles are joined if the cosine of their shared terms is at least this."""
    return SHARED_JOINS if one.language == other.language else CROSS_JOINS


def shared_likeness(newcomer: Newcomer, other: Compared, theirs: Measures, shared: float) -> float:
    """Return the likeness by the terms that articles in any two languages can share; `shared` is their cosine."""
    one = newcomer.article
    if not may_share(one, other):
        return 0.0
    likeness = shared / shared_joins(one, other) * common_ground(one, other)
    # Titles in one language spell a name alike, so if their names differ, the articles contradict each other. Titles in
    # two languages may spell it differently.
    if one.language == other.language and likeness >= 1.0:
        lost = contradiction(one, other, unknown(one, theirs), unknown(other, newcomer.measures))
        likeness *= 1.0 - lost_at(likeness, lost)
    return likeness


def shared_cosine(newcomer: Newcomer, other: Compared, theirs: Measures) -> float:
    """Return the cosine of the shared terms of two articles."""
    both = newcomer.shared.keys() & other.shared.keys()
    product = sum([newcomer.shared[term] * other.shared[term] for term in both])
    return _share(product, newcomer.measures.shared * theirs.shared)


def closeness(one: Compared, other: Compared) -> float:
    """Return the factor, 0 to 1, for a likeness; it is lower if two articles are far apart in time or of one source."""
    hours = abs(one.hours - other.hours)
    if hours > FAR_HOURS:
        return 0.0
    left = 1.0 if hours <= NEAR_HOURS else 1.0 - 0.6 * (hours - NEAR_HOURS) / (FAR_HOURS - NEAR_HOURS)
    return left * SAME_SOURCE if one.source and one.source == other.source else left
