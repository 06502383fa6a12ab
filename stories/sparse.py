"""Comparing weighted sets of terms, all with all, without building the full matrix.

It uses numpy, works on a block of rows at a time, and finds candidates by lists of the rows that have a term. A very
frequent term alone does not make two rows candidates, but it counts if a rarer term does. So the work depends on how
much rows have in common, and not on the square of their number.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[Any]
Weights = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BLOCK = 32  # rows in a block


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of numbered terms with weights, stored one after another."""

    start: Indices  # where each row starts, and where the last one ends
    ids: Indices
    values: Weights

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, float]], columns: dict[str, int]) -> "Rows":
        """Make rows of numbered terms; `columns` is term → number, and new terms are added to it."""
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        start = np.concatenate(([0], np.cumsum(lengths)))
        terms = list(chain.from_iterable(rows))
        for term in dict.fromkeys(terms):
            columns.setdefault(term, len(columns))
        ids = np.fromiter(map(columns.__getitem__, terms), np.int32, len(terms))
        values = np.fromiter(chain.from_iterable(row.values() for row in rows), np.float32, len(terms))
        return cls(start, ids, values)

    def __len__(self) -> int:
        return len(self.start) - 1

    @property
    def lengths(self) -> Indices:
        """The number of terms in each row."""
        return np.diff(self.start)

    def weighted(self, weights: Weights) -> "Rows":
        """Return the rows with each value multiplied by its term's weight."""
        return Rows(self.start, self.ids, self.values * weights[self.ids])

    def binary(self) -> "Rows":
        return Rows(self.start, self.ids, np.ones(len(self.ids), np.float32))

    def sums(self) -> Weights:
        """Return the sum of the values in each row."""
        owners = np.repeat(np.arange(len(self)), np.diff(self.start))
        return np.bincount(owners, self.values, minlength=len(self)).astype(np.float32)

    def entries(self, rows: Indices) -> tuple[Indices, Indices]:
        """Return the positions of all entries of these rows, row after row, and the number of entries in each row."""
        lengths = self.start[rows + 1] - self.start[rows]
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self.start[rows] - ends + lengths, lengths)
        return places, lengths


