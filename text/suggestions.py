"""Suggestions for a word without results: the most similar words that occur in articles. Pure.

The storage keeps the words that may be suggested, and counts in how many articles each of a few candidates occurs.
"""

from collections.abc import Iterable, Mapping

from text.distance import MOST_SLIPS, nearest_words, one_slip_away
from text.letters import fold

CANDIDATES = 12  # articles are counted for at most this many candidates
COUNTED = 100  # counting the articles with a candidate ends at this number
MOST_KNOWN = 20_000  # at most this many words with the same first letters are compared with the typed one
# A word that differs from the typed one by two errors must share this many first letters with it, so that few words
# have to be compared.
OPENING = 3
_SHORTEST, _LONGEST = 3, 30  # the least and the greatest number of letters of a word that may be suggested


def may_be_suggested(word: str) -> bool:
    """Return whether a folded word of an article is kept, to be suggested for a mistyped word of a query."""
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def wanted_of(typed: str) -> str | None:
    """Return the folded word for which similar words are looked for; None if it is too short or too long."""
    wanted = fold(typed)
    return wanted if _SHORTEST <= len(wanted) <= _LONGEST else None


def spellings(wanted: str) -> list[str]:
    """Return all strings that differ from `wanted` by one typing error, which are looked up first among known words."""
    return one_slip_away(wanted)


def lengths(wanted: str) -> tuple[int, int]:
    """Return the least and greatest number of letters of words that may be similar to `wanted`."""
    return len(wanted) - MOST_SLIPS, len(wanted) + MOST_SLIPS


def candidates(wanted: str, known: Iterable[str]) -> Mapping[str, int]:
    """Return the most similar of the known words, each with the number of typing errors by which it differs."""
    return dict(nearest_words(wanted, known, limit=CANDIDATES))


def suggested(slips: Mapping[str, int], held: Mapping[str, int], *, limit: int) -> tuple[str, ...]:
    """Return the candidates with the fewest errors first; among equals, those in more articles first.

    `held` is the number of articles with each candidate; candidates without articles are left out.
    """
    order = sorted((slips[word], -held[word], word) for word in slips if held.get(word))
    return tuple(word for _, _, word in order[:limit])
