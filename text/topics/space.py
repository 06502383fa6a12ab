"""Russian word vectors, centred: without the mean of frequent words, and with less of the mean of rare words."""

from typing import Any

_SMOOTHING = 1e-3  # a word that is this part of all words has half of the highest weight (SIF, Arora et al. 2017)
# Words by their rank in frequency. The mean vector of the frequent words is removed from every vector, and so is a part
# of the direction that the rare words have in common.
_FREQUENT, _RARE = slice(200, 20_000), slice(20_000, 60_000, 4)
# The vectors of rare words have a common direction, whatever the words mean. This part of what a vector has in that
# direction is removed from it.
_RARE_SHARE = 0.3


class WordSpace:
    """The word vectors, and operations on them."""

    def __init__(self) -> None:
        from text.models import word_vectors  # isort: skip - sets the number of threads that numpy will use

        import numpy as np

        self.np = np
        vectors = word_vectors()
        self.words = vectors.words
        self.numbers = vectors.numbers
        self._indexes, self._codes = vectors.pq.indexes, vectors.pq.codes
        self._dimensions = np.arange(self._indexes.shape[1])
        counts = vectors.counts
        self.shares = counts / counts.sum()  # relative frequency of each word, by the word's number
        self._weights = weight(self.shares)
        by_rank = np.argsort(-counts)
        self.background = self._mean(by_rank[_FREQUENT])
        # Rare words have a direction in common; if it were not removed, each of them would be near topics with rare
        # seeds.
        self._rareness = self.unit(self.centred(by_rank[_RARE]).mean(axis=0))

    def centred(self, ids: Any) -> Any:
        """Return the vectors of words without the mean of frequent words, scaled to length 1; one row for each word.

        `ids` are the words' numbers.
        """
        found = self._look_up(ids) - self.background
        return found / (self.np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)

    def summed(self, ids: Any) -> Any:
        """Return the sum of the words' unit vectors, each multiplied by its word's weight."""
        found = self._look_up(ids) - self.background
        lengths = self.np.sqrt(self.np.einsum("ij,ij->i", found, found)) + 1e-9
        return (self._weights[ids] / lengths) @ found

    def freed(self, vector: Any) -> Any:
        """Return the vector, scaled to length 1, with less of the direction that rare words of any meaning share."""
        return self.unit(vector - _RARE_SHARE * float(vector @ self._rareness) * self._rareness)

    def unit(self, vector: Any) -> Any:
        return vector / (float(self.np.linalg.norm(vector)) + 1e-9)

    def _mean(self, ids: Any) -> Any:
        """Return the mean vector of words, in which each word counts by its frequency times its weight."""
        values = (self.shares * self._weights)[ids]
        total = self.np.zeros(self._codes.shape[0] * self._codes.shape[2], dtype=self.np.float32)
        for part, shared in zip(self.np.array_split(ids, 20), self.np.array_split(values, 20), strict=True):
            total += (self._look_up(part) * shared[:, None]).sum(axis=0)
        return total / values.sum()

    def _look_up(self, ids: Any) -> Any:
        return self._codes[self._dimensions, self._indexes[ids]].reshape(len(ids), -1)


def weight(share: Any) -> Any:
    """Return the weight of a word by its relative frequency; frequent words have a lower weight."""
    return _SMOOTHING / (_SMOOTHING + share)
