"""What repeats over the articles of one source is no news: menus, slogans, notices that no phrase list knows."""

import re
from collections import defaultdict
from collections.abc import Iterable

SEEN_IN = 3  # articles of a source that must hold a line before it counts as furniture
_LONGEST = 300  # characters; longer lines that repeat are the same article again
_NOT_WORDS = re.compile(r"[\W\d_]+")


def line_key(line: str) -> str:
    """What makes two lines the same furniture: their letters, since dates and counters change."""
    return _NOT_WORDS.sub(" ", line.casefold()).strip()


def line_keys(text: str) -> frozenset[str]:
    """Keys of the lines of one text that may be furniture; a text of one line has none."""
    lines = text.split("\n")
    if len(lines) < 2:
        return frozenset()
    return frozenset(key for line in lines if len(line) <= _LONGEST and len(key := line_key(line)) > 2)


def furniture(texts: Iterable[str], *, seen_in: int = SEEN_IN) -> frozenset[str]:
    """Keys of the lines that stand in at least `seen_in` different articles of one source.

    `texts` are cleaned, one an article. Copies of one article (the same first line) count once, so that a text that
    was published three times does not vanish.
    """
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        opening = line_key(text[:120])
        keys = line_keys(text)
        first = line_key(text.partition("\n")[0])
        for key in keys:
            # A first line that repeats (a dateline, a slogan) must not make its articles copies of each other.
            holders[key].add(opening if key != first else line_key(text[:400]))
    return frozenset(key for key, seen in holders.items() if len(seen) >= seen_in)
