"""Ranking the topics of an article by its seed words, the things of the lexicon that it names, and its meaning."""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property

from text.languages import LANGUAGES
from text.lexicon.lexicon import Lexicon
from text.mentions import NamedInArticle
from text.topics.concepts import TopicConcepts
from text.topics.meaning import Meanings
from text.topics.seeds import PrefixSeeds, StemSeeds
from text.topics.topic import Topic

# The language that has models, which is Russian.
_MODELLED = next(code for code, language in LANGUAGES.items() if language.has_models)
_MOST = 4  # topics of an article at most
# A topic's score is the cosine of its meaning with the text's, plus this factor times the root of its seeds' score.
_SAID = 0.4
# Takes the place of _SAID for a text in Russian, where every word already contributes to the cosine.
_SAID_AND_MEANT = 0.15
_NAMED = 0.25  # weight of a thing of the lexicon, where a seed has 1
_NEAR = 0.7  # a topic needs at least this part of the best topic's score
_LEAST = 0.2


class TopicModel:
    """Finds which of the given topics an article is about, by their seeds, the lexicon, and the meaning of words."""

    def __init__(self, topics: Sequence[Topic], lexicon: Lexicon) -> None:
        self._topics, self._lexicon = tuple(topics), lexicon
        self._seeds: dict[str, StemSeeds | PrefixSeeds] = {
            language: (StemSeeds if language == _MODELLED else PrefixSeeds)(self._topics, language)
            for language in LANGUAGES
        }
        self._concepts = TopicConcepts(self._topics, lexicon, _MODELLED)

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(self._topics, self._lexicon, self._concepts.speaking, _MODELLED)

    def load(self) -> None:
        """Load the word vectors now; otherwise the first text would load them."""
        _ = self._meanings

    def topics(self, named: NamedInArticle, language: str) -> tuple[str, ...]:
        """Return the keys of the article's topics, best first; empty if it is about none of them."""
        words = named.title.words + named.text.words
        if not words:
            return ()
        lower = [word.lower() for word in words]
        first = len(named.title.words)
        things = [(mention.id, mention.start, mention.length) for mention in named.title.mentions]
        things += [(mention.id, mention.start + first, mention.length) for mention in named.text.mentions]
        near = self._meanings.nearness(lower, things, language)
        seeded = self._seeds.get(language, self._seeds["en"]).hits(words, lower)
        spoken_for = self._concepts.hits(things)
        return _ranked(near, seeded, spoken_for, _SAID_AND_MEANT if language == _MODELLED else _SAID)


def _ranked(
    near: Mapping[str, float], seeded: Mapping[str, float], named: Mapping[str, float], said: float
) -> tuple[str, ...]:
    scores = {
        key: near.get(key, 0.0) + said * math.sqrt(seeded.get(key, 0.0) + _NAMED * named.get(key, 0.0))
        for key in near.keys() | seeded.keys() | named.keys()
    }
    ranked = sorted(scores, key=lambda key: (-scores[key], key))[:_MOST]
    least = max(_NEAR * scores[ranked[0]], _LEAST) if ranked else 0.0
    return tuple(key for key in ranked if scores[key] >= least)
