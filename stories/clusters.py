"""Clustering the whole window at once: groups articles about one event, in whatever order they arrived."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np

from stories.compared import Compared, headline_terms
from stories.likeness import (
    ALONE,
    COVERAGE,
    FAR_HOURS,
    HEADLINE_JOINS,
    NEAR_HOURS,
    SAME_SOURCE,
    SHARED_NAMES,
    SHARED_TERMS,
    TEXT_JOINS,
    closeness,
    common_ground,
    contradiction,
    lost_at,
    may_share,
    shared_joins,
)
from stories.linkage import CAUTION, Edge, average_link
from stories.sparse import Indices, Products, Rows, SparseRows, TermMatrix, Weights, rarity
from stories.ties import Said, ties_of
from text.sounds import skeleton

_NEIGHBOURS = 5  # headlines with which a headline is averaged
_NEIGHBOUR_COSINE = 0.2
_NEIGHBOUR_SHARE = 0.45
_LEAST_HEADLINE = 0.06  # smaller cosines count as 0
_LEAST_MIXED = 0.12
_LEAST_TEXT = 0.13
_LEAST_SHARED = 0.07
_MOST_CANDIDATES = 30  # articles compared with one article, best first
_LEAST_LIKENESS = 0.3  # smaller likenesses do not change any decision


def join(items: Sequence[Compared], said: Sequence[Said] = ()) -> list[int]:
    """Return a group number for each article; articles with equal numbers are about one event.

    `said` are editors' judgements on pairs, the latest first: (article id, article id, whether it is one event).
    """
    order = sorted(range(len(items)), key=lambda place: _content(items[place]))
    ordered = [items[place] for place in order]
    ties = ties_of([item.article_id for item in ordered], said)
    groups = average_link(len(ordered), edges(ordered), caution=CAUTION, ties=ties)
    found = [0] * len(items)
    for place, group in zip(order, groups, strict=True):
        found[place] = group
    return found


def _content(item: Compared) -> tuple[Any, ...]:
    """Return a sort key made from an article's content, so that neither ids nor the order of arrival matter."""
    return item.hours, item.source, item.language, item.title, tuple(item.text), item.rest, tuple(item.shared)


def edges(items: Sequence[Compared]) -> Iterator[Edge]:
    """Yield pairs of positions with their likeness, the later position first; pairs left out are not alike."""
    told = [item for item in items if item.text]
    places = np.array([place for place, item in enumerate(items) if item.text], np.int64)
    if len(told) < len(items):
        yield from _headline_edges(items, [place for place, item in enumerate(items) if not item.text])
    marks = _Marks(told)
    shared = TermMatrix([item.shared for item in told], alone=ALONE)
    for found in (_text_edges(told, shared, marks), _shared_edges(told, shared, marks)):
        for one, other, likeness in found:
            yield int(places[one]), int(places[other]), likeness


def _headline_edges(items: Sequence[Compared], bare: Sequence[int]) -> Iterator[Edge]:
    """Yield pairs of which at least one article has a headline only."""
    matrix = TermMatrix([headline_terms(item) for item in items])
    similar = SparseRows(len(items))
    neighbours: list[Indices] = []
    for row in range(len(items)):
        cosines = matrix.products(row)
        similar.append(cosines, _LEAST_HEADLINE)
        cosines[row] = -1.0
        nearest = np.flatnonzero(cosines >= _NEIGHBOUR_COSINE)
        nearest = nearest[np.argsort(-cosines[nearest], kind="stable")][:_NEIGHBOURS]
        neighbours.append(nearest.astype(np.int32))
    is_bare = np.zeros(len(items), bool)
    is_bare[bare] = True
    near = _Closeness(items)
    for row, cosines in zip(bare, similar.mixed(neighbours, _NEIGHBOUR_SHARE, bare), strict=True):
        cosines[row] = 0.0
        others = np.flatnonzero(cosines >= _LEAST_MIXED)
        others = others[(others < row) | ~is_bare[others]]
        likeness = cosines[others] ** 2 / HEADLINE_JOINS * near.left(np.full(len(others), row), others)
        yield from _given(np.full(len(others), row), others, likeness, 0.0)


