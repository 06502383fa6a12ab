"""Weighted sets of terms, compared all with all without holding the square of them.

numpy only: a row of similarities at a time, from lists of who holds a term. 10,000 headlines take about a second.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float32]


class TermMatrix:
    """Rows of L2-normalised TF-IDF vectors; the products of one row with all the others are a row of cosines."""

    def __init__(self, rows: Sequence[Mapping[str, float]], *, idf: Mapping[str, float] | None = None) -> None:
        self.count = len(rows)
        columns: dict[str, int] = {}
        row_of = np.repeat(np.arange(self.count, dtype=np.int32), [len(row) for row in rows])
        column_of = np.fromiter(
            (columns.setdefault(term, len(columns)) for row in rows for term in row), np.int32, len(row_of)
        )
        values = np.fromiter((value for row in rows for value in row.values()), np.float32, len(row_of))
        held = np.bincount(column_of, minlength=len(columns))
        self.columns = columns
        if idf is None:
            weights = np.log((1 + self.count) / (1 + held)) + 1
        else:
            weights = np.fromiter((idf[term] for term in columns), np.float64, len(columns))
        self.weights = weights.astype(np.float32)
        values = values * self.weights[column_of]
        norms = np.sqrt(np.bincount(row_of, values.astype(np.float64) ** 2, minlength=self.count))
        norms[norms == 0] = 1.0
        values = (values / norms[row_of]).astype(np.float32)
        self._row_start = np.concatenate(([0], np.cumsum([len(row) for row in rows], dtype=np.int64)))
        self._columns, self._values = column_of, values
        order = np.argsort(column_of, kind="stable")
        self._held_by, self._held_value = row_of[order], values[order]
        self._column_start = np.concatenate(([0], np.cumsum(held)))

    def products(self, row: int) -> Weights:
        """Cosine of this row with every row."""
        start, end = self._row_start[row], self._row_start[row + 1]
        return self._gather(self._columns[start:end], self._values[start:end])

    def _gather(self, columns: Indices, values: Weights) -> Weights:
        if not len(columns):
            return np.zeros(self.count, np.float32)
        starts, ends = self._column_start[columns], self._column_start[columns + 1]
        pieces = [slice(start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        who = np.concatenate([self._held_by[piece] for piece in pieces])
        weight = np.concatenate([self._held_value[piece] for piece in pieces])
        weight *= np.repeat(values, ends - starts)
        return np.bincount(who, weight, minlength=self.count).astype(np.float32)


def sublinear(counts: Mapping[str, int]) -> dict[str, float]:
    return {term: 1.0 + math.log(count) for term, count in counts.items()}


class SparseRows:
    """Rows of (columns, values), as found by thresholding; multiplied by a sparse mixing of rows on both sides."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.columns: list[Indices] = []
        self.values: list[Weights] = []

    def append(self, dense: Weights, least: float) -> None:
        columns = np.flatnonzero(dense >= least).astype(np.int32)
        self.columns.append(columns)
        self.values.append(dense[columns])

    def mixed(self, neighbours: Sequence[Indices], share: float) -> Iterator[Weights]:
        """Rows of W·S·Wᵀ normalised to cosines, W giving each row `1 - share` of itself, its neighbours the rest."""
        table, weight = self._mixing(neighbours, share)
        norms = np.ones(self.count, np.float32)
        for row in range(self.count):
            norms[row] = math.sqrt(max(1e-9, float(self._mixed_row(row, table, weight)[row])))
        for row in range(self.count):
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

    def _mixed_row(self, row: int, table: Indices, weight: Weights) -> Weights:
        left = np.zeros(self.count, np.float32)
        for other, share in zip(table[row].tolist(), weight[row].tolist(), strict=True):
            if share:
                left[self.columns[other]] += self.values[other] * np.float32(share)
        mixed: Weights = np.einsum("ij,ij->i", left[table], weight)
        return mixed
