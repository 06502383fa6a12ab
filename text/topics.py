"""Finds the topics of an article, from a dozen seed words for each topic and no labelled data.

Russian compares the article's word vector with each topic's; the other languages, which have no vectors here, count
words that begin with a seed. A topic an operator adds works the same way.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from text.languages import LANGUAGES, LOCALES
from text.letters import APOSTROPHES, STRAIGHT
from text.words import stem

_WORDS = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}-][^\W\d_]+)*")
_MODELLED = next(code for code, language in LANGUAGES.items() if language.has_models)  # Russian alone
_MOST = 4  # topics of an article
_WEAK = "?"  # ends a seed that other topics use as well, and that is weak evidence alone
_WEAK_WEIGHT = 0.4
_OPENING = 40  # words that count double
_READ = 3000  # characters of a text; the beginning of a text shows its topics


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject readers subscribe to, as catalogue/topics.toml gives it."""

    key: str
    titles: dict[str, str]  # a title for each locale
    seeds: dict[str, tuple[str, ...]]  # language → words, or beginnings of words where the language has no vectors


def titles_of(topics: Sequence[Topic]) -> Mapping[str, Mapping[str, str]]:
    """Return the titles of topics by locale and key; where a locale has none, the English one or the key stands in."""
    return {
        locale: {topic.key: topic.titles.get(locale) or topic.titles.get("en", topic.key) for topic in topics}
        for locale in LOCALES
    }


class TopicModel:
    def __init__(self, topics: Sequence[Topic]) -> None:
        self._topics = tuple(topics)
        self._prefixes = {
            language: _Prefixes(self._topics, language) for language in LANGUAGES if language != _MODELLED
        }
        self._stems = _Stems(self._topics)

    @cached_property
    def _vectors(self) -> "_Vectors":
        return _Vectors(self._topics)

    def load(self) -> None:
        """Load the word vectors now rather than at the first Russian text."""
        _ = self._vectors

    def topics(self, title: str | None, text: str, language: str) -> tuple[str, ...]:
        """Return the keys of the article's topics, best first; none when the article has no word of any topic."""
        words = _WORDS.findall(f"{title or ''}\n{text[:_READ]}".translate(STRAIGHT))
        if not words:
            return ()
        if language == _MODELLED:
            return self._vectors.rank(words, self._stems.hits(words))
        return _rank_by_hits(self._prefixes.get(language, self._prefixes["en"]).hits(words))


def _bare(seed: str) -> str:
    return seed.rstrip(_WEAK).lower()


def _rank_by_hits(hits: dict[str, float]) -> tuple[str, ...]:
    """Return the topics with the highest scores, best first, leaving out the weak ones.

    A topic needs half the best topic's score, and at least 1: one seed near the beginning of the text, or two
    different seeds later, reach that.
    """
    best = max(hits.values(), default=0.0)
    ranked = sorted(hits, key=lambda key: -hits[key])
    return tuple(key for key in ranked[:_MOST] if hits[key] >= max(0.5 * best, 1.0))


def _weight(seed: str, owners: int) -> float:
    return (_WEAK_WEIGHT if seed.endswith(_WEAK) else 1.0) / owners


def _sum(counts: dict[str, Counter[str]]) -> dict[str, float]:
    """Return topic key → score; many different seeds give a higher score than one seed many times."""
    return {key: sum(math.log1p(count) for count in seeds.values()) for key, seeds in counts.items()}


