"""Counting seed words of topics in a text: Russian seeds by stem, those of other languages as beginnings of words."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from text.cache_sizes import WORDS
from text.letters import STRAIGHT
from text.topics.topic import Topic, bare, weight, without_mark
from text.words import stem

_PARTS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_OPENING = 40  # first words of a text, which count double
_LONGEST = 16  # the most letters of a seed


def share(place: int) -> float:
    """Return the weight of a word by its position, counted over title and text."""
    return 2.0 if place < _OPENING else 1.0


def summed(counts: dict[str, Counter[str]]) -> dict[str, float]:
    """Return topic key → score; many different seeds score higher than one seed many times."""
    return {key: sum(math.log1p(count) for count in found.values()) for key, found in counts.items()}


class StemSeeds:
    """The seeds of a language with a stemmer, which are looked up by stem."""

    def __init__(self, topics: Sequence[Topic], language: str) -> None:
        self._language = language
        self._by_stem: dict[str, list[tuple[str, float]]] = {}
        seeds = [
            (stem(bare(seed), language), seed, topic.key) for topic in topics for seed in topic.seeds.get(language, ())
        ]
        owners = Counter(stemmed for stemmed, _, _ in seeds)
        for stemmed, seed, key in seeds:
            self._by_stem.setdefault(stemmed, []).append((key, weight(seed, owners[stemmed])))

    def hits(self, words: Sequence[str], lower: Sequence[str]) -> dict[str, float]:
        """Return topic key → score of the seeds among the words, which are given as written and in lower case."""
        del words  # not needed: stems are in lower case, so capitals cannot be compared as PrefixSeeds does for names
        counts: dict[str, Counter[str]] = {}
        for place, word in enumerate(lower):
            stemmed = stem(word, self._language)
            for key, value in self._by_stem.get(stemmed, ()):
                counts.setdefault(key, Counter())[stemmed] += share(place) * value  # type: ignore[assignment]
        return summed(counts)


@dataclass(frozen=True, slots=True)
class _Seed:
    name: str
    rest: tuple[str, ...]  # the beginnings of the words that must follow
    key: str
    value: float


class PrefixSeeds:
    """The seeds of one language without a stemmer.

    A word matches a seed if the seed is its beginning; a seed of two words needs two such words in a row.
    """

    def __init__(self, topics: Sequence[Topic], language: str) -> None:
        self._by_prefix: dict[str, list[_Seed]] = {}
        owners = Counter(seed.casefold() for topic in topics for seed in topic.seeds.get(language, ()))
        for topic in topics:
            for seed in topic.seeds.get(language, ()):
                parts = tuple(_PARTS.findall(without_mark(seed.translate(STRAIGHT))))
                if not parts:
                    continue
                is_name = parts[0].isupper()
                first = parts[0] if is_name else parts[0].casefold()
                rest = tuple(part if is_name else part.casefold() for part in parts[1:])
                value = weight(seed, owners[seed.casefold()]) * (1.5 if rest else 1.0)
                self._by_prefix.setdefault(first, []).append(_Seed(first + " ".join(rest), rest, topic.key, value))
        self._begun = lru_cache(maxsize=WORDS)(self._begun_by)

    def hits(self, words: Sequence[str], lower: Sequence[str]) -> dict[str, float]:
        """Return topic key → score; a topic is left out if a single word late in the text is all that matches it."""
        counts: dict[str, Counter[str]] = {}
        totals: dict[str, float] = {}
        for place, word in enumerate(words):
            for seed, is_name in self._begun(word):
                if seed.rest and not _follow(seed.rest, words if is_name else lower, place + 1):
                    continue
                counts.setdefault(seed.key, Counter())[seed.name] += share(place) * seed.value  # type: ignore[assignment]
                totals[seed.key] = totals.get(seed.key, 0.0) + share(place)
        return {key: value for key, value in summed(counts).items() if totals[key] >= share(0)}

    def _begun_by(self, word: str) -> tuple[tuple[_Seed, bool], ...]:
        """Return the seeds with which a word begins, and for each whether upper and lower case must match."""
        forms = {word.casefold(): False} | ({word: True} if word[0].isupper() else {})
        return tuple(
            (seed, is_name)
            for form, is_name in forms.items()
            for length in range(min(len(form), _LONGEST), 1, -1)
            for seed in self._by_prefix.get(form[:length], ())
        )


def _follow(beginnings: Sequence[str], words: Sequence[str], place: int) -> bool:
    """Return whether the words from position `place` on begin with `beginnings`, one by one."""
    following = words[place : place + len(beginnings)]
    return len(following) == len(beginnings) and all(map(str.startswith, following, beginnings))
