"""Russian words as vectors, centred: on what frequent words have in common, and partly on what rare ones have."""

from typing import Any

_SMOOTHING = 1e-3  # words more frequent than this count for less (SIF, Arora et al. 2017)
_FREQUENT, _RARE = slice(200, 20_000), slice(20_000, 60_000, 4)  # by rank
_RARE_SHARE = 0.3  # of what a vector has in common with those of rare words, left out


class WordSpace:
    """The word vectors with what compares them."""

    def __init__(self) -> None:
        from text.models import word_vectors  # isort: skip - sets the number of threads before numpy reads it

        import numpy as np

        self.np = np
        vectors = word_vectors()
        self.ids: dict[str, int] = vectors.vocab.word_ids
        self._indexes, self._codes = vectors.pq.indexes, vectors.pq.codes
        self._dimensions = np.arange(self._indexes.shape[1])
        counts = np.asarray(vectors.vocab.counts, dtype=np.float32)
        self.shares = counts / counts.sum()  # of all words, by id
        self._weights = weight(self.shares)
        by_rank = np.argsort(-counts)
        self.background = self._mean(by_rank[_FREQUENT])
        # Rare words are alike in being rare: without this, each of them is near the topics whose seeds are rare.
        self._rareness = self.unit(self.centred(by_rank[_RARE]).mean(axis=0))

    def centred(self, ids: Any) -> Any:
        """Return the unit vectors of words, a row for each."""
        found = self._look_up(ids) - self.background
        return found / (self.np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)

    def summed(self, ids: Any) -> Any:
        """Return the sum of the unit vectors of words, each as long as the word counts."""
        found = self._look_up(ids) - self.background
        lengths = self.np.sqrt(self.np.einsum("ij,ij->i", found, found)) + 1e-9
        return (self._weights[ids] / lengths) @ found

    def freed(self, vector: Any) -> Any:
        """Return the unit vector with less of what only says how rare its words are."""
        return self.unit(vector - _RARE_SHARE * float(vector @ self._rareness) * self._rareness)

    def unit(self, vector: Any) -> Any:
        return vector / (float(self.np.linalg.norm(vector)) + 1e-9)

    def _mean(self, ids: Any) -> Any:
        """Return the mean vector of words, each counting by its frequency and its weight."""
        values = (self.shares * self._weights)[ids]
        total = self.np.zeros(self._codes.shape[0] * self._codes.shape[2], dtype=self.np.float32)
        for part, shared in zip(self.np.array_split(ids, 20), self.np.array_split(values, 20), strict=True):
            total += (self._look_up(part) * shared[:, None]).sum(axis=0)
        return total / values.sum()

    def _look_up(self, ids: Any) -> Any:
        return self._codes[self._dimensions, self._indexes[ids]].reshape(len(ids), -1)


def weight(share: Any) -> Any:
    """Return what a word counts that makes up that share of all words: the more frequent, the less."""
    return _SMOOTHING / (_SMOOTHING + share)
