"""The meaning of a text as one Russian word vector, and its similarity to the topics.

The words of a Russian text have vectors. In other languages, a thing of the lexicon has the vector of its Russian
words, and a word that was borrowed has the vector of the Russian word.
"""

from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from typing import Any

from text.cache_sizes import WORDS
from text.lexicon.lexicon import Lexicon
from text.topics.concepts import NamedThing
from text.topics.loans import loan
from text.topics.space import WordSpace
from text.topics.things import Things
from text.topics.topic import Topic, bare

_READ = 200  # words of a text that are used


class Meanings:
    """The meanings of topics and texts, as sums of Russian word vectors."""

    def __init__(self, topics: Sequence[Topic], lexicon: Lexicon, meant: Container[str], language: str) -> None:
        """Compute the meanings of the topics.

        `language` is the one that has word vectors. Of the lexicon's things, only those whose ids are in `meant`
        contribute to the meaning of a text.
        """
        self._language = language
        self._space = WordSpace()
        self._keys: list[str] = []
        centres = []
        for topic in topics:
            ids = self._known([bare(seed) for seed in topic.seeds.get(language, ())])
            if len(ids):
                self._keys.append(topic.key)
                centres.append(self._space.freed(self._space.centred(ids).mean(axis=0)))
        self._centres = self._space.np.array(centres)  # one row for each topic
        self._things = Things(lexicon, meant, self._space, language)
        self._loan = lru_cache(maxsize=WORDS)(self._loan_of)

    def nearness(self, words: Sequence[str], things: Iterable[NamedThing], language: str) -> dict[str, float]:
        """Return topic key → cosine of topic and text; empty if no word has a vector. `words` are in lower case."""
        if language == self._language:
            ids = self._known([word for word in words[:_READ] if len(word) > 2])
            vectors = [self._space.summed(ids)] if len(ids) else []
        else:
            vectors = self._bridged(words, things, language)
        if not vectors or not self._keys:
            return {}
        document = self._space.freed(sum(vectors))
        return dict(zip(self._keys, (self._centres @ document).tolist(), strict=True))

    def _bridged(self, words: Sequence[str], things: Iterable[NamedThing], language: str) -> list[Any]:
        """Return the vectors of the things that a text names, and those of its other words that Russian has as well.

        The latter are words that the language borrowed from Russian, or that both borrowed.
        """
        places, named = [], set[int]()
        for thing, start, length in things:
            named.update(range(start, start + length))
            if start < _READ and thing in self._things.places:
                places.append(self._things.places[thing])
        loans = [self._loan(word, language) for place, word in enumerate(words[:_READ]) if place not in named]
        ids = [found for found in loans if found is not None]
        vectors = [self._things.vectors[places].sum(axis=0)] if places else []
        return [*vectors, self._space.summed(ids)] if ids else vectors

    def _loan_of(self, word: str, language: str) -> int | None:
        found = loan(word, language, self._space.numbers.__contains__)
        return None if found is None else self._space.numbers.get(found)

    def _known(self, words: Sequence[str]) -> Any:
        """Return the numbers of those words that have vectors, in order."""
        numbers = self._space.numbers.of(words)
        return numbers[numbers >= 0]
