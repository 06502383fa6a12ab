"""The things of the lexicon as vectors, made from their words in the language that has word vectors."""

from bisect import bisect_left
from collections.abc import Container, Iterator
from typing import Any

from text.lexicon.lexicon import Lexicon
from text.lexicon.rows import Form, FormWord
from text.topics.space import WordSpace, weight

_ALIKE = 5  # at most this many words stand for a form: the most frequent ones that match it
_COMMON = 100_000  # only this many of the most frequent words are compared with forms
_LOOKED_AT = 60  # of the words that begin like a form, only this many are compared with it, the most frequent ones


class Things:
    """The vectors of the things; the length of a vector is the thing's weight."""

    def __init__(self, lexicon: Lexicon, meant: Container[str], space: WordSpace, language: str) -> None:
        """Make vectors only for the things in `meant`."""
        self._lexicon, self._space, self._language = lexicon, space, language
        vocabulary = _Vocabulary(space)
        self.places: dict[str, int] = {}  # id of a thing → its row in `vectors`
        starts: list[int] = []  # for each thing, where its words begin in `ids`
        ids: list[int] = []
        counted: list[float] = []
        frequencies: list[float] = []
        for row in lexicon.rows.values():
            called = [self._words_of(form, vocabulary) for form in row.forms(language) if row.id in meant]
            if not any(words for words, _ in called):
                continue
            self.places[row.id] = len(self.places)
            starts.append(len(ids))
            frequencies.append(sum(share for _, share in called))
            for words, _ in called:
                ids += words
                counted += words.values()
        self.vectors = self._summed(starts, ids, counted, frequencies)

    def _summed(self, starts: list[int], ids: list[int], counted: list[float], frequencies: list[float]) -> Any:
        np = self._space.np
        if not ids:
            return np.zeros((0, len(self._space.background)), dtype=np.float32)
        words = self._space.centred(ids) * np.array(counted, dtype=np.float32)[:, None]
        vectors = np.add.reduceat(words, starts, axis=0)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
        return vectors * weight(np.array(frequencies, dtype=np.float32))[:, None]

    def _words_of(self, form: Form, vocabulary: "_Vocabulary") -> tuple[dict[int, float], float]:
        """Return word → weight for the words that stand for a form, and the frequency of the form's rarest word."""
        words: dict[int, float] = {}
        shares = []
        for part in form.words:
            alike = vocabulary.alike.get(part)
            if alike is None:
                alike = vocabulary.alike[part] = self._alike(part, vocabulary)
            if alike:
                share = sum(alike.values())
                words |= {known: own / share * weight(share) for known, own in alike.items()}
                shares.append(share)
        return words, min(shares, default=0.0)

    def _alike(self, word: FormWord, vocabulary: "_Vocabulary") -> dict[int, float]:
        """Return up to _ALIKE words that match a word of a form, as number of the word → its relative frequency."""
        found: dict[int, float] = {}
        for candidate, known, share in vocabulary.beginning(word.letters):
            if self._lexicon.fits(word, candidate, self._language):
                found[known] = share
                if len(found) == _ALIKE:
                    break
        return found


class _Vocabulary:
    """The frequent words that have vectors, in alphabetical order."""

    def __init__(self, space: WordSpace) -> None:
        least = float(-space.np.sort(-space.shares)[:_COMMON][-1])
        frequent = (space.shares >= least).tolist()
        known = sorted((word, number) for number, word in enumerate(space.words()) if frequent[number])
        self._words = [word for word, _ in known]
        self._ids = [found for _, found in known]
        self._shares = space.shares[self._ids]
        # Word of a form → matching words and their relative frequencies; kept, because many forms have words in common.
        self.alike: dict[FormWord, dict[int, float]] = {}

    def beginning(self, letters: str) -> Iterator[tuple[str, int, float]]:
        """Yield (word, number of its vector, relative frequency) for words with this beginning.

        The most frequent words come first, at most _LOOKED_AT of them.
        """
        first = bisect_left(self._words, letters)
        end = bisect_left(self._words, letters[:-1] + chr(ord(letters[-1]) + 1))
        for place in (-self._shares[first:end]).argsort()[:_LOOKED_AT].tolist():
            yield self._words[first + place], self._ids[first + place], float(self._shares[first + place])
