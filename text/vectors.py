"""Russian word vectors from a navec file, without what only navec's own methods need.

navec keeps its 250,000 words as strings, which take 40 MB with their dictionary, and each process that looks words up
gets its own copies. Here a word is known by its 64-bit hash: 3 MB, which processes share.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from gzip import GzipFile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from navec.meta import Meta
from navec.tar import Tar

UNKNOWN = -1  # used in place of the number for words without a number


class WordNumbers:
    """The number of each word, counted from 0.

    Words are found by their hashes, so an object is valid only in this process and its forks: another process hashes
    strings differently.
    """

    def __init__(self, words: Iterable[str]) -> None:
        hashes = np.fromiter(map(hash, words), np.int64)
        order = np.argsort(hashes)
        self._hashes: npt.NDArray[np.int64] = hashes[order]
        self._numbers: npt.NDArray[np.int32] = order.astype(np.int32)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def get(self, word: str) -> int | None:
        """Return the number of a word, which is the row of its vector; None if the word has no vector."""
        wanted = hash(word)
        place = bisect_left(self._hashes.data, wanted)
        return int(self._numbers[place]) if place < len(self) and self._hashes[place] == wanted else None

    def of(self, words: Sequence[str], *, unknown: int = UNKNOWN) -> npt.NDArray[np.int32]:
        """Return for each word its number, which is the row of its vector; `unknown` for a word without a vector."""
        wanted = np.fromiter(map(hash, words), np.int64, len(words))
        places = np.minimum(np.searchsorted(self._hashes, wanted), len(self) - 1)
        return np.where(self._hashes[places] == wanted, self._numbers[places], np.int32(unknown))


@dataclass(frozen=True, slots=True)
class Quantised:
    """Vectors that are put together from parts: part k of word w is `codes[k, indexes[w, k]]`."""

    indexes: npt.NDArray[np.uint8]  # which of the 256 codes each part of each word's vector is; shape (words, parts)
    codes: npt.NDArray[np.float32]  # the 256 codes of each part; shape (parts, 256, dimensions of a part)


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The words of a navec file with their vectors."""

    path: Path
    meta: Any  # navec's description; slovnet compares its id with that of the vectors with which a model was trained
    numbers: WordNumbers
    counts: npt.NDArray[np.float32]  # how often each word occurs in the news with which navec was trained
    pq: Quantised  # the compressed vectors; named as in navec, because slovnet expects this name

    def words(self) -> Iterator[str]:
        """Yield the words in the order of their numbers; the file is read again for that."""
        with Tar(self.path) as tar:
            yield from _vocabulary(tar)[1]


def read_vectors(path: Path) -> WordVectors:
    """Return the word vectors in a file of the library navec."""
    with Tar(path) as tar:
        meta = Meta.from_file(tar.load("meta.json"))
        Meta.check_protocol(meta.protocol)
        counts, words = _vocabulary(tar)
        file = tar.load("pq.bin")
        count, _, parts, codes = np.frombuffer(file.read(16), np.uint32).tolist()
        indexes = np.frombuffer(file.read(count * parts), np.uint8).reshape(count, parts)
        quantised = Quantised(indexes, np.frombuffer(file.read(), np.float32).reshape(parts, codes, -1))
    return WordVectors(path, meta, WordNumbers(words), counts, quantised)


def _vocabulary(tar: Any) -> tuple[npt.NDArray[np.float32], list[str]]:
    """Return how often each word occurs, and the words."""
    with GzipFile(fileobj=tar.load("vocab.bin")) as file:
        (count,) = np.frombuffer(file.read(4), np.uint32).tolist()
        counts = np.frombuffer(file.read(4 * count), np.uint32).astype(np.float32)
        return counts, file.read().decode("utf-8").splitlines()
