"""Finds where sources give different counts of people: dead, injured, detained, missing, rescued."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from domain.digest import Disagreement
from domain.story import StoryArticle
from text.digits import is_footnote, is_mark, number
from text.languages import LANGUAGES, Language
from text.letters import fold, straight

_REACH = 4  # most words between a figure and what it counts
_READ = 4  # sentences read of each article
_LONGEST = 4  # digits of a count of people
_TOKEN = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*")
_SPELT = {fold(word): value for language in LANGUAGES.values() for word, value in language.numbers.items()}
# A figure before one of these is a date, an age or an amount, not a count of people.
_NOT_PEOPLE = tuple({fold(word) for language in LANGUAGES.values() for word in language.not_people.split()})
_BEFORE_NUMBERS = frozenset(
    ("№", *(fold(word) for language in LANGUAGES.values() for word in language.before_numbers.split()))
)


def disagreement(articles: Sequence[StoryArticle]) -> Disagreement | None:
    """Return the first thing that two sources count differently: each source's latest figure, in the sources' order."""
    found: dict[str, dict[str, tuple[int, str, str | None]]] = {}
    for article in sorted(articles, key=lambda article: article.published_at):
        for counted, (value, figure) in _counts(article).items():
            found.setdefault(counted, {})[article.source] = (value, figure, article.url)
    for figures in found.values():
        if len({value for value, _, _ in figures.values()}) > 1:
            order = list(dict.fromkeys(article.source for article in articles if article.source in figures))
            return Disagreement(
                figures=tuple((source, figures[source][1]) for source in order),
                urls=tuple(figures[source][2] for source in order),
            )
    return None


def _counts(article: StoryArticle) -> dict[str, tuple[int, str]]:
    """Return what the article counts → (value, as written), by the first mention of each."""
    counts: dict[str, tuple[int, str]] = {}
    for sentence in article.sentences[:_READ]:
        tokens = list(_tokens(sentence))
        folded = [fold(token) for token in tokens]
        told = {place: _thing(straight(token).lower(), article.language) for place, token in enumerate(tokens)}
        things = {place: thing for place, thing in told.items() if thing is not None}
        for place, word in enumerate(folded):
            value = _SPELT.get(word, number(word, longest=_LONGEST))
            if value is None or _is_no_count(folded, place):
                continue
            near = min(things, key=lambda other: abs(other - place), default=None)
            counted = things[near] if near is not None and abs(near - place) <= _REACH else None
            if counted:
                counts.setdefault(counted, (value, tokens[place]))
    return counts


@lru_cache(maxsize=20_000)
def _thing(word: str, language: str) -> str | None:
    """Return what a lower-case word says has happened to people, if it is anything that is counted."""
    known = LANGUAGES.get(language)
    if known is None:
        return None
    word = known.in_one_alphabet(word)
    for thing, forms in known.counted.items():
        if any(_says(word, form, known) for form in forms.split()):
            return thing
    return None


def _says(word: str, form: str, language: Language) -> bool:
    stem = form.rstrip("=")
    return word.startswith(stem) and (stem == form or language.endings.fullmatch(word[len(stem) :]) is not None)


def _tokens(sentence: str) -> Iterator[str]:
    """Yield words and numbers, without the marks of footnotes and items (①).

    A number with a power or a fraction behind it is given with it, so that it is not taken for a count.
    """
    for match in _TOKEN.finditer(sentence):
        if not match[0][0].isdecimal():
            word = "".join(letter for letter in match[0] if not is_mark(letter)).strip("-")
            if word:
                yield word
            continue
        marks = "".join(takewhile(is_mark, sentence[match.end() :]))
        is_number = not marks or (is_footnote(marks) and match[0] != "10")
        yield match[0] if is_number else match[0] + marks


def _is_no_count(folded: Sequence[str], place: int) -> bool:
    after = folded[place + 1] if place + 1 < len(folded) else ""
    return after.startswith(_NOT_PEOPLE) or (place > 0 and folded[place - 1] in _BEFORE_NUMBERS)
