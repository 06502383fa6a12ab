"""How alike two articles are: the terms they are compared by, and what speaks for and against one event.

Every likeness is a multiple of what is needed to join, so 1.0 joins whether it comes from headlines, from texts or
from names and figures across languages. Thresholds are frozen on the labelled sets that benchmarks/quality.py scores.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import log
from typing import Any

from text.words import skeleton

WORD_WEIGHT = 2.5  # of a headline's word beside its character 4-grams
COVERAGE = 0.6  # what title words found in the other's opening add to the cosine of texts
SHARED_NAMES = 0.3  # what shared names add
MARKS_DISAGREE = 0.15  # what each title holding a name or figure that the other article does not know takes
TEXT_JOINS = 0.59  # the sum of these from which texts join
HEADLINE_JOINS = 0.04  # squared cosine of headlines that were mixed with their neighbours
FAR_HOURS = 96.0  # articles further apart never tell of one event
NEAR_HOURS = 24.0  # up to here time says nothing
CROSS_HOURS = 36.0
SAME_SOURCE = 0.7  # one publisher seldom tells an event twice
CROSS_JOINS = 0.34  # cosine of names, figures and concepts from which articles of two languages join


@dataclass(frozen=True, slots=True)
class StoryItem:
    """An article as stories see it; `features` as text.features documents them."""

    article_id: int
    source: str
    language: str
    published_at: datetime
    stored_at: datetime
    features: Mapping[str, Any]


def has_text(item: StoryItem) -> bool:
    return bool(item.features.get("body"))


@lru_cache(maxsize=100_000)
def _word_terms(word: str) -> tuple[str, ...]:
    sound = skeleton(word)
    padded = f" {sound} "
    return (*(padded[start : start + 4] for start in range(max(1, len(padded) - 3))), "#" + sound[:5])


def headline_terms(item: StoryItem) -> dict[str, float]:
    """Character 4-grams within words and five-letter beginnings, in Latin letters, so that spellings agree."""
    terms = dict.fromkeys((term for word in item.features.get("title", ()) for term in _word_terms(word)), 1.0)
    return {term: WORD_WEIGHT if term[0] == "#" else weight for term, weight in terms.items()}


def text_terms(item: StoryItem) -> dict[str, float]:
    """Stems of the opening and, three times, of the title; 1 + log of their counts."""
    counts = Counter(item.features.get("body", {}))
    for stem in item.features.get("stems", ()):
        counts[stem] += 3
    return {stem: 1.0 + log(count) for stem, count in counts.items()}


def cross_terms(item: StoryItem) -> dict[str, float]:
    """What articles in two languages can share: names, places, figures of two digits and more, concepts."""
    found = item.features
    terms = {f"n{name}": 1.0 for name in found.get("names", ())}
    terms |= {f"#{number}": 1.0 for number in found.get("numbers", ()) if len(number) > 1}
    terms |= {f"p{place}": 0.7 for place in found.get("places", ())}
    terms |= {f"c{concept}": 0.8 for concept in found.get("concepts", ())}
    terms |= {f"n{mark}": 1.6 for mark in found.get("marks", ()) if not mark[0].isdigit()}
    return terms


class Rarity:
    """How rare stems and names are in the window, as 1 + log of the inverse share of articles that hold them."""

    def __init__(self) -> None:
        self.articles = 0
        self._stems: Counter[str] = Counter()
        self._names: Counter[str] = Counter()

    def add(self, item: StoryItem, count: int = 1) -> None:
        """Count an article in, or out with -1."""
        self.articles += count
        for stem in item.features.get("body", {}).keys() | set(item.features.get("stems", ())):
            self._stems[stem] += count
        for name in item.features.get("names", ()):
            self._names[name] += count

    def stem(self, stem: str) -> float:
        return log((1 + self.articles) / (1 + self._stems[stem])) + 1

    def name(self, name: str) -> float:
        return log((1 + self.articles) / (1 + self._names[name])) + 1


def text_likeness(cosine: float, one: StoryItem, other: StoryItem, rarity: Rarity) -> float:
    """Of two articles with texts in one language, given the cosine of their text terms."""
    score = cosine
    score += COVERAGE * (_covered(one, other, rarity) + _covered(other, one, rarity)) / 2
    score += SHARED_NAMES * _shared_names(one, other, rarity)
    if _has_unmatched_mark(one, other) and _has_unmatched_mark(other, one):
        score -= MARKS_DISAGREE
    return max(0.0, score / TEXT_JOINS)


def _covered(one: StoryItem, other: StoryItem, rarity: Rarity) -> float:
    """The weighted share of a title's stems found in the other's title and opening."""
    body, title = other.features.get("body", {}), other.features.get("stems", ())
    total = hit = 0.0
    for stem in one.features.get("stems", ()):
        weight = rarity.stem(stem)
        total += weight
        if stem in body or stem in title:
            hit += weight
    return hit / total if total else 0.0


def _shared_names(one: StoryItem, other: StoryItem, rarity: Rarity) -> float:
    """The weight of shared names, of the names of the article that has less."""
    mine, theirs = one.features.get("names", ()), set(other.features.get("names", ()))
    least = min(sum(map(rarity.name, mine)), sum(map(rarity.name, theirs)))
    return sum(rarity.name(name) for name in mine if name in theirs) / least if least else 0.0


def _has_unmatched_mark(one: StoryItem, other: StoryItem) -> bool:
    """Whether the title has a name or a figure that the other article does not know."""
    marks: Sequence[str] = one.features.get("marks", ())
    names, numbers = other.features.get("names", ()), other.features.get("numbers", ())
    missing = [mark for mark in marks if mark not in names and mark not in numbers]
    if not missing:
        return False
    found = other.features
    return any(
        not any(
            mark == skeleton(word)[: len(mark)] for words in ("title", "body", "rest") for word in found.get(words, ())
        )
        for mark in missing
    )


def cross_likeness(cosine: float, one: StoryItem, other: StoryItem) -> float:
    """Across languages: at least two agreements, of which one is a name or a figure."""
    hours = hours_apart(one, other)
    if hours > CROSS_HOURS:
        return 0.0
    a, b = one.features, other.features
    names = len(set(a.get("names", ())) & set(b.get("names", ())))
    numbers = len(_long(a.get("numbers", ())) & _long(b.get("numbers", ())))
    concepts = len(set(a.get("concepts", ())) & set(b.get("concepts", ())))
    if names + numbers < 1 or names + numbers + concepts < 2:
        return 0.0
    return cosine / CROSS_JOINS


def _long(numbers: Sequence[str]) -> set[str]:
    return {number for number in numbers if len(number) > 1}


def apart(one: StoryItem, other: StoryItem) -> float:
    """What time and source leave of a likeness, 0 to 1."""
    hours = hours_apart(one, other)
    if hours > FAR_HOURS:
        return 0.0
    left = 1.0 if hours <= NEAR_HOURS else 1.0 - 0.6 * (hours - NEAR_HOURS) / (FAR_HOURS - NEAR_HOURS)
    return left * SAME_SOURCE if one.source and one.source == other.source else left


def hours_apart(one: StoryItem, other: StoryItem) -> float:
    return abs((one.published_at - other.published_at).total_seconds()) / 3600
