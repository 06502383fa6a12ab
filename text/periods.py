"""The period that a figure is for, as in "killed in a day", "since the beginning of the year", "in ten months"."""

import re
from functools import cache

from text.languages import LANGUAGES
from text.letters import straight

_DAY = "day"  # the kind of the period "a day", and also of "24 hours"


def period_at(sentence: str, place: int, language: str) -> str:
    """Return the period of the figure at position `place`: the one named nearest to it in the sentence; "" if none is.

    Equal periods are equal strings. A period has its kind and its figures, such as `year`, `year 2025` and `months 10`.
    """
    patterns = _patterns(language)
    if not patterns:
        return ""
    before = _plain(sentence[:place], language)
    plain = before + _plain(sentence[place:], language)
    found = [(match, kind) for kind, pattern in patterns for match in pattern.finditer(plain)]
    if not found:
        return ""

    def distance(named: tuple[re.Match[str], str]) -> tuple[int, int]:
        """Return a sort key: the period nearest to the figure comes first, and of equally near ones the longest.

        Nearness is the number of letters between the figure and the period's words.
        """
        start, end = named[0].span()
        return max(0, start - len(before), len(before) - end), start - end

    match, kind = min(found, key=distance)
    return kind if kind == _DAY else " ".join((kind, *re.findall(r"\d+", match[0])))


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = LANGUAGES.get(language)
    if known is None:
        return ()
    return tuple((kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for kind, pattern in known.periods.items())


def _plain(text: str, language: str) -> str:
    return LANGUAGES[language].all_in_one_alphabet(straight(text).lower())