class Products:
    """Computes dot products of pairs of rows, for at most BLOCK left rows at a time.

    The terms of all rows have numbers below `width`.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        # A dense copy of a block of left rows while `of` runs; all zeros before and after.
        self._dense = np.zeros(BLOCK * width, np.float32)

    def of(self, left: Rows, ones: Indices, right: Rows, others: Indices) -> Weights:
        """Return for each k the dot product of row ones[k] of `left` and row others[k] of `right`.

        The highest number in `ones` may exceed the lowest by less than BLOCK.
        """
        if not len(ones):
            return np.zeros(0, np.float32)
        base = int(ones.min())
        block = np.arange(base, int(ones.max()) + 1)
        mine, lengths = left.entries(block)
        cells = np.repeat((block - base) * self._width, lengths) + left.ids[mine]
        self._dense[cells] = left.values[mine]
        theirs, lengths = right.entries(others)
        owners = np.repeat(np.arange(len(ones)), lengths)
        products = (
            right.values[theirs] * self._dense[np.repeat((ones - base) * self._width, lengths) + right.ids[theirs]]
        )
        self._dense[cells] = 0.0
        return np.bincount(owners, products, minlength=len(ones)).astype(np.float32)


def rarity(rows: Rows, width: int) -> Weights:
    """Return the rarity of each term: 1 + log(rows / rows with the term)."""
    held = np.bincount(rows.ids, minlength=width)
    return (np.log((1 + len(rows)) / (1 + held)) + 1).astype(np.float32)


class TermMatrix:
    """Rows of L2-normalised TF-IDF vectors; the products of one row with all rows are its cosines."""

    def __init__(self, rows: Sequence[Mapping[str, float]], *, alone: float = 1.0) -> None:
        """Make the matrix of `rows`; in a row's length, a term that no other row has counts only `alone` times."""
        self.count = len(rows)
        self.columns: dict[str, int] = {}
        plain = Rows.of(rows, self.columns)
        self.weights = rarity(plain, len(self.columns))
        weighted = plain.weighted(self.weights)
        held = np.bincount(plain.ids, minlength=len(self.columns))
        counted = weighted.values**2 * np.where(held[weighted.ids] == 1, np.float32(alone), np.float32(1.0))
        norms = np.sqrt(Rows(weighted.start, weighted.ids, counted).sums())
        norms[norms == 0] = 1.0
        owners = np.repeat(np.arange(self.count, dtype=np.int32), np.diff(weighted.start))
        self.rows = Rows(weighted.start, weighted.ids, (weighted.values / norms[owners]).astype(np.float32))
        order = np.argsort(self.rows.ids, kind="stable")
        self._holders = Rows(np.concatenate(([0], np.cumsum(held))), owners[order], self.rows.values[order])
        self._held = held

    def products(self, row: int) -> Weights:
        """Return the cosine of this row with every row."""
        start, end = self.rows.start[row], self.rows.start[row + 1]
        if start == end:
            return np.zeros(self.count, np.float32)
        places, lengths = self._holders.entries(self.rows.ids[start:end])
        weight = self._holders.values[places] * np.repeat(self.rows.values[start:end], lengths)
        return np.bincount(self._holders.ids[places], weight, minlength=self.count).astype(np.float32)

    def near(
        self, *, least: float, most: int, products: Products | None = None
    ) -> Iterator[tuple[Indices, Indices, Weights]]:
        """Yield pairs of rows with a cosine of at least `least`, the later row first, block by block.

        A row is paired with at most `most` earlier rows, the most similar by their rarer terms.
        """
        crowd = max(100, self.count // 50)
        products = products or Products(len(self.columns))
        for base in range(0, self.count, BLOCK):
            ones, others, partial = self._candidates(base, min(base + BLOCK, self.count), crowd, 0.75 * least)
            order = np.lexsort((others, -partial, ones))
            ones, others = ones[order], others[order]
            firsts = np.searchsorted(ones, ones)
            is_first = np.arange(len(ones)) - firsts < most
            ones, others = ones[is_first], others[is_first]
            cosines = products.of(self.rows, ones, self.rows, others)
            is_near = cosines >= least
            yield ones[is_near], others[is_near], cosines[is_near]

    def _candidates(self, base: int, end: int, crowd: int, least: float) -> tuple[Indices, Indices, Weights]:
        """Return (later rows, earlier rows, cosines) of pairs with a cosine of at least `least` by rare terms alone.

        The later rows are those from `base` to `end`. A term is rare if at most `crowd` rows have it.
        """
        mine, lengths = self.rows.entries(np.arange(base, end))
        owners = np.repeat(np.arange(end - base), lengths)
        is_rare = self._held[self.rows.ids[mine]] <= crowd
        mine, owners = mine[is_rare], owners[is_rare]
        places, lengths = self._holders.entries(self.rows.ids[mine])
        who = self._holders.ids[places]
        owner = np.repeat(owners, lengths)
        is_earlier = who < owner + base
        weight = (self._holders.values[places] * np.repeat(self.rows.values[mine], lengths))[is_earlier]
        flat = np.bincount(owner[is_earlier] * end + who[is_earlier], weight, minlength=(end - base) * end)
        found = np.flatnonzero(flat >= least)
        return base + found // end, found % end, flat[found].astype(np.float32)


def sublinear(counts: Mapping[str, int]) -> dict[str, float]:
    return {term: 1.0 + math.log(count) for term, count in counts.items()}


class SparseRows:
    """A sparse matrix that keeps only values above a threshold; a row can be averaged with rows of similar points."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.columns: list[Indices] = []
        self.values: list[Weights] = []

    def append(self, dense: Weights, least: float) -> None:
        columns = np.flatnonzero(dense >= least).astype(np.int32)
        self.columns.append(columns)
        self.values.append(dense[columns])

    def mixed(self, neighbours: Sequence[Indices], share: float, wanted: Sequence[int]) -> Iterator[Weights]:
        """Average each point with its neighbours; yield for each point in `wanted` its cosines with all points.

        The cosines come from W·S·Wᵀ: S is this matrix, which has the products of the points, and W mixes `1 - share` of
        each point with `share` of its neighbours' mean.
        """
        table, weight = self._mixing(neighbours, share)
        norms = np.sqrt(np.maximum(1e-9, self._diagonal(table, weight)))
        for row in wanted:
            yield self._mixed_row(row, table, weight) / (norms * norms[row])

    def _mixing(self, neighbours: Sequence[Indices], share: float) -> tuple[Indices, Weights]:
        most = 1 + max((len(near) for near in neighbours), default=0)
        table = np.repeat(np.arange(self.count, dtype=np.int32)[:, None], most, axis=1)
        weight = np.zeros((self.count, most), np.float32)
        for row, near in enumerate(neighbours):
            weight[row, 0] = 1.0 - share if len(near) else 1.0
            table[row, 1 : 1 + len(near)] = near
            weight[row, 1 : 1 + len(near)] = share / max(1, len(near))
        return table, weight

    def _diagonal(self, table: Indices, weight: Weights) -> Weights:
        """Return the diagonal of W·S·Wᵀ (see `mixed`): the product of each averaged point with itself.

        `mixed` divides the product of two points by the square roots of their two values here, which makes it a cosine.
        """
        found = np.zeros(self.count, np.float32)
        dense = np.zeros(self.count, np.float32)
        for row in range(self.count):
            # Products are quick with a dense row. Each sparse row has a few hundred values, so these are written into
            # `dense` and cleared again, instead of making the whole matrix dense.
            for other, share in zip(table[row].tolist(), weight[row].tolist(), strict=True):
                if share:
                    columns = self.columns[other]
                    dense[columns] = self.values[other]
                    found[row] += share * float(dense[table[row]] @ weight[row])
                    dense[columns] = 0.0
        return found

    def _mixed_row(self, row: int, table: Indices, weight: Weights) -> Weights:
        left = np.zeros(self.count, np.float32)
        for other, share in zip(table[row].tolist(), weight[row].tolist(), strict=True):
            if share:
                left[self.columns[other]] += self.values[other] * np.float32(share)
        mixed: Weights = np.einsum("ij,ij->i", left[table], weight)
        return mixed
