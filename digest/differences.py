"""Finding what a story's outlets report differently: numbers of people, places, amounts, days and hours. Pure.

Amounts are compared only between two sentences that are otherwise alike, have one figure of that unit each, and speak
of the same period; so figures for two different things are not compared.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from digest.figures import disagreements
from digest.linked import linked
from digest.places import place_difference
from digest.summarise import content
from domain.digest import Disagreement
from domain.story import StoryArticle
from domain.view import Difference
from text.bounds import agree, bound_of, with_bound
from text.figures import CLOCK, DATE, YEAR, figures
from text.languages import LANGUAGES
from text.letters import straight
from text.lexicon.lexicon import Lexicon
from text.periods import period_at

PEOPLE = ("death", "injured", "missing", "rescue", "arrest")
# Kinds of differences, besides numbers of people.
WHERE, WHEN, HOURS, AMOUNT = "where", "when", "hours", "amount"
_KINDS = {DATE: WHEN, CLOCK: HOURS}
_READ = 4  # sentences of an article that are read, in addition to its headline
_ARTICLES = 16  # articles of a story that are compared, from the first; every pair is compared
_ALIKE = 0.6  # two sentences are alike if they share this part of the shorter one's words, figures not counted
_LEAST = 3  # a sentence with fewer words besides figures is not compared
_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*")
_WRITTEN = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\S+")  # a number in groups of three digits, or a word
_MULTIPLIERS = "|".join({word for language in LANGUAGES.values() for word in language.multipliers})
# What stands before or after a figure that is only a part of a number: the 15 of 10-15, the 000 of 1.500.000, and the
# 500 of «1 млн 500 тыс.» (1 million 500 thousand).
_PART_BEFORE = re.compile(rf"\d(?:\s?[-–—/]\s?|[.,:']|\s?(?:{_MULTIPLIERS})\w*\.?\s)$")
_PART_AFTER = re.compile(r"\s?[-–/]\s?\d|[.']\d")
_ENDS = ".,;:!?)»"
_SIGNS = "$€₽₸"


@dataclass(frozen=True, slots=True)
class _Said:
    article: StoryArticle
    words: frozenset[str]
    unit: str
    period: str  # the period of time that the figure is for; see text.periods
    value: str
    bound: str  # "" if the figure is exact; see text.bounds
    figure: str  # the figure as the article writes it, with the sign of its bound
    all_values: Collection[str]  # the values of all figures in this unit that the article has

    def allows(self, other: "_Said") -> bool:
        """Return whether another article's figure does not contradict this one.

        It does not if both figures may be right, or if this figure's article gives the other figure as well.
        """
        if other.value in self.all_values:
            return True
        if self.unit == CLOCK and _on_dial(self.value) == _on_dial(other.value):
            return True  # «7:05 вечера» (in the evening) is 19:05
        is_moment = self.unit in _KINDS
        return not is_moment and agree(float(self.value), self.bound, float(other.value), other.bound)


def differences(articles: Sequence[StoryArticle], lexicon: Lexicon | None = None) -> tuple[Difference, ...]:
    """Return what outlets report differently: first numbers of people, then the place, times and amounts.

    Places are compared only if there is a lexicon.
    """
    if len({article.source for article in articles}) < 2:
        return ()
    people = disagreements(articles)
    found = [Difference(thing, people[thing]) for thing in PEOPLE if thing in people]
    if lexicon is not None and (places := place_difference(articles, lexicon)) is not None:
        found.append(Difference(WHERE, places))
    counted = {figure for one in found for _, figure in one.given.figures}
    for unit, said in _by_unit(articles).items():
        figures_given: dict[str, _Said] = {}
        differing = {id(one) for one in linked(_pairs(said))}
        for one in (each for each in said if id(each) in differing):
            figures_given.setdefault(one.article.source, one)
        if len({one.value for one in figures_given.values()}) > 1 and counted.isdisjoint(
            one.figure for one in figures_given.values()
        ):
            given = Disagreement(
                tuple((source, one.figure) for source, one in figures_given.items()),
                tuple(one.article.url for one in figures_given.values()),
            )
            found.append(Difference(_KINDS.get(unit, AMOUNT), given))
    return tuple(found)


def _by_unit(articles: Sequence[StoryArticle]) -> dict[str, list[_Said]]:
    by_unit: dict[str, list[_Said]] = {}
    for article in articles[:_ARTICLES]:
        values: dict[str, set[str]] = {}
        for sentence in dict.fromkeys((article.headline, *article.sentences[:_READ])):
            for said in _said(article, sentence, values):
                by_unit.setdefault(said.unit, []).append(said)
    return by_unit


def _said(article: StoryArticle, sentence: str, values: dict[str, set[str]]) -> Iterator[_Said]:
    """Yield the figures of a sentence; if it has two figures of one unit, neither is used.

    All figures are added to `values`, the article's figures by unit.
    """
    plain = straight(sentence)
    read = [(place, figure) for place, figure in figures(plain, article.language) if figure.unit not in ("", YEAR)]
    for _, figure in read:
        values.setdefault(figure.unit, set()).add(figure.value)
    words = frozenset(word for word in content(sentence, article.language) if not any(map(str.isdecimal, word)))
    if len(words) < _LEAST:
        return
    units = [figure.unit for _, figure in read]
    for place, figure in read:
        if units.count(figure.unit) == 1 and not _is_part(plain, place):
            period = period_at(plain, place, article.language)
            written, bound = _as_written(plain, place, article.language)
            told = with_bound(written, bound)
            yield _Said(article, words, figure.unit, period, figure.value, bound, told, values[figure.unit])


def _is_part(sentence: str, place: int) -> bool:
    """Return whether the figure at `place` is only a part of a number, such as one end of a range."""
    digits = _DIGITS.match(sentence, place)
    if digits is not None and _PART_AFTER.match(sentence, digits.end()):
        return True
    return _PART_BEFORE.search(sentence[max(0, place - 20) : place].lower()) is not None


def _on_dial(clock: str) -> tuple[int, str]:
    """Return the hour and the minute as a clock with twelve hours shows them."""
    hour, _, minute = clock.partition(":")
    return int(hour) % 12, minute


def _as_written(sentence: str, place: int, language: str) -> tuple[str, str]:
    """Return a figure with its unit as written, such as "12 км", "1 500 000 сомов", "$12 млн", "17 марта" or "7:40".

    The second value is its bound, "" for an exact figure and for one that is not written in digits.
    """
    whole = _WRITTEN.match(sentence, place)
    if whole is None:
        return "", ""
    figure = whole[0].rstrip(_ENDS)
    digits = _DIGITS.match(sentence, place)
    bound = bound_of(sentence, place, digits.end(), language) if digits else ""
    if figure == whole[0] and ":" not in figure:
        after = sentence[whole.end() :].split(maxsplit=1)
        figure = f"{figure} {after[0].rstrip(_ENDS) if after else ''}".strip()
    return sentence[place - 1] + figure if place and sentence[place - 1] in _SIGNS else figure, bound


def _pairs(said: Sequence[_Said]) -> list[tuple[_Said, _Said]]:
    """Return the figures that contradict each other, from similar sentences of two outlets in one language."""
    return [
        (one, other)
        for one, other in combinations(said, 2)
        if one.value != other.value
        and one.period == other.period
        and one.article.source != other.article.source
        and one.article.language == other.article.language
        and len(one.words & other.words) >= _ALIKE * min(len(one.words), len(other.words))
        and not one.allows(other)
        and not other.allows(one)
    ]
