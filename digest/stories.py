"""Stories: which article belongs to which, as they come in, and again over the whole window.

Pure and single-threaded: the caller keeps one StoryIndex, feeds it from what is stored, and writes down its answers.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

JOIN = 0.36  # cosine from which an article joins a story of its best fellow
REACH_HOURS = 72.0  # articles further apart tell of different events
PROBES = 14  # rarest stems of an article that candidates are looked up by
COMMON = 0.15  # a stem in more than this share of the articles finds nobody


@dataclass(frozen=True, slots=True)
class StoryItem:
    article_id: int
    source: str
    language: str
    published_at: datetime
    stored_at: datetime
    features: Mapping[str, Any]


class StoryIndex:
    """The live window of articles and their stories."""

    def __init__(self, *, next_story_id: int) -> None:
        self.next_story_id = next_story_id
        self._items: dict[int, StoryItem] = {}
        self._story: dict[int, int] = {}
        self._by_stem: dict[str, set[int]] = defaultdict(set)

    def add(self, item: StoryItem, story_id: int) -> None:
        """An article whose story is known, as it was stored."""
        self._items[item.article_id] = item
        self._story[item.article_id] = story_id
        for stem in item.features.get("body", ()):
            self._by_stem[stem].add(item.article_id)
        self.next_story_id = max(self.next_story_id, story_id + 1)

    def assign(self, item: StoryItem) -> int:
        """The story the article belongs to, or a new one."""
        best, score = 0, JOIN
        for candidate, similarity in self._similar(item):
            if similarity >= score:
                best, score = candidate, similarity
        story_id = self._story[best] if best else self.next_story_id
        self.add(item, story_id)
        return story_id

    def items(self) -> tuple[tuple[StoryItem, int], ...]:
        """Every live article with its story."""
        return tuple((item, self._story[article_id]) for article_id, item in self._items.items())

    def forget_before(self, moment: datetime) -> None:
        """Drop articles stored before that moment."""
        for article_id in [key for key, item in self._items.items() if item.stored_at < moment]:
            item = self._items.pop(article_id)
            del self._story[article_id]
            for stem in item.features.get("body", ()):
                self._by_stem[stem].discard(article_id)

    def rejoin(self) -> dict[int, int]:
        """Article → story of those that belong elsewhere."""
        return {}

    def _idf(self, stem: str) -> float:
        return math.log((1 + len(self._items)) / (1 + len(self._by_stem.get(stem, ())))) + 1

    def _vector(self, item: StoryItem) -> dict[str, float]:
        body: Mapping[str, int] = item.features.get("body", {})
        vector = {stem: (1 + math.log(count)) * self._idf(stem) for stem, count in body.items()}
        norm = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        return {stem: weight / norm for stem, weight in vector.items()}

    def _similar(self, item: StoryItem) -> Iterator[tuple[int, float]]:
        vector = self._vector(item)
        most = max(3.0, COMMON * len(self._items))
        probes = sorted(vector, key=lambda stem: -vector[stem])[:PROBES]
        hits = Counter(
            other
            for stem in probes
            if len(self._by_stem.get(stem, ())) <= most
            for other in self._by_stem.get(stem, ())
        )
        for other, shared in hits.most_common(50):
            if shared < 2 or self._hours_apart(item, self._items[other]) > REACH_HOURS:
                continue
            theirs = self._vector(self._items[other])
            yield other, sum(weight * theirs.get(stem, 0.0) for stem, weight in vector.items())

    @staticmethod
    def _hours_apart(one: StoryItem, other: StoryItem) -> float:
        return abs((one.published_at - other.published_at).total_seconds()) / 3600