class _Stems:
    """The Russian seeds, looked up by their stems."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._by_stem: dict[str, list[tuple[str, float]]] = {}
        seeds = [
            (stem(_bare(seed), _MODELLED), seed, topic.key)
            for topic in topics
            for seed in topic.seeds.get(_MODELLED, ())
        ]
        owners = Counter(stemmed for stemmed, _, _ in seeds)
        for stemmed, seed, key in seeds:
            self._by_stem.setdefault(stemmed, []).append((key, _weight(seed, owners[stemmed])))

    def hits(self, words: list[str]) -> dict[str, float]:
        counts: dict[str, Counter[str]] = {}
        for position, word in enumerate(words[:400]):
            stemmed = stem(word.lower(), _MODELLED)
            for key, weight in self._by_stem.get(stemmed, ()):
                share = 2.0 if position < _OPENING else 1.0
                counts.setdefault(key, Counter())[stemmed] += share * weight  # type: ignore[assignment]
        return _sum(counts)


class _Prefixes:
    """The seeds of one language. A word matches a seed that it begins with; a seed of two words needs two in a row."""

    def __init__(self, topics: Sequence[Topic], language: str) -> None:
        self._by_prefix: dict[str, list[tuple[tuple[str, ...], str, float]]] = {}
        owners = Counter(seed.casefold() for topic in topics for seed in topic.seeds.get(language, ()))
        for topic in topics:
            for seed in topic.seeds.get(language, ()):
                parts = tuple(_WORDS.findall(seed.translate(STRAIGHT).rstrip(_WEAK)))
                if not parts:
                    continue
                is_name = parts[0].isupper()
                first = parts[0] if is_name else parts[0].casefold()
                rest = tuple(part if is_name else part.casefold() for part in parts[1:])
                weight = _weight(seed, owners[seed.casefold()]) * (1.5 if rest else 1.0)
                self._by_prefix.setdefault(first, []).append((rest, topic.key, weight))

    def hits(self, words: list[str]) -> dict[str, float]:
        """Return topic key → score, without topics that only one word late in the text matches."""
        counts: dict[str, Counter[str]] = {}
        totals: Counter[str] = Counter()
        folded = [word.casefold() for word in words]
        for position, word in enumerate(words):
            for key, seed, weight in self._matches(words, folded, position, word):
                share = 2.0 if position < _OPENING else 1.0
                counts.setdefault(key, Counter())[seed] += share * weight  # type: ignore[assignment]
                totals[key] += share  # type: ignore[assignment]
        return {key: value for key, value in _sum(counts).items() if totals[key] >= 2}

    def _matches(self, words: list[str], folded: list[str], position: int, word: str) -> list[tuple[str, str, float]]:
        found = []
        for form, source in ((word, words), (folded[position], folded)):
            for length in range(min(len(form), 16), 1, -1):
                for rest, key, weight in self._by_prefix.get(form[:length], ()):
                    following = source[position + 1 : position + 1 + len(rest)]
                    if len(following) == len(rest) and all(map(str.startswith, following, rest)):
                        found.append((key, form[:length] + " ".join(rest), weight))
            if not word[0].isupper() or word == form == folded[position]:
                break
        return found


class _Vectors:
    """The topics and articles as Russian word vectors, less the average vector of frequent words."""

    _SMOOTHING = 1e-3  # words more frequent than this count for less (SIF, Arora et al. 2017)

    _SAID = 0.1  # a seed word itself says more than words around its meaning
    _NEAR = 0.7  # of the best topic's score
    _LEAST = 0.25

    def __init__(self, topics: Sequence[Topic]) -> None:
        from text.models import word_vectors  # isort: skip - sets the number of threads before numpy reads it

        import numpy as np

        self._np = np
        vectors = word_vectors()
        self._ids: dict[str, int] = vectors.vocab.word_ids
        self._indexes, self._codes = vectors.pq.indexes, vectors.pq.codes
        self._dimensions = np.arange(self._indexes.shape[1])
        counts = np.asarray(vectors.vocab.counts, dtype=np.float32)
        shares = counts / counts.sum()
        self._weights = self._SMOOTHING / (self._SMOOTHING + shares)
        frequent = np.argsort(-counts)[200:20_000]
        self._background = np.zeros(self._codes.shape[0] * self._codes.shape[2], dtype=np.float32)
        for part in np.array_split(frequent, 20):
            self._background += (self._look_up(part) * (shares * self._weights)[part][:, None]).sum(axis=0)
        self._background /= (shares * self._weights)[frequent].sum()
        self._keys: list[str] = []
        centroids = []
        for topic in topics:
            ids = [self._ids[word] for word in map(_bare, topic.seeds.get(_MODELLED, ())) if word in self._ids]
            if ids:
                self._keys.append(topic.key)
                centroids.append(self._unit(self._centred(ids).mean(axis=0)))
        self._centroids = np.stack(centroids) if centroids else None

    def rank(self, words: list[str], hits: dict[str, float]) -> tuple[str, ...]:
        ids = [self._ids[word] for word in map(str.lower, words[:200]) if len(word) > 2 and word in self._ids]
        if not ids or self._centroids is None:
            return _rank_by_hits(hits)
        document = self._unit((self._centred(ids) * self._weights[ids][:, None]).sum(axis=0))
        said = self._np.array([hits.get(key, 0.0) for key in self._keys])
        scores = self._centroids @ document + self._SAID * said
        best = float(scores.max())
        order = self._np.argsort(-scores)[:_MOST]
        return tuple(self._keys[i] for i in order if scores[i] >= max(self._NEAR * best, self._LEAST))

    def _look_up(self, ids: Any) -> Any:
        return self._codes[self._dimensions, self._indexes[ids]].reshape(len(ids), -1)

    def _centred(self, ids: Any) -> Any:
        found = self._look_up(ids) - self._background
        return found / (self._np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)

    def _unit(self, vector: Any) -> Any:
        return vector / (float(self._np.linalg.norm(vector)) + 1e-9)
