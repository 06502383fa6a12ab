"""Sets of articles as bits, one for each id of a span, made of posting lists.

Whether an article fulfils a condition may depend on the order of its words, which posting lists do not hold. So each
condition has two sets: those that fulfil it surely, and those that may.
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
    """The articles of a span that fulfil a condition surely, and those that fulfil it surely or perhaps."""

    sure: Bits
    maybe: Bits

    def __and__(self, other: "Found") -> "Found":
        return Found(self.sure & other.sure, self.maybe & other.maybe)

    def __or__(self, other: "Found") -> "Found":
        return Found(self.sure | other.sure, self.maybe | other.maybe)

    def __invert__(self) -> "Found":
        return Found(~self.maybe, ~self.sure)


def known(bits: Bits) -> Found:
    """Return the sets of a condition that depends on no order."""
    return Found(bits, bits)


def perhaps(bits: Bits) -> Found:
    """Return the sets of a condition of which the index cannot say whether these articles fulfil it."""
    return Found(np.zeros_like(bits), bits)


def all_of(found: Iterable[Found]) -> Found:
    """Return the articles that fulfil each of the conditions, of which there is at least one."""
    return reduce(and_, found)


def any_of(found: Iterable[Found]) -> Found:
    """Return the articles that fulfil any of the conditions, of which there is at least one."""
    return reduce(or_, found)


class PostingLists:
    """The posting lists of some terms in one span."""

    def __init__(self) -> None:
        self._lists: defaultdict[tuple[str, Place], list[bytes]] = defaultdict(list)

    def add(self, term: str, lists: Iterable[bytes | None]) -> None:
        """Add the lists of a term in one segment, one for each place."""
        for place, held in zip(Place, lists, strict=True):
            if held:
                self._lists[term, place].append(held)

    def holding(self, terms: Iterable[str], *places: Place) -> Bits:
        """Return the articles that hold any of the terms, in any of the places, of which none means all."""
        bits = np.zeros(postings.SPAN, np.bool_)
        for term in terms:
            for place in places or Place:
                for held in self._lists.get((term, place), ()):
                    bits[np.frombuffer(held, ">u2")] = True
        return bits


def by_span(rows: Iterable[Row]) -> Iterator[tuple[int, PostingLists]]:
    """Yield (first id, posting lists) of each span, the newest first; the rows are (span, term, list of each place)."""
    spans: defaultdict[int, PostingLists] = defaultdict(PostingLists)
    for span, term, *lists in rows:
        spans[span].add(term, lists)
    for span in sorted(spans, reverse=True):
        yield span * postings.SPAN, spans[span]
