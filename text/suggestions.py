"""What a reader may have meant by a word that nothing was found for: the nearest words of the articles. Pure.

A storage keeps the words that may be suggested, and counts how many articles hold a few candidates.
"""

from collections.abc import Iterable, Mapping

from text.distance import MOST_SLIPS, nearest_words, one_slip_away
from text.letters import fold

CANDIDATES = 12  # whose number of articles is counted
COUNTED = 100  # articles at most
MOST_KNOWN = 20_000  # words of one opening that are looked at
OPENING = 3  # letters that a word two slips away must share, so that a part of all words is enough
_SHORTEST, _LONGEST = 3, 30  # letters of a word that may be suggested


def may_be_suggested(word: str) -> bool:
    """Return whether a folded word of an article is worth keeping as a suggestion."""
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def wanted_of(typed: str) -> str | None:
    """Return the folded word to find neighbours of; None for what is too short or too long."""
    wanted = fold(typed)
    return wanted if _SHORTEST <= len(wanted) <= _LONGEST else None


def spellings(wanted: str) -> list[str]:
    """Return all strings one slip away, to be looked up first."""
    return one_slip_away(wanted)


def lengths(wanted: str) -> tuple[int, int]:
    """Return the fewest and the most letters of words with the same opening that are looked at besides."""
    return len(wanted) - MOST_SLIPS, len(wanted) + MOST_SLIPS


def candidates(wanted: str, known: Iterable[str]) -> Mapping[str, int]:
    """Return the nearest of the known words, with how many slips away they are."""
    return dict(nearest_words(wanted, known, limit=CANDIDATES))


def suggested(slips: Mapping[str, int], held: Mapping[str, int], *, limit: int) -> tuple[str, ...]:
    """Return the nearest candidates first; of equally near ones, those that more articles hold.

    `held` counts the articles that hold each; what no article holds is left out.
    """
    order = sorted((slips[word], -held[word], word) for word in slips if held.get(word))
    return tuple(word for _, _, word in order[:limit])
