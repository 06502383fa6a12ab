"""Finding words that differ from a typed word by one or two typing errors."""

from collections import Counter
from collections.abc import Iterable

MOST_SLIPS = 2
# The letters of the Cyrillic and the Latin alphabet, case-folded.
_ALPHABETS = ("абвгдежзийклмнопрстуфхцчшщъыьэюя", "abcdefghijklmnopqrstuvwxyz")
_LONG = 6  # a word of at least this many letters may have two errors


def nearest_words(word: str, candidates: Iterable[str], *, limit: int) -> tuple[tuple[str, int], ...]:
    """Return (candidate, number of errors), fewest errors first, for candidates with one error.

    A candidate may have two errors if the word has six or more letters.
    """
    most = 1 if len(word) < _LONG else MOST_SLIPS
    letters = Counter(word)
    found = []
    for candidate in candidates:
        if candidate == word or abs(len(candidate) - len(word)) > most:
            continue
        # An error changes at most two letter counts, so this quick check makes most of the slow comparisons
        # unnecessary.
        if sum((letters - Counter(candidate)).values()) > most:
            continue
        slips = distance(word, candidate)
        if slips <= most:
            found.append((slips, candidate))
    return tuple((candidate, slips) for slips, candidate in sorted(found)[:limit])


def one_slip_away(word: str) -> list[str]:
    """Return all strings that differ from the word by one typing error, using the letters of its alphabet."""
    letters = next((letters for letters in _ALPHABETS if set(word) & set(letters)), _ALPHABETS[0])
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {before + after[1:] for before, after in cuts if after}
    found |= {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    found |= {before + letter + after[1:] for before, after in cuts if after for letter in letters}
    found |= {before + letter + after for before, after in cuts for letter in letters}
    return sorted(found - {word})


def distance(one: str, other: str) -> int:
    """Return how many letters to insert, remove, change or swap with a neighbour to make one word the other."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]
