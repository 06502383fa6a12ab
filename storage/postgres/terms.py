"""The terms of an article in the index, and where it holds them.

PostgreSQL's parsers and dictionaries are not used: the terms come from text.words, folded and stemmed, so that every
storage finds the same articles. Each pair of exact words that follow each other is a term as well, as a hash of 12
bits: the index holds no positions, and without pairs a search for a phrase would have to read every article that has
all its words anywhere.
"""

import hashlib
from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise

from text.ranking import apart

_LONGEST = 500  # characters of a term, up to four bytes each: the index takes 2,700 bytes, and no query is that long


class Place(IntEnum):
    """Where an article holds a term, as the number of the column of the posting lists."""

    EXACT = 0  # among the exact words
    TITLE = 1  # among the terms of the title
    REST = 2  # neither: in the text, as a facet, or as a pair of words


def terms_of(columns: Sequence[str], facets: str) -> tuple[set[str], set[str], set[str]]:
    """Return an article's terms for each place; `columns` are the exact words, and the terms of the title and the text.

    Terms that are too long for the index are left out.
    """
    words = apart(columns[0]).split()
    exact, title, text = set(words), set(apart(columns[1]).split()), set(apart(columns[2]).split())
    rest = (text - exact - title).union(facets.split(), pairs(words))
    if max(map(len, exact | title | rest), default=0) > _LONGEST:
        return _short(exact), _short(title), _short(rest)
    return exact, title, rest


def _short(terms: set[str]) -> set[str]:
    return {term for term in terms if len(term) <= _LONGEST}


def pairs(words: Sequence[str]) -> list[str]:
    """Return the terms of the pairs of consecutive words, each once; other pairs may share a term with them."""
    hashes = (hashlib.md5(" ".join(pair).encode(), usedforsecurity=False).hexdigest() for pair in pairwise(words))
    return [f"3w_{one}" for one in dict.fromkeys(hash_[:3] for hash_ in hashes)]
