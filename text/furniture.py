"""Furniture: lines that repeat in the articles of one source, such as menus, slogans and notices."""

import re
from collections import OrderedDict, defaultdict, deque
from collections.abc import Hashable, Iterable
from typing import TypeVar

SEEN_IN = 3  # a line counts as furniture once this many articles of a source have had it
# So many lines at the beginning and at the end of an article are examined, because that is where sites put furniture.
FIRST_LINES, LAST_LINES = 60, 40
_LONGEST = 300  # characters; if a longer line repeats, two articles are the same, and it is not furniture
_NOT_WORDS = re.compile(r"[\W\d_]+")
Key = TypeVar("Key", bound=Hashable)


def line_key(line: str) -> str:
    """Return a key that is equal for equal lines; it has only the line's letters, because dates and counters change."""
    return _NOT_WORDS.sub(" ", line.casefold()).strip()


def line_keys(text: str) -> frozenset[str]:
    """Return the keys of a text's lines that may be furniture; none if the text is a single line."""
    lines = text.split("\n")
    if len(lines) < 2:
        return frozenset()
    if len(lines) > FIRST_LINES + LAST_LINES:
        lines = lines[:FIRST_LINES] + lines[-LAST_LINES:]
    return frozenset(key for line in lines if len(line) <= _LONGEST and len(key := line_key(line)) > 2)


def furniture(texts: Iterable[str], *, seen_in: int = SEEN_IN) -> frozenset[str]:
    """Return the keys of the lines that are in at least `seen_in` different articles of one source.

    `texts` are cleaned texts of one source's articles. Articles with the same first line count as one, so that an
    article that was published three times does not lose its text.
    """
    return _repeated(map(_holders, texts), seen_in)


def _holders(text: str) -> dict[str, str]:
    """Return key of a line → key that identifies the article, for each line of the article.

    The second key is made of the beginning of the text, so that copies of an article count as one article.
    """
    opening = line_key(text[:120])
    first = line_key(text.partition("\n")[0])
    # The first line may itself be furniture, such as a slogan. Then different articles begin with it, so that a longer
    # beginning of the text has to tell them apart.
    return {key: opening if key != first else line_key(text[:400]) for key in line_keys(text)}


def _repeated(articles: Iterable[dict[Key, Key]], seen_in: int) -> frozenset[Key]:
    holders: defaultdict[Key, set[Key]] = defaultdict(set)
    for lines in articles:
        for key, holder in lines.items():
            holders[key].add(holder)
    return frozenset(key for key, seen in holders.items() if len(seen) >= seen_in)


class FurnitureBook:
    """The lines of each source's latest articles, from which it learns what repeats, article by article.

    It keeps only a hash of each line, and at most `lines` hashes for all sources. When there are more, the sources that
    published least recently are forgotten.
    """

    def __init__(self, *, articles: int = 30, sources: int = 1000, lines: int = 200_000) -> None:
        self._articles, self._most, self._most_lines = articles, sources, lines
        # Source → its latest articles, oldest first. An article is a dict: hash of a line's key → hash of the text by
        # which `_holders` identifies the article. The source that published last is at the end.
        self._latest: OrderedDict[str, deque[dict[int, int]]] = OrderedDict()
        # Source → hashes of the keys of its repeated lines, kept until the source publishes again.
        self._repeated: dict[str, frozenset[int]] = {}
        self.lines = 0  # number of lines that are kept at the moment

    def learn(self, source: str, text: str) -> None:
        """Add the lines of an article of that source."""
        latest = self._latest.setdefault(source, deque())
        self._repeated.pop(source, None)
        self._latest.move_to_end(source)
        lines = {hash(key): hash(holder) for key, holder in _holders(text).items()}
        if lines and lines not in latest:
            latest.append(lines)
            self.lines += len(lines)
            if len(latest) > self._articles:
                self.lines -= len(latest.popleft())
        while len(self._latest) > self._most or (self.lines > self._most_lines and len(self._latest) > 1):
            name, forgotten = self._latest.popitem(last=False)
            self._repeated.pop(name, None)
            self.lines -= sum(map(len, forgotten))

    def without(self, source: str, text: str) -> str:
        """Return the text without lines that repeat in its source; if nothing would be left, the text is unchanged."""
        lines = text.split("\n")
        if len(lines) < 2:
            return text
        repeated = self._repeated_of(source)
        kept = [line for line in lines if hash(line_key(line)) not in repeated] if repeated else lines
        return "\n".join(kept) if kept else text

    def _repeated_of(self, source: str) -> frozenset[int]:
        found = self._repeated.get(source)
        if found is None:
            found = self._repeated[source] = _repeated(self._latest.get(source, ()), SEEN_IN)
        return found
