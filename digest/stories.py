"""Stories: which article belongs to which, as they come in, and again over the whole window.

Pure and single-threaded: the caller keeps one StoryIndex, feeds it from what is stored, and writes down its answers.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from math import log, sqrt

from digest.joining import join
from digest.likeness import (
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

__all__ = ["StoryIndex", "StoryItem"]

_PROBES = 12  # rarest terms of each kind that candidates are looked up by
_CROWD = 400  # a term that more articles hold finds nobody
_MOST_COMPARED = 24  # candidates, by how many probes they share
_HEADLINE_JOINS = 0.34  # cosine of two headlines, which have no neighbours to be mixed with yet
_VECTORS_KEPT = 6000
_KINDS = (("h", headline_terms), ("t", text_terms), ("x", cross_terms))
Vector = Mapping[str, float]


class StoryIndex:
    """The live window of articles and their stories."""

    def __init__(self, *, next_story_id: int) -> None:
        self.next_story_id = next_story_id
        self._items: dict[int, StoryItem] = {}
        self._story: dict[int, int] = {}
        self._holders: defaultdict[str, set[int]] = defaultdict(set)  # kind and term → articles
        self._rarity = Rarity()
        self._vectors: dict[tuple[str, int], Vector] = {}

    def add(self, item: StoryItem, story_id: int) -> None:
        """An article whose story is known, as it was stored; one that is there already is replaced."""
        if item.article_id in self._items:
            self._forget(item.article_id)
        self._items[item.article_id] = item
        self._story[item.article_id] = story_id
        for key in _keys(item):
            self._holders[key].add(item.article_id)
        self._rarity.add(item)
        self.next_story_id = max(self.next_story_id, story_id + 1)

    def assign(self, item: StoryItem) -> int:
        """The story of the article most like it, or a new one; the article's own if it is known already."""
        story_id = self._story.get(item.article_id)
        if story_id is None:
            best, likeness = None, 1.0
            for other, found in self._alike(item):
                if found > likeness or (found == likeness and best is None):
                    best, likeness = other, found
            story_id = self.next_story_id if best is None else self._story[best]
        self.add(item, story_id)
        return story_id

    def items(self) -> tuple[tuple[StoryItem, int], ...]:
        """Every live article with its story."""
        return tuple((item, self._story[article_id]) for article_id, item in self._items.items())

    def forget_before(self, moment: datetime) -> None:
        """Drop articles stored before that moment."""
        for article_id in [key for key, item in self._items.items() if item.stored_at < moment]:
            self._forget(article_id)

    def rejoin(self) -> dict[int, int]:
        """Cluster the window again and adopt it: article → story of those that moved.

        A story keeps its id: each group takes the one that most of its articles had, the oldest on ties, and a group
        that finds its id taken by a group with more of that story opens a new one.
        """
        ids = list(self._items)
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for article_id, group in zip(ids, join([self._items[article_id] for article_id in ids]), strict=True):
            groups[group].append(article_id)
        moved: dict[int, int] = {}
        for story_id, members in self._named(groups.values()):
            for article_id in members:
                if self._story[article_id] != story_id:
                    moved[article_id] = self._story[article_id] = story_id
        return moved

    def _named(self, groups: Iterable[list[int]]) -> Iterator[tuple[int, list[int]]]:
        claims = sorted(
            (-count, story_id, min(members), members)
            for members in groups
            for story_id, count in Counter(self._story[article_id] for article_id in members).items()
        )
        taken: set[int] = set()
        named: set[int] = set()
        for _, story_id, first, members in claims:
            if story_id not in taken and first not in named:
                taken.add(story_id)
                named.add(first)
                yield story_id, members
        for _, _, first, members in sorted(claims, key=lambda claim: claim[2]):
            if first not in named:
                named.add(first)
                yield self.next_story_id, members
                self.next_story_id += 1

    def _forget(self, article_id: int) -> None:
        item = self._items.pop(article_id)
        del self._story[article_id]
        for key in _keys(item):
            holders = self._holders[key]
            holders.discard(article_id)
            if not holders:
                del self._holders[key]
        self._rarity.add(item, -1)
        for kind, _ in _KINDS:
            self._vectors.pop((kind, article_id), None)

    def _alike(self, item: StoryItem) -> Iterator[tuple[int, float]]:
        """Candidates with their likeness, oldest first."""
        vectors = {kind: self._weighed(kind, terms(item)) for kind, terms in _KINDS}
        hits: Counter[int] = Counter()
        for kind, vector in vectors.items():
            for term in heapq.nlargest(_PROBES, vector, key=lambda term: (vector[term], term)):
                holders = self._holders.get(kind + term, ())
                if len(holders) <= _CROWD:
                    hits.update(holders)
        for other_id in sorted(heapq.nlargest(_MOST_COMPARED, hits, key=lambda other: (hits[other], -other))):
            other = self._items[other_id]
            left = apart(item, other)
            if left:
                yield other_id, left * self._likeness(item, vectors, other)

    def _likeness(self, item: StoryItem, vectors: Mapping[str, Vector], other: StoryItem) -> float:
        if not (has_text(item) and has_text(other)):
            return self._cosine("h", vectors, other) / _HEADLINE_JOINS
        if item.language == other.language:
            return text_likeness(self._cosine("t", vectors, other), item, other, self._rarity)
        return cross_likeness(self._cosine("x", vectors, other), item, other)

    def _cosine(self, kind: str, vectors: Mapping[str, Vector], other: StoryItem) -> float:
        key = (kind, other.article_id)
        theirs = self._vectors.get(key)
        if theirs is None:
            if len(self._vectors) > _VECTORS_KEPT:
                self._vectors.clear()
            theirs = self._vectors[key] = self._weighed(kind, dict(_KINDS)[kind](other))
        return sum(weight * theirs.get(term, 0.0) for term, weight in vectors[kind].items())

    def _weighed(self, kind: str, terms: Vector) -> Vector:
        """TF-IDF of unit length, as rare as the terms are now."""
        articles = 1 + len(self._items)
        vector = {
            term: weight * _idf(articles, len(self._holders.get(kind + term, ()))) for term, weight in terms.items()
        }
        length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        return {term: weight / length for term, weight in vector.items()}


def _keys(item: StoryItem) -> Iterator[str]:
    for kind, terms in _KINDS:
        for term in terms(item):
            yield kind + term


def _idf(articles: int, holders: int) -> float:
    return log(articles / (1 + holders)) + 1
