"""Average-link clustering over sparse similarities; pairs that are not given count as 0."""

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from stories.ties import Ties

Edge = tuple[int, int, float]


# For each article in two groups together, the mean similarity that is needed to merge the groups grows by this, because
# events with many articles are rare.
CAUTION = 0.02


def average_link(count: int, edges: Iterable[Edge], *, caution: float, ties: Ties | None = None) -> list[int]:
    """Return a cluster number for each of `count` points; clusters are merged while their mean similarity reaches 1.

    If a pair is given twice, its greater similarity counts. The mean needed for a merge grows by `caution` with each
    point of the union. If means are equal, the lowest points are merged first, so the caller's order decides. Points
    that `ties` keeps apart are never merged. Points that it joins end in one cluster, but their similarities to other
    points are not averaged, so that a point that is similar to only one of them still joins them.
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


def likeness_to_group(mine: Sequence[float], within: Iterable[Edge], *, size: int) -> float:
    """Return the mean similarity of a new point to a group of `size` points; 0 if clustering would not add it.

    Not all points of the group need have been compared: `mine` has the similarity of the new point to each compared
    point, `within` the similarities of the compared points to one another.

    Clustering adds the new point under two conditions. The mean must reach what a merge needs. And if the compared
    points and the new one are clustered afresh, the new point must come into the largest cluster of compared points, or
    the first of several largest. Otherwise it resembles only a few points of the group, and would draw these away from
    the others.
    """
    count = len(mine)
    mean = sum(mine) / count
    needed = 1.0 + CAUTION * (size - 1)
    if mean < needed:
        return 0.0
    # If the new point is similar to every point of the group, it draws none of them away from the others.
    if min(mine) >= needed:
        return mean
    edges = chain(within, ((count, point, similarity) for point, similarity in enumerate(mine)))
    *others, own = average_link(count + 1, edges, caution=CAUTION)
    return mean if Counter(others).most_common(1)[0][0] == own else 0.0
