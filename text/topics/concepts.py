"""Which topics the things of the lexicon indicate: those named in a thing's row, and those whose seeds name the thing.

So a topic that has only Russian seeds is found in every language for which the lexicon has words.
"""

import math
from collections.abc import Iterable, Sequence

from text.letters import straight
from text.lexicon.lexicon import Lexicon
from text.topics.seeds import share
from text.topics.topic import Topic, bare, weight

NamedThing = tuple[str, int, int]  # id of the thing, position of its first word, number of its words
_SECOND = 0.5  # weight of a concept for each further topic in its row; for the first topic it has 1


class TopicConcepts:
    """The concepts of the lexicon, with the topics that each indicates."""

    def __init__(self, topics: Sequence[Topic], lexicon: Lexicon, seeds_in: str) -> None:
        """Look up in the lexicon the topics' seeds in the language `seeds_in`; the seeds must be whole words there."""
        keys = {topic.key for topic in topics}
        self._topics: dict[str, dict[str, float]] = {}  # concept → topic key → weight
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
        """The ids of the things that indicate any topic."""
        return frozenset(thing for thing, counted in self._topics.items() if counted)

    def hits(self, things: Iterable[NamedThing]) -> dict[str, float]:
        """Return topic key → score, from the things that a text names."""
        counts: dict[str, float] = {}
        for thing, place, _ in things:
            if self._topics.get(thing):
                counts[thing] = counts.get(thing, 0.0) + share(place)
        scores: dict[str, float] = {}
        for thing, count in counts.items():
            for key, value in self._topics[thing].items():
                scores[key] = scores.get(key, 0.0) + math.log1p(count) * value
        return scores


def _named_by(seed: str, language: str, lexicon: Lexicon) -> set[str]:
    """Return the ids of the things that all words of a seed name together.

    What only a part of the seed names is left out, because without the other words it may mean something else.
    """
    words = straight(bare(seed)).split()
    return {mention.id for mention in lexicon.mentions(words, language) if mention.length == len(words)}