def _text_edges(items: Sequence[Compared], shared: TermMatrix, marks: "_Marks") -> Iterator[Edge]:
    """Yield pairs in one language: stories.likeness.text_likeness for many pairs at once."""
    matrix = TermMatrix([item.text for item in items])
    products = Products(len(matrix.columns))
    known = matrix.rows.binary()
    titles = Rows.of([dict.fromkeys(item.stems, 1.0) for item in items], matrix.columns)
    titles = titles.weighted(matrix.weights)
    title_sums = np.maximum(titles.sums(), 1e-9)
    name_columns: dict[str, int] = {}
    named = Rows.of([dict.fromkeys(item.named, 1.0) for item in items], name_columns)
    heavy_names = named.weighted(rarity(named, len(name_columns)))
    name_sums = heavy_names.sums()
    name_products, shared_products = Products(len(name_columns)), Products(len(shared.columns))
    near, languages = _Closeness(items), _codes([item.language for item in items])
    for ones, others, cosines in matrix.near(least=_LEAST_TEXT, most=_MOST_CANDIDATES, products=products):
        left = near.left(ones, others) * (languages[ones] == languages[others])
        here = np.flatnonzero(left)
        ones, others, left = ones[here], others[here], left[here]
        covered = products.of(titles, ones, known, others) / title_sums[ones]
        covered += products.of(known, ones, titles, others) / title_sums[others]
        names = name_products.of(named, ones, heavy_names, others)
        names /= np.maximum(np.minimum(name_sums[ones], name_sums[others]), 1e-9)
        score = cosines[here] + COVERAGE * covered / 2 + SHARED_NAMES * names
        score += SHARED_TERMS * shared_products.of(shared.rows, ones, shared.rows, others)
        for place in np.flatnonzero(score / TEXT_JOINS * left > _LEAST_LIKENESS).tolist():
            lost = marks.contradiction(int(ones[place]), int(others[place]))
            score[place] *= 1.0 - lost_at(float(score[place]) / TEXT_JOINS, lost)
        yield from _given(ones, others, score / TEXT_JOINS * left, _LEAST_LIKENESS)


def _shared_edges(items: Sequence[Compared], shared: TermMatrix, marks: "_Marks") -> Iterator[Edge]:
    """Yield pairs in any two languages: stories.likeness.shared_likeness for many pairs at once."""
    for ones, others, cosines in shared.near(least=_LEAST_SHARED, most=_MOST_CANDIDATES):
        for place, cosine in enumerate(cosines.tolist()):
            one, other = items[first := int(ones[place])], items[second := int(others[place])]
            likeness = cosine / shared_joins(one, other)
            # The remaining steps only lower likenesses, and are slower the later they come, so most pairs are dropped
            # before.
            if likeness <= _LEAST_LIKENESS or not may_share(one, other):
                continue
            likeness *= common_ground(one, other) * closeness(one, other)
            if one.language == other.language and likeness > _LEAST_LIKENESS:
                likeness *= 1.0 - lost_at(likeness, marks.contradiction(first, second))
            if likeness > _LEAST_LIKENESS:
                yield first, second, likeness


def _given(ones: Indices, others: Indices, likeness: Weights, least: float) -> Iterator[Edge]:
    wanted = likeness > least
    yield from zip(ones[wanted].tolist(), others[wanted].tolist(), likeness[wanted].tolist(), strict=True)


def _codes(values: Sequence[str]) -> Indices:
    """Return a number for each value: the same for equal values, 0 for an empty one."""
    known = {"": 0}
    return np.array([known.setdefault(value, len(known)) for value in values], np.int32)


class _Closeness:
    """stories.likeness.closeness for many pairs at once."""

    def __init__(self, items: Sequence[Compared]) -> None:
        self._hours = np.array([item.hours for item in items])
        self._sources = _codes([item.source for item in items])

    def left(self, ones: Indices, others: Indices) -> Weights:
        hours = np.abs(self._hours[ones] - self._hours[others])
        left = np.clip(1.0 - 0.6 * (hours - NEAR_HOURS) / (FAR_HOURS - NEAR_HOURS), 0.0, 1.0)
        left[hours > FAR_HOURS] = 0.0
        is_same = (self._sources[ones] == self._sources[others]) & (self._sources[ones] > 0)
        left[is_same] *= SAME_SOURCE
        found: Weights = left.astype(np.float32)
        return found


class _Marks:
    """The names and figures of titles that each article mentions: stories.likeness.unknown for many pairs at once."""

    def __init__(self, items: Sequence[Compared]) -> None:
        self._marks = [frozenset(item.marks) for item in items]
        wanted: frozenset[str] = frozenset().union(*self._marks)
        lengths = sorted({len(mark) for mark in wanted})
        words = set(chain.from_iterable((*item.title, *item.text, *item.rest) for item in items))
        begun = ((word, skeleton(word)) for word in words)
        heard = {  # word → the marks that the beginning of its sound is equal to
            word: marks
            for word, sound in begun
            if (marks := [sound[:length] for length in lengths if sound[:length] in wanted])
        }
        self._heard, self._hearing = heard, frozenset(heard)
        self._items = items
        self._known: dict[int, set[str]] = {}

    def contradiction(self, one: int, other: int) -> float:
        mine, theirs = self._marks[one], self._marks[other]
        if not mine or not theirs:
            return 0.0
        unknown = mine - self._known_by(other), theirs - self._known_by(one)
        return contradiction(self._items[one], self._items[other], *unknown)

    def _known_by(self, place: int) -> set[str]:
        known = self._known.get(place)
        if known is None:
            item = self._items[place]
            known = self._known[place] = item.names_and_figures()
            begun = self._hearing.intersection(chain(item.title, item.text, item.rest))
            known.update(chain.from_iterable(map(self._heard.__getitem__, begun)))
        return known
