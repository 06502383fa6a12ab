"""Counts the seed words of topics in a text: Russian ones by their stems, those of other languages as beginnings."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from text.letters import STRAIGHT
from text.topics.topic import Topic, bare, weight, without_mark
from text.words import stem

_PARTS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_OPENING = 40  # words that count double
_LONGEST = 16  # letters of a seed
_REMEMBERED = 50_000  # words of a language


def share(place: int) -> float:
    """Return what a word counts at its place among those of the title and the text."""
    return 2.0 if place < _OPENING else 1.0


def summed(counts: dict[str, Counter[str]]) -> dict[str, float]:
    """Return topic key → score; many different seeds give a higher score than one seed many times."""
    return {key: sum(math.log1p(count) for count in found.values()) for key, found in counts.items()}


class StemSeeds:
    """The seeds of a language with a stemmer, looked up by their stems."""

    def __init__(self, topics: Sequence[Topic], language: str) -> None:
        self._language = language
        self._by_stem: dict[str, list[tuple[str, float]]] = {}
        seeds = [
            (stem(bare(seed), language), seed, topic.key) for topic in topics for seed in topic.seeds.get(language, ())
        ]
        owners = Counter(stemmed for stemmed, _, _ in seeds)
        for stemmed, seed, key in seeds:
            self._by_stem.setdefault(stemmed, []).append((key, weight(seed, owners[stemmed])))

    def hits(self, words: Sequence[str]) -> dict[str, float]:
        """Return topic key → score of the seeds among the words."""
        counts: dict[str, Counter[str]] = {}
        for place, word in enumerate(words):
            stemmed = stem(word.lower(), self._language)
            for key, value in self._by_stem.get(stemmed, ()):
                counts.setdefault(key, Counter())[stemmed] += share(place) * value  # type: ignore[assignment]
        return summed(counts)


@dataclass(frozen=True, slots=True)
class _Seed:
    name: str
    rest: tuple[str, ...]  # beginnings of the words that must follow
    key: str
    value: float


class PrefixSeeds:
    """The seeds of one language. A word matches a seed that it begins with; a seed of two words needs two in a row."""

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
        self._begun = lru_cache(maxsize=_REMEMBERED)(self._begun_by)

    def hits(self, words: Sequence[str]) -> dict[str, float]:
        """Return topic key → score, without topics that only one word late in the text matches."""
        counts: dict[str, Counter[str]] = {}
        totals: Counter[str] = Counter()
        folded = [word.casefold() for word in words]
        for place in range(len(words)):
            for key, seed, value in self._matches(words, folded, place):
                counts.setdefault(key, Counter())[seed] += share(place) * value  # type: ignore[assignment]
                totals[key] += share(place)  # type: ignore[assignment]
        return {key: value for key, value in summed(counts).items() if totals[key] >= share(0)}

    def _matches(self, words: Sequence[str], folded: Sequence[str], place: int) -> Iterator[tuple[str, str, float]]:
        for seed, is_name in self._begun(words[place]):
            source = words if is_name else folded
            following = source[place + 1 : place + 1 + len(seed.rest)]
            if len(following) == len(seed.rest) and all(map(str.startswith, following, seed.rest)):
                yield seed.key, seed.name, seed.value

    def _begun_by(self, word: str) -> tuple[tuple[_Seed, bool], ...]:
        """Return the seeds that a word begins with, and whether they are compared as they are written."""
        forms = {word.casefold(): False} | ({word: True} if word[0].isupper() else {})
        return tuple(
            (seed, is_name)
            for form, is_name in forms.items()
            for length in range(min(len(form), _LONGEST), 1, -1)
            for seed in self._by_prefix.get(form[:length], ())
        )
