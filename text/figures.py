"""Finding the figures of a text and their units, however the figures are written; also days, hours and years.

15 %, 15 пайыз and "fifteen per cent" give the same figure.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from text.languages import LANGUAGES
from text.languages.language import Language

DATE, CLOCK, YEAR = "date", "clock", "calendar year"  # units of figures that are a point in time, not an amount
WHEN = frozenset({DATE, CLOCK, YEAR})
# Finds everything that may be a figure in digits, and is fast; the patterns below are tried only on what it finds.
_DIGITS = re.compile(r"\d[\d:., \u00a0\u202f]*")
_NUMBER = re.compile(
    r"(?P<clock>(?<![\d:.,])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:]))"
    r"|(?P<date>(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:\d{4}|\d\d)(?![\d.]))"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:[.,]\d+)?"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_SPACES = re.compile(r"[ \u00a0\u202f]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_BETWEEN = re.compile(r"[\s-]+")
_AFTER = re.compile(r"[\s\u00a0-]*([%°]|[^\W\d_]+(?:'[^\W\d_]+)*)")
_AFTER_MULTIPLIER = re.compile(r"[\s\u00a0.-]*([%°]|[^\W\d_]+(?:'[^\W\d_]+)*)")
_SIGNS = {"%": "percent", "°": "degree", "$": "usd", "€": "eur", "₽": "rub", "₸": "kzt"}
_SIGN_BEFORE = re.compile(r"([$€₽₸])\s?$")
_MONTH_BEFORE = re.compile(r"([a-z]{3,9})\.?\s$")  # the name of a month before its day, as in "March 17"
_DAY_AFTER = re.compile(r"\s?[-–—,]\s?(\d{1,2})(?!\d)")  # a second day before the name of the month, as in "14-15 мая"
_MULTIPLIERS = {opener: by for language in LANGUAGES.values() for opener, by in language.multipliers.items()}
_MOST = 1e15
# Smaller numbers in words are not read, because often they do not count anything: "one of them", "a pair", бир күнү
# (“one day”).
_LEAST_SPELT = 10
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in plain digits, with the unit that it counts (from text.languages); the unit is empty if unknown."""

    value: str
    unit: str = ""


def figures(text: str, language: str) -> list[tuple[int, Figure]]:
    """Return (position, figure) pairs in order; a day (17.3), an hour (7:40) and a year are figures as well.

    `text` must come from `text.letters.straight`. "1,5 тыс." becomes 1500; "12 000", "12,000" and "twelve thousand"
    become 12000.
    """
    known = LANGUAGES.get(language) or LANGUAGES["en"]
    plain = known.all_in_one_alphabet(text.lower())
    return sorted(_found(plain, _words(known.code)), key=lambda found: found[0])


def _found(text: str, words: "_Words") -> Iterator[tuple[int, Figure]]:
    for digits in _DIGITS.finditer(text):
        for match in _NUMBER.finditer(text, *digits.span()):
            if (figure := words.figure(text, match)) is not None:
                yield match.start(), figure
    yield from words.spelt(text)


def _plain(value: float) -> str:
    return f"{value:.6g}" if value < 1e6 else f"{value:.0f}"


