"""Recognising whether a figure is exact, a bound ("more than 200") or an estimate ("about 200").

Two other kinds of figures are recognised as well: an earlier figure that the sentence replaces by a later one (3 in
"rose from 3 to 5"), and a whole of which the sentence gives a part (12 in "5 of the 12 passengers").
"""

import re
from functools import cache

from text.languages import LANGUAGES
from text.letters import straight

LEAST, MOST, ABOUT, EARLIER, WHOLE = "least", "most", "about", "earlier", "whole"  # keys of `Language.bounds`
# "At least 200" agrees with figures from 200 to 200 * _FACTOR, and "at most 200" with those from 200 / _FACTOR to 200.
# "About 200" agrees with a figure if the two differ by at most this part (_SHARE) of the greater one.
_FACTOR, _SHARE = 2.0, 0.15
_SIGNS = {LEAST: "≥", MOST: "≤", ABOUT: "~"}
_FIGURE = "#"  # stands for the figure in the patterns of languages
_AROUND = 60  # characters that are read on each side of a figure
_SIGN = re.compile(r"[$€₽₸]\s?$")


def bound_of(sentence: str, start: int, end: int, language: str) -> str:
    """Return what kind of bound the figure sentence[start:end] is; "" if the figure is exact.

    EARLIER is a figure that the sentence replaces with another one, such as the 3 in "from 3 to 5". WHOLE is a total
    of which the sentence also gives a part, as in "three of 40 passengers".
    """
    before = _plain(sentence[max(0, start - _AROUND) : start], language)
    after = _plain(sentence[end : end + _AROUND], language)
    plain = _SIGN.sub("", before) + _FIGURE + after
    longest, found = 0, ""
    for kind, pattern in _patterns(language):
        for match in pattern.finditer(plain):
            if len(match[0]) > longest:
                longest, found = len(match[0]), kind
    return found


def agree(one: float, bound: str, other: float, other_bound: str) -> bool:
    """Return whether two figures may both be right, because they are equal or the bound of one allows the other."""
    if one == other:
        return True
    return _allows(one, bound, other) or _allows(other, other_bound, one)


def _allows(figure: float, bound: str, other: float) -> bool:
    """Return whether a figure with a bound is compatible with the exact figure `other`."""
    if bound == LEAST:
        return figure <= other <= figure * _FACTOR
    if bound == MOST:
        return figure / _FACTOR <= other <= figure
    return bound == ABOUT and abs(figure - other) <= _SHARE * max(figure, other)


def with_bound(figure: str, bound: str) -> str:
    """Return a figure with the sign of its bound: ≥200, ≤200, ~200; a figure in words is returned unchanged."""
    return figure if figure[:1].isalpha() else _SIGNS.get(bound, "") + figure


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = LANGUAGES.get(language)
    if known is None:
        return ()
    return tuple((kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for kind, pattern in known.bounds.items())


def _plain(text: str, language: str) -> str:
    plain = straight(text).lower().replace(_FIGURE, " ")
    known = LANGUAGES.get(language)
    return known.all_in_one_alphabet(plain) if known else plain
