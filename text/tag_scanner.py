"""Finding the tags of markup in one pass, in time proportional to its length, even if the markup is malformed.

A tag must have a known name, or a name from another namespace together with attributes or a closing tag. Anything else
in angle brackets is words. If a tag is never closed, only the tag itself is removed, not the words after it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from text.tags import FORMATTING, KNOWN, NESTING, RAW, VOID

_OPENING = re.compile(
    r"<(?:(/?)([a-zA-Z][a-zA-Z0-9:_.-]*)|(!--)|(!\[CDATA\[)|(!\[|![dD][oO][cC][tT][yY][pP][eE]\b|\?[a-zA-Z]))|\]\]>"
)
_STOP = re.compile("[\"'<>]")
_CUT_SHORT = re.compile(r"\s*[a-zA-Z-]{0,20}\s*")  # what may follow a tag's name where the text was cut off in the tag
_NAMES = {mark: re.compile(mark, re.IGNORECASE) for name in RAW for mark in (f"<{name}", f"</{name}")}
_BEHIND_NAME = frozenset(" \t\n\r\f/>")


@dataclass(frozen=True, slots=True)
class Tag:
    """A piece of markup that is not words; `name` is empty for comments, sections and instructions."""

    start: int
    end: int
    name: str = ""
    is_closing: bool = False
    is_alone: bool = False  # whether the tag closes itself, so that the element has no content
    is_open_code: bool = False  # whether this is a script that is never closed


class Scanner:
    """A scanner that finds the tags in one piece of markup."""

    def __init__(self, markup: str, *, is_headline: bool = False) -> None:
        self._markup = markup
        self._is_headline = is_headline
        self._next: dict[str, int] = {}
        self._sections = 0
        self._paired: frozenset[str] | None = None

    def tags(self) -> Iterator[Tag]:
        """Yield the tags in order; a script or style with its code counts as one tag."""
        at = 0
        for found in _OPENING.finditer(self._markup):
            if found.start() >= at and (tag := self._special(found) if found[2] is None else self._tag(found)):
                at = tag.end
                yield tag

    def _special(self, found: re.Match[str]) -> Tag | None:
        start, end = found.span()
        if found[3]:
            if self._markup.startswith(">", end):
                return Tag(start, end + 1)
            close = self._after("-->", end)
            odd = self._after("--!>", end)
            if odd >= 0 and not 0 <= close < odd:
                return Tag(start, odd + 4)
            return Tag(start, close + 3 if close >= 0 else end)
        if found[4]:
            self._sections += 1
            return Tag(start, end)
        if found[5]:
            close, opening = self._after(">", end), self._after("<", end)
            return Tag(start, close + 1) if close >= 0 and not 0 <= opening < close else None
        self._sections -= 1
        return Tag(start, end) if self._sections >= 0 else None  # "]]>" is words unless a section was opened before

    def _tag(self, found: re.Match[str]) -> Tag | None:
        behind = self._markup[found.end() : found.end() + 1]
        if behind and behind not in _BEHIND_NAME and behind != "<":
            return None
        name, is_closing = found[2].lower(), bool(found[1])
        end = self._end(found.end())
        if end < 0:
            return self._cut_short(found, name)
        inside = self._markup[found.end() : end - 1]
        is_alone = inside.endswith("/")
        is_known_by = "=" in inside or is_alone or (is_closing and not self._is_headline)
        if not self._is_markup(name, is_known_by=is_known_by) or self._is_generic(found, name, inside):
            return None
        if name in RAW and not is_closing and not is_alone:
            return self._code(found.start(), end, name, has_source="src" in inside)
        return Tag(found.start(), end, name, is_closing, is_alone)

    def _is_markup(self, name: str, *, is_known_by: bool) -> bool:
        if name in (FORMATTING if self._is_headline else KNOWN):
            return True
        is_foreign = ":" in name[1:-1] or "-" in name[1:-1]
        return (name in KNOWN or is_foreign) and (is_known_by or self._is_paired(name))

    def _is_generic(self, found: re.Match[str], name: str, inside: str) -> bool:
        """Return whether a headline means a type such as List<a>: one letter right after a word, no closing tag."""
        is_glued = self._markup[found.start() - 1 : found.start()].isalnum()
        return self._is_headline and is_glued and name in "abiqsu" and not inside and not self._is_paired(name)

    def _is_paired(self, name: str) -> bool:
        if self._paired is None:
            names = {(match[2].lower(), match[1]) for match in _OPENING.finditer(self._markup) if match[2]}
            self._paired = frozenset(opened for opened, slash in names if not slash and (opened, "/") in names)
        return name in self._paired

    def _end(self, at: int) -> int:
        """Return where the tag whose name ends at `at` ends, -1 if it is not closed; quoted values may have < and >."""
        while stop := _STOP.search(self._markup, at):
            if stop[0] == ">":
                return stop.end()
            if stop[0] == "<":
                return -1
            at = stop.end()
            if self._markup[stop.start() - 1] != "=":
                continue
            close = self._after(stop[0], at)
            if close < 0:
                return self._markup.find(">", at) + 1 or -1
            if self._markup[close - 1] == "=" and (early := self._markup.find(">", at, close)) >= 0:
                return early + 1  # the value was never closed: this quotation mark opens the next value
            at = close + 1
        return -1

    def _cut_short(self, found: re.Match[str], name: str) -> Tag | None:
        """Return the tag if its closing bracket was cut off; None if the text may be words."""
        opening = self._after("<", found.end())
        end = opening if opening >= 0 else len(self._markup)
        rest = self._markup[found.end() : end]
        is_cut = "=" in rest or (opening < 0 and (len(name) > 1 or name in "ap") and _CUT_SHORT.fullmatch(rest))
        return Tag(found.start(), end, name, bool(found[1])) if name in KNOWN and is_cut else None

    def _code(self, start: int, end: int, name: str, *, has_source: bool) -> Tag:
        close, again = self._after(f"</{name}", end), self._after(f"<{name}", end)
        if close < 0:
            return Tag(start, end, name, is_open_code=True)
        if has_source and 0 <= again < close:
            # The next closing tag belongs to a later element, so this one was never closed.
            return Tag(start, end, name, is_alone=True)
        bracket = self._after(">", close)
        return Tag(start, bracket + 1 if bracket >= 0 else len(self._markup), name, is_alone=True)

    def _after(self, mark: str, position: int) -> int:
        """Return the next position of `mark`, or -1; it is searched for again only when the scan has passed it."""
        found = self._next.get(mark)
        if found is None or 0 <= found < position:
            name = _NAMES.get(mark)
            match = name.search(self._markup, position) if name else None
            found = (match.start() if match else -1) if name else self._markup.find(mark, position)
            self._next[mark] = found
        return found


def held_by(tags: list[Tag], names: frozenset[str]) -> list[tuple[int, int]]:
    """Return the ranges of the elements with these names, with their content.

    Elements that are not closed are left out. An element that is still open when the element around it ends counts as
    not closed.
    """
    if names.isdisjoint(tag.name for tag in tags):
        return []
    opened: list[Tag] = []
    depth: Counter[str] = Counter()
    # Name → start of the last open element with that name; 0 for names in NESTING. Other elements never contain one of
    # the same name, so a second opening tag means that the first one was not closed.
    last: dict[str, int] = {}
    spans: list[tuple[int, int]] = []
    for tag in tags:
        name = tag.name
        if not name or tag.is_alone or name in VOID:
            continue
        if not tag.is_closing:
            opened.append(tag)
            depth[name] += 1
            last[name] = 0 if name in NESTING else tag.start
        elif depth[name]:
            while (inner := opened.pop()).name != name:
                depth[inner.name] -= 1
            depth[name] -= 1
            if name in names and inner.start >= last[name]:
                spans.append((inner.start, tag.end))
    return sorted(spans)
