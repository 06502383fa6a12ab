"""Words near to a word: what a reader may have meant."""

from collections import Counter
from collections.abc import Iterable


def nearest_words(word: str, candidates: Iterable[str], *, limit: int) -> tuple[str, ...]:
    """Candidates at most one slip away (two in a word of six letters and more), nearest first."""
    most = 1 if len(word) < 6 else 2
    letters = Counter(word)
    found = []
    for candidate in candidates:
        if candidate == word or abs(len(candidate) - len(word)) > most:
            continue
        # A slip changes at most two letters of the bag: cheap, and it spares nearly all tables.
        if sum((letters - Counter(candidate)).values()) > most:
            continue
        slips = distance(word, candidate)
        if slips <= most:
            found.append((slips, candidate))
    return tuple(candidate for _, candidate in sorted(found)[:limit])


def distance(one: str, other: str) -> int:
    """Letters put in, left out, changed or swapped with their neighbour."""
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
