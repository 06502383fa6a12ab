"""Sets of articles as arrays of bits, one bit for each id of a span; they are computed from posting lists.

Whether an article fulfils a condition may depend on the order of its words, which posting lists do not store. So there
are two sets for each condition: the articles that certainly fulfil it, and all articles that may fulfil it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_, or_
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from storage.postgres import postings
from storage.postgres.database import Row
from storage.postgres.terms import Place

Bits = npt.NDArray[np.bool_]


class Found(NamedTuple):
    """The articles of a span that fulfil a condition, as two sets: those that certainly do, and all that may."""

    sure: Bits
    maybe: Bits

    def __and__(self, other: "Found") -> "Found":
        return Found(self.sure & other.sure, self.maybe & other.maybe)

    def __or__(self, other: "Found") -> "Found":
        return Found(self.sure | other.sure, self.maybe | other.maybe)

    def __invert__(self) -> "Found":
        return Found(~self.maybe, ~self.sure)


def known(bits: Bits) -> Found:
    """Return the two sets of a condition that exactly the articles in `bits` fulfil, so that both are `bits`."""
    return Found(bits, bits)


def perhaps(bits: Bits) -> Found:
    """Return the two sets of a condition that any article in `bits` may fulfil, but none certainly does."""
    return Found(np.zeros_like(bits), bits)


def all_of(found: Iterable[Found]) -> Found:
    """Return the articles that fulfil all conditions; there must be at least one condition."""
    return reduce(and_, found)


def any_of(found: Iterable[Found]) -> Found:
    """Return the articles that fulfil any of the conditions; there must be at least one condition."""
    return reduce(or_, found)


class PostingLists:
    """The posting lists of one span (a range of article ids) for the terms of a search."""

    def __init__(self) -> None:
        self._lists: defaultdict[tuple[str, Place], list[bytes]] = defaultdict(list)

    def add(self, term: str, lists: Iterable[bytes | None]) -> None:
        """Add the posting lists that one segment has for a term, one list for each place."""
        for place, held in zip(Place, lists, strict=True):
            if held:
                self._lists[term, place].append(held)

    def holding(self, terms: Iterable[str], *places: Place) -> Bits:
        """Return the articles that have any of the terms in any of the places; without `places`, in any Place."""
        bits = np.zeros(postings.SPAN, np.bool_)
        for term in terms:
            for place in places or Place:
                for held in self._lists.get((term, place), ()):
                    bits[np.frombuffer(held, ">u2")] = True
        return bits


def by_span(rows: Iterable[Row]) -> Iterator[tuple[int, PostingLists]]:
    """Yield (first id, posting lists) of each span, newest first; a row is (span, term, one posting list per place)."""
    spans: defaultdict[int, PostingLists] = defaultdict(PostingLists)
    for span, term, *lists in rows:
        spans[span].add(term, lists)
    for span in sorted(spans, reverse=True):
        yield span * postings.SPAN, spans[span]
