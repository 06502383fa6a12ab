"""The whole window at once: articles in, groups of one event out. Pure, and the same for any order of the articles."""

import json
from collections.abc import Iterator, Sequence

import numpy as np

from digest.likeness import (
    HEADLINE_JOINS,
    Rarity,
    StoryItem,
    apart,
    cross_likeness,
    cross_terms,
    has_text,
    headline_terms,
    text_likeness,
    text_terms,
)
from digest.linkage import Edge, average_link
from digest.sparse import Indices, SparseRows, TermMatrix

_NEIGHBOURS = 5  # that a headline is mixed with
_NEIGHBOUR_COSINE = 0.2
_NEIGHBOUR_SHARE = 0.45
_LEAST_HEADLINE = 0.06  # a smaller cosine is none
_LEAST_MIXED = 0.12
_LEAST_TEXT = 0.1
_LEAST_CROSS = 0.12
_MOST_CANDIDATES = 40  # of a text, best first


def join(items: Sequence[StoryItem]) -> list[int]:
    """A group number for each article; equal numbers tell of one event."""
    order = sorted(range(len(items)), key=lambda place: _content(items[place]))
    ordered = [items[place] for place in order]
    groups = average_link(len(ordered), _edges(ordered))
    found = [0] * len(items)
    for place, group in zip(order, groups, strict=True):
        found[place] = group
    return found


def _content(item: StoryItem) -> tuple[str, str, str, str]:
    """What orders articles whatever order and ids they came with."""
    features = json.dumps(item.features, sort_keys=True, ensure_ascii=False, default=str)
    return item.published_at.isoformat(), item.source, item.language, features


def _edges(items: Sequence[StoryItem]) -> Iterator[Edge]:
    bare = [place for place, item in enumerate(items) if not has_text(item)]
    if bare:
        yield from _headline_edges(items, frozenset(bare))
    if len(bare) < len(items):
        yield from _text_edges(items, [place for place, item in enumerate(items) if has_text(item)])
    if len({item.language for item in items if has_text(item)}) > 1:
        yield from _cross_edges(items)


def _headline_edges(items: Sequence[StoryItem], bare: frozenset[int]) -> Iterator[Edge]:
    """Between articles of which at least one has nothing but a headline."""
    matrix = TermMatrix([headline_terms(item) for item in items])
    similar = SparseRows(len(items))
    neighbours: list[Indices] = []
    for row in range(len(items)):
        cosines = matrix.products(row)
        similar.append(cosines, _LEAST_HEADLINE)
        cosines[row] = -1.0
        near = np.flatnonzero(cosines >= _NEIGHBOUR_COSINE)
        near = near[np.argsort(-cosines[near], kind="stable")][:_NEIGHBOURS]
        neighbours.append(near.astype(np.int32))
    for row, cosines in enumerate(similar.mixed(neighbours, _NEIGHBOUR_SHARE)):
        for other in np.flatnonzero(cosines[:row] >= _LEAST_MIXED).tolist():
            if row in bare or other in bare:
                left = apart(items[row], items[other])
                if left:
                    yield row, other, float(cosines[other]) ** 2 / HEADLINE_JOINS * left


def _text_edges(items: Sequence[StoryItem], places: Sequence[int]) -> Iterator[Edge]:
    rarity = Rarity()
    for place in places:
        rarity.add(items[place])
    matrix = TermMatrix([text_terms(items[place]) for place in places])
    for row, place in enumerate(places):
        cosines = matrix.products(row)[:row]
        near = np.flatnonzero(cosines >= _LEAST_TEXT)
        near = near[np.argsort(-cosines[near], kind="stable")][:_MOST_CANDIDATES]
        one = items[place]
        for column in near.tolist():
            other = items[places[column]]
            left = apart(one, other)
            if left and one.language == other.language:
                likeness = text_likeness(float(cosines[column]), one, other, rarity) * left
                if likeness > 0.3:  # less changes no mean that matters
                    yield place, places[column], likeness


def _cross_edges(items: Sequence[StoryItem]) -> Iterator[Edge]:
    places = [place for place, item in enumerate(items) if has_text(item)]
    matrix = TermMatrix([cross_terms(items[place]) for place in places])
    for row, place in enumerate(places):
        cosines = matrix.products(row)[:row]
        near = np.flatnonzero(cosines >= _LEAST_CROSS)
        near = near[np.argsort(-cosines[near], kind="stable")][:_MOST_CANDIDATES]
        for column in near.tolist():
            one, other = items[place], items[places[column]]
            if one.language != other.language:
                likeness = cross_likeness(float(cosines[column]), one, other) * apart(one, other)
                if likeness > 0.0:
                    yield place, places[column], likeness
