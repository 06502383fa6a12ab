"""The terms under which the index lists an article, and the part of the article in which each term occurs.

PostgreSQL's parsers and dictionaries are not used: the terms come from text.words, folded and stemmed, so that every
storage finds the same articles. Each pair of consecutive exact words is a term as well, stored as a hash of 12 bits.
The index stores no positions; without pairs, a search for a phrase would have to read every article that contains all
its words anywhere.
"""

import hashlib
from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise

from text.ranking import apart

# The most characters of a term. Each may take four bytes, and PostgreSQL allows an entry of an index 2,700 bytes. No
# query is as long, so longer terms are never searched for.
_LONGEST = 500


class Place(IntEnum):
    """The part of an article in which a term occurs; the value is the position of its column in a row of `postings`."""

    EXACT = 0  # the term is a word in the form that the article has, not its stem
    TITLE = 1  # the term is in the title
    REST = 2  # the term is only in the text, or is a facet or a pair of words


def terms_of(columns: Sequence[str], facets: str) -> tuple[set[str], set[str], set[str]]:
    """Return an article's terms for each place; `columns` are its exact words, the terms of its title and of its text.

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
    """Return a term for each pair of consecutive words, such as 3w_a1f, without duplicates.

    Different pairs may have the same term, because it is a hash of 12 bits.
    """
    hashes = (hashlib.md5(" ".join(pair).encode(), usedforsecurity=False).hexdigest() for pair in pairwise(words))
    return [f"3w_{one}" for one in dict.fromkeys(hash_[:3] for hash_ in hashes)]
