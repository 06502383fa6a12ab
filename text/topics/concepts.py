"""Which topics the things of the lexicon speak for: those that their rows name, and those whose seeds name them.

So a topic with Russian seeds alone is found in every language that the lexicon has words of.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from text.letters import straight
from text.lexicon.lexicon import Lexicon, Mention
from text.topics.seeds import share
from text.topics.topic import Topic, bare, weight

_SECOND = 0.5  # what a concept counts for topics behind the first that its row names


class TopicConcepts:
    """The concepts of a lexicon with the topics they speak for."""

    def __init__(self, topics: Sequence[Topic], lexicon: Lexicon, seeds_in: str) -> None:
        """Seeds are looked up in one language, in which they are whole words."""
        keys = {topic.key for topic in topics}
        self._topics: dict[str, dict[str, float]] = {}  # concept → topic key → what it counts
        for row in lexicon.rows.values():
            if row.kind == "concept":
                known = [key for key in row.about if key in keys]
                self._topics[row.id] = {key: _SECOND if place else 1.0 for place, key in enumerate(known)}
        named: dict[str, dict[str, float]] = {}
        for topic in topics:
            for seed in topic.seeds.get(seeds_in, ()):
                for thing in _named_by(seed, seeds_in, lexicon):
                    named.setdefault(thing, {})[topic.key] = weight(seed, 1)
        for thing, found in named.items():
            for key, value in found.items():
                counted = self._topics.setdefault(thing, {})
                counted[key] = max(counted.get(key, 0.0), value / len(found))

    @property
    def speaking(self) -> frozenset[str]:
        """The things that speak for any topic."""
        return frozenset(thing for thing, counted in self._topics.items() if counted)

    def hits(self, mentions: Iterable[Mention]) -> dict[str, float]:
        """Return topic key → score of the things that are named; places count the words of title and text."""
        counts: Counter[str] = Counter()
        for mention in mentions:
            counts[mention.id] += share(mention.start)  # type: ignore[assignment]
        scores: Counter[str] = Counter()
        for thing, count in counts.items():
            for key, value in self._topics.get(thing, {}).items():
                scores[key] += math.log1p(count) * value  # type: ignore[assignment]
        return dict(scores)


def _named_by(seed: str, language: str, lexicon: Lexicon) -> set[str]:
    """Return the things that a seed names: all its words together, since one of two may name anything."""
    words = straight(bare(seed)).split()
    return {mention.id for mention in lexicon.mentions(words, language) if mention.length == len(words)}
