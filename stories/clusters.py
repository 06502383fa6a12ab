"""Clustering the whole window at once: groups articles about one event, in whatever order they arrived."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from stories.compared import Compared, headline_terms
from stories.likeness import ALONE, COVERAGE, HEADLINE_JOINS, SHARED_NAMES, SHARED_TERMS, TEXT_JOINS
from stories.linkage import CAUTION, Edge, average_link
from stories.pairs import Agreement, Closeness, Contradictions
from stories.sparse import Doubles, Indices, Products, Rows, SparseRows, TermMatrix, Weights, rarity
from stories.ties import Said, ties_of

_NEIGHBOURS = 5  # a headline has few words, so it is averaged with at most this many similar ones for comparison
_NEIGHBOUR_COSINE = 0.2
_NEIGHBOUR_SHARE = 0.45
_LEAST_HEADLINE = 0.06  # smaller cosines of two headlines count as 0
_LEAST_MIXED = 0.12
_LEAST_TEXT = 0.13
_LEAST_SHARED = 0.07
_MOST_CANDIDATES = 30  # an article is compared with at most this many others, the best candidates
_LEAST_LIKENESS = 0.3  # pairs with a smaller likeness are left out, because they do not change any decision
# Positions of articles, positions of the articles they are compared with, likeness of each pair.
Likenesses = tuple[Indices, Indices, Weights | Doubles]


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
    """Return a sort key made from an article's content, so that neither its id nor the order of arrival matters."""
    return item.hours, item.source, item.language, item.title, tuple(item.text), item.rest, tuple(item.shared)


def edges(items: Sequence[Compared]) -> Iterator[Edge]:
    """Yield (later position, earlier position, likeness) for the pairs of articles that are alike enough to matter.

    Clustering takes the likeness of other pairs for 0. A pair may be yielded twice, with different likenesses.
    """
    told = [item for item in items if item.text]
    places = np.array([place for place, item in enumerate(items) if item.text], np.int64)
    if len(told) < len(items):
        yield from _headline_edges(items, [place for place, item in enumerate(items) if not item.text])
    shared = TermMatrix([item.shared for item in told], alone=ALONE)
    near, contradictions = Closeness(told), Contradictions(told)
    for found in (_text_edges(told, shared, near, contradictions), _shared_edges(told, shared, near, contradictions)):
        for ones, others, likeness in found:
            yield from _given(places[ones], places[others], likeness, _LEAST_LIKENESS)


def _headline_edges(items: Sequence[Compared], bare: Sequence[int]) -> Iterator[Edge]:
    """Yield the pairs with an article that is only a headline; `bare` are the positions of such articles."""
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
    near = Closeness(items)
    for row, cosines in zip(bare, similar.mixed(neighbours, _NEIGHBOUR_SHARE, bare), strict=True):
        cosines[row] = 0.0
        others = np.flatnonzero(cosines >= _LEAST_MIXED)
        others = others[(others < row) | ~is_bare[others]]
        left = near.left(np.full(len(others), row), others).astype(np.float32)
        likeness = cosines[others] ** 2 / HEADLINE_JOINS * left
        yield from _given(np.full(len(others), row), others, likeness, 0.0)


def _text_edges(
    items: Sequence[Compared], shared: TermMatrix, near: Closeness, contradictions: Contradictions
) -> Iterator[Likenesses]:
    """Yield the likenesses of articles in the same language, computed as stories.likeness.text_likeness does."""
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
    for ones, others, cosines in matrix.near(least=_LEAST_TEXT, most=_MOST_CANDIDATES, products=products):
        left = near.left(ones, others).astype(np.float32) * near.have_one_language(ones, others)
        here = np.flatnonzero(left)
        ones, others, left = ones[here], others[here], left[here]
        covered = products.of(titles, ones, known, others) / title_sums[ones]
        covered += products.of(known, ones, titles, others) / title_sums[others]
        names = name_products.of(named, ones, heavy_names, others)
        names /= np.maximum(np.minimum(name_sums[ones], name_sums[others]), 1e-9)
        score = cosines[here] + COVERAGE * covered / 2 + SHARED_NAMES * names
        score += SHARED_TERMS * shared_products.of(shared.rows, ones, shared.rows, others)
        here = np.flatnonzero(score / TEXT_JOINS * left > _LEAST_LIKENESS)
        ones, others, score, left = ones[here], others[here], score[here], left[here]
        lost = contradictions.lost(ones, others, score.astype(np.float64) / TEXT_JOINS)
        yield ones, others, score * (1.0 - lost).astype(np.float32) / TEXT_JOINS * left


def _shared_edges(
    items: Sequence[Compared], shared: TermMatrix, near: Closeness, contradictions: Contradictions
) -> Iterator[Likenesses]:
    """Yield the likenesses of articles in any languages, computed as stories.likeness.shared_likeness does."""
    agreement = Agreement(items, shared, near)
    for ones, others, cosines in shared.near(least=_LEAST_SHARED, most=_MOST_CANDIDATES):
        likeness = cosines / agreement.joins(ones, others)
        # Further steps only lower the likeness, and each is slower than the one before, so most pairs are dropped here.
        here = np.flatnonzero(likeness * near.left(ones, others) > _LEAST_LIKENESS)
        here = here[agreement.may_share(ones[here], others[here])]
        ones, others = ones[here], others[here]
        likeness = likeness[here] * (agreement.ground(ones, others) * near.left(ones, others))
        here = np.flatnonzero(near.have_one_language(ones, others) & (likeness > _LEAST_LIKENESS))
        likeness[here] *= 1.0 - contradictions.lost(ones[here], others[here], likeness[here])
        yield ones, others, likeness


def _given(ones: Indices, others: Indices, likeness: Weights | Doubles, least: float) -> Iterator[Edge]:
    wanted = likeness > least
    yield from zip(ones[wanted].tolist(), others[wanted].tolist(), likeness[wanted].tolist(), strict=True)