class _Words:
    """The words of one language that stand around figures or are numbers themselves."""

    def __init__(self, language: Language) -> None:
        self._value = _finder(language.counting, language, is_whole=True)
        units = {form: unit for unit, forms in language.units.items() for form in forms.split()}
        self._unit = _finder(units, language, is_whole=False)
        self._months = [
            (set(whole.split()), tuple(begun.split()))
            for whole, begun in zip(language.months.whole, language.months.beginnings, strict=True)
        ]
        stems = {word.removesuffix("=") for word in language.counting}
        self._known = (*stems, *language.multipliers)
        self._begun = {stem[:2] for stem in (*stems, *language.multipliers)}
        self._larger = tuple(language.multipliers.items())
        self._on = language.counting_on

    def figure(self, text: str, match: re.Match[str]) -> Figure | None:
        """Return the figure that these digits and the words around them form; None if it is too large."""
        if match["clock"]:
            hour, minute = match[0].split(":")
            return Figure(f"{int(hour)}:{minute}", CLOCK)
        if match["date"]:
            day, in_month, _ = match[0].split(".")
            return Figure(f"{int(day)}.{int(in_month)}", DATE)
        written = _SPACES.sub("", match[0])
        value = float(written.replace(",", "") if _GROUPED.fullmatch(written) else written.replace(",", "."))
        following = _AFTER.match(text, match.end())
        word = following[1] if following else ""
        if written.isdecimal() and 1 <= value <= 31 and (month := self._month_near(text, match, word)):
            return Figure(f"{int(value)}.{month}", DATE)
        by = next((by for opener, by in _MULTIPLIERS.items() if word.startswith(opener)), 0.0)
        if by and following:
            value *= by
            following = _AFTER_MULTIPLIER.match(text, following.end())
        unit = self._unit_near(text, match.start(), following)
        if len(written) == 4 and match[0].isdecimal() and 1900 <= value < 2100 and unit in ("", "year"):
            return Figure(_plain(value), YEAR)
        return Figure(_plain(value), unit) if value < _MOST else None

    def spelt(self, text: str) -> Iterator[tuple[int, Figure]]:
        """Yield the figures that are written in words; a number of which one word has an unknown ending is skipped."""
        run: list[re.Match[str]] = []
        for match in _WORD.finditer(text):
            word = match[0]
            is_near = bool(run) and _BETWEEN.fullmatch(text, run[-1].end(), match.start()) is not None
            if run and not (is_near and (word[:2] in self._begun or word == self._on)):
                yield from self._spelt_by(text, run)
                run = []
            is_counting = self._value(word) is not None if word[:2] in self._begun else False
            # A number word with an unknown ending is kept with its neighbours, so that the whole number is skipped.
            # If only that word were skipped, the other words alone would give a wrong figure.
            if is_counting or (run and (word == self._on or word.startswith(self._known))):
                run.append(match)
            elif run:
                yield from self._spelt_by(text, run)
                run = []
        yield from self._spelt_by(text, run)

    def _spelt_by(self, text: str, run: list[re.Match[str]]) -> Iterator[tuple[int, Figure]]:
        words = [match[0] for match in run if match[0] != self._on]
        value = self._number(words) if words else None
        if value is not None and _LEAST_SPELT <= value < _MOST:
            unit = self._unit_near(text, run[0].start(), _AFTER.match(text, run[-1].end()))
            yield run[0].start(), Figure(_plain(value), unit)

    def _number(self, words: Sequence[str]) -> float | None:
        """Return the number that the words form together, such as "two hundred five" or "on ikki ming".

        None if they form none.
        """
        total = part = 0.0
        for word in words:
            by = next((by for opener, by in self._larger if word.startswith(opener)), None)
            value = self._value(word) if by is None else None
            if by is not None:
                total, part = total + max(part, 1.0) * by, 0.0
            elif value is None:
                return None
            elif value == 100 and 0 < part < 10:  # as in "two hundred"
                part *= 100
            elif part % (10 if value < 10 else 100 if value < 100 else 1000):  # "five three" is not a number
                return None
            else:
                part += value
        # A single word for 100 often just means many.
        return None if len(words) == 1 and (total or part == 100) else total + part

    def _month_near(self, text: str, match: re.Match[str], after: str) -> int | None:
        if month := self._month(after):
            return month
        before = _MONTH_BEFORE.search(text, max(0, match.start() - 12), match.start())
        if before and (month := self._month(before[1])):
            return month
        following = _DAY_AFTER.match(text, match.end())
        if following is None:
            return None
        return self._month_near(text, following, word[1] if (word := _AFTER.match(text, following.end())) else "")

    def _month(self, word: str) -> int | None:
        for number, (whole, begun) in enumerate(self._months, 1):
            if word in whole or (begun and word.startswith(begun)):
                return number
        return None

    def _unit_near(self, text: str, start: int, following: re.Match[str] | None) -> str:
        before = _SIGN_BEFORE.search(text, max(0, start - 2), start)
        if before:
            return _SIGNS[before[1]]
        if following is None:
            return ""
        return _SIGNS.get(following[1]) or self._unit(following[1]) or ""


@cache
def _words(language: str) -> _Words:
    return _Words(LANGUAGES[language])


def _finder(table: Mapping[str, V], language: Language, *, is_whole: bool) -> Callable[[str], V | None]:
    """Return a function that looks a word up in a table and returns its value, or None.

    With `is_whole` the table has whole words, else beginnings of words. A word in the table that ends with = may have
    only grammatical endings after it.
    """
    endings = language.endings

    def find(word: str) -> V | None:
        word = language.in_one_alphabet(word)
        if is_whole and word in table:
            return table[word]
        for form, value in table.items():
            stem = form.removesuffix("=")
            if word.startswith(stem) and (endings.fullmatch(word[len(stem) :]) if stem != form else not is_whole):
                return value
        return None

    return lru_cache(maxsize=4096)(find)
