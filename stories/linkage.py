"""Average-link clustering over sparse similarities; pairs that are not given count as 0."""

import heapq
from collections.abc import Iterable

from stories.ties import Ties

Edge = tuple[int, int, float]


CAUTION = 0.02  # each article of a union raises the mean needed for a merge, since events with many articles are rare


def average_link(count: int, edges: Iterable[Edge], *, caution: float, ties: Ties | None = None) -> list[int]:
    """Return a cluster number for each of `count` points, merging clusters while their mean similarity reaches 1.

    A pair that is given twice counts with its greater similarity. The mean needed for a merge grows by `caution` with
    each point of the union. If means are equal, the lowest points are merged first, so the caller's order decides.
    Points kept apart by `ties` are never merged, and points joined by it are one cluster in the end; until then each
    part is compared by itself, so that a point similar to only one of them is not lost.
    """
    ties = ties or Ties(count)
    sums: list[dict[int, float]] = [{} for _ in range(count)]
    heap: list[tuple[float, int, int]] = []
    for one, other, similarity in edges:
        if one == other or similarity <= 0:
            continue
        if similarity > sums[one].get(other, 0.0):
            sums[one][other] = sums[other][one] = similarity
            if similarity >= 1.0:
                heap.append((-similarity, min(one, other), max(one, other)))
    heapq.heapify(heap)
    size = [1] * count
    into = list(range(count))
    while heap:
        negative, one, other = heapq.heappop(heap)
        total = sums[one].get(other)
        if into[one] != one or into[other] != other or total is None:
            continue
        if -negative != total / (size[one] * size[other]) or not ties.join(one, other):
            continue
        if len(sums[other]) > len(sums[one]):
            one, other = other, one
        _merge(sums, one, other)
        size[one] += size[other]
        into[other] = one
        for third, value in sums[one].items():
            mean = value / (size[one] * size[third])
            if mean >= 1.0 + caution * (size[one] + size[third] - 2):
                heapq.heappush(heap, (-mean, min(one, third), max(one, third)))
    return [ties.group(point) for point in range(count)]


def _merge(sums: list[dict[int, float]], one: int, other: int) -> None:
    mine = sums[one]
    mine.pop(other, None)
    for third, value in sums[other].items():
        if third == one:
            continue
        theirs = sums[third]
        del theirs[other]
        mine[third] = theirs[one] = mine.get(third, 0.0) + value
    sums[other] = {}
