"""The things of the lexicon as vectors of what they are called in the language that has word vectors."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from typing import Any

from text.lexicon.lexicon import Lexicon
from text.lexicon.rows import Form, FormWord
from text.topics.space import WordSpace, weight

_ALIKE = 5  # words of the vocabulary that stand for a form, the most frequent ones
_COMMON = 100_000  # words of the vocabulary that forms are looked for among
_LOOKED_AT = 150  # words that begin as a form does, to find them


class Things:
    """The vectors of the things, each as long as the thing counts."""

    def __init__(self, lexicon: Lexicon, meant: Container[str], space: WordSpace, language: str) -> None:
        """Only the things in `meant` have vectors."""
        self._lexicon, self._space, self._language = lexicon, space, language
        vocabulary = _Vocabulary(space)
        self.places: dict[str, int] = {}  # of each thing, its row among the vectors
        owners: list[int] = []
        ids: list[int] = []
        counted: list[float] = []
        frequencies: list[float] = []
        for row in lexicon.rows.values():
            called = [self._words_of(form, vocabulary) for form in row.forms.get(language, ()) if row.id in meant]
            if not any(words for words, _ in called):
                continue
            place = self.places[row.id] = len(self.places)
            frequencies.append(sum(share for _, share in called))
            for words, _ in called:
                owners += [place] * len(words)
                ids += words
                counted += words.values()
        self.vectors = self._summed(owners, ids, counted, frequencies)

    def _summed(self, owners: list[int], ids: list[int], counted: list[float], frequencies: list[float]) -> Any:
        np = self._space.np
        vectors = np.zeros((len(self.places), len(self._space.background)), dtype=np.float32)
        if ids:
            np.add.at(vectors, owners, self._space.centred(ids) * np.array(counted, dtype=np.float32)[:, None])
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
            vectors *= weight(np.array(frequencies, dtype=np.float32))[:, None]
        return vectors

    def _words_of(self, form: Form, vocabulary: "_Vocabulary") -> tuple[dict[int, float], float]:
        """Return the words that a form stands for with what each counts, and how frequent its rarest part is."""
        words: dict[int, float] = {}
        shares = []
        for part in form.words:
            ids = self._alike(part, vocabulary)
            if ids:
                share = float(self._space.shares[ids].sum())
                words |= {known: float(self._space.shares[known]) / share * weight(share) for known in ids}
                shares.append(share)
        return words, min(shares, default=0.0)

    def _alike(self, word: FormWord, vocabulary: "_Vocabulary") -> list[int]:
        """Return the most frequent words of the vocabulary that a form's word matches."""
        found: list[int] = []
        for candidate, known in vocabulary.beginning(word.letters):
            if self._lexicon.fits(word, candidate, self._language):
                found.append(known)
                if len(found) == _ALIKE:
                    break
        return found


class _Vocabulary:
    """The more frequent words that have vectors, in alphabetical order."""

    def __init__(self, space: WordSpace) -> None:
        least = float(-space.np.sort(-space.shares)[:_COMMON][-1])
        frequent = (space.shares >= least).tolist()
        known = sorted(_frequent(space.ids.items(), frequent))
        self._words = [word for word, _ in known]
        self._ids = [found for _, found in known]
        self._shares = space.shares[self._ids]

    def beginning(self, letters: str) -> Iterator[tuple[str, int]]:
        """Yield the words that begin so, with their ids, the most frequent first."""
        first = bisect_left(self._words, letters)
        end = bisect_left(self._words, letters[:-1] + chr(ord(letters[-1]) + 1))
        for place in (-self._shares[first:end]).argsort()[:_LOOKED_AT].tolist():
            yield self._words[first + place], self._ids[first + place]


def _frequent(words: Iterable[tuple[str, int]], is_frequent: list[bool]) -> Iterator[tuple[str, int]]:
    return ((word, known) for word, known in words if is_frequent[known])
