"""Finding where sources give different numbers of people: dead, injured, detained, missing, rescued.

Only numbers for the same period are compared: the deaths of one day do not contradict those since the year began.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import takewhile

from domain.digest import Disagreement
from domain.story import StoryArticle
from text.digits import is_footnote, is_mark, number
from text.languages import LANGUAGES, Language
from text.letters import APOSTROPHES, fold, straight
from text.periods import period_at

_REACH = 4  # words at most between a figure and the word that says what is counted
_READ = 4  # sentences of each article that are read
_OUTDATED = timedelta(hours=1)  # a figure that is this much older than the newest one is shown as outdated
_LONGEST = 4  # digits; a longer figure is not a number of people
_TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*"
    rf"|[^\W\d_]+(?:[-{APOSTROPHES}][^\W\d_]+)*"  # a word may have an apostrophe inside, such as o'ldi
)
_SPELT = {fold(word): value for language in LANGUAGES.values() for word, value in language.numbers.items()}
# Before one of these words, a figure is a date, an age, an amount or a number of houses, not of people.
_NOT_PEOPLE = tuple(
    {fold(word) for language in LANGUAGES.values() for word in language.not_people.split() if not word.endswith("=")}
)
_BEFORE_NUMBERS = frozenset(
    ("№", *(fold(word) for language in LANGUAGES.values() for word in language.before_numbers.split()))
)


def disagreement(articles: Sequence[StoryArticle]) -> Disagreement | None:
    """Return the first number that sources give differently, with each source's latest figure, outdated ones last.

    None if they agree.
    """
    return next(iter(disagreements(articles).values()), None)


def disagreements(articles: Sequence[StoryArticle]) -> dict[str, Disagreement]:
    """Return all numbers that sources give differently, by what is counted (a key of `Language.counted`)."""
    found: dict[_Count, dict[str, _Counted]] = {}
    for article in sorted(articles, key=lambda article: article.published_at):
        for count, (value, figure) in _counts(article).items():
            found.setdefault(count, {})[article.source] = _Counted(value, figure, article)
    differing: dict[str, Disagreement] = {}
    for (thing, _), figures in found.items():
        if len({counted.value for counted in figures.values()}) > 1:
            differing.setdefault(thing, _differing(figures, articles))
    return differing


def _differing(figures: "dict[str, _Counted]", articles: Sequence[StoryArticle]) -> Disagreement:
    newest = max(figures.values(), key=lambda counted: counted.article.published_at)
    outdated = {source for source, counted in figures.items() if _is_outdated(counted, newest)}
    order = dict.fromkeys(article.source for article in articles if article.source in figures)
    sources = sorted(order, key=outdated.__contains__)
    return Disagreement(
        figures=tuple((source, figures[source].figure) for source in sources),
        urls=tuple(figures[source].article.url for source in sources),
        outdated=tuple(source for source in sources if source in outdated),
    )


_Count = tuple[str, str]  # what is counted, and the period for which it is counted


@dataclass(frozen=True, slots=True)
class _Counted:
    value: int
    figure: str  # the figure as the article writes it
    article: StoryArticle


def _is_outdated(counted: _Counted, newest: _Counted) -> bool:
    return counted.value != newest.value and _is_long_before(counted.article, newest.article)


def _is_long_before(one: StoryArticle, other: StoryArticle) -> bool:
    return other.published_at - one.published_at >= _OUTDATED


def newest_count_first(articles: Sequence[StoryArticle]) -> tuple[StoryArticle, ...]:
    """Return the articles; if the number in the first one is outdated, the article with the newest number comes first.

    A number is outdated if a much later article in the same language has another one.
    """
    if len(articles) < 2:
        return tuple(articles)
    lead = articles[0]
    counted = _counts(lead)
    latest = max(
        (
            article
            for article in articles[1:]
            if article.language == lead.language
            and _is_long_before(lead, article)
            and any(
                counts[thing][0] != counted[thing][0]
                for counts in (_counts(article),)
                for thing in counts.keys() & counted
            )
        ),
        key=lambda article: (article.published_at, article.id),
        default=None,
    )
    return tuple(articles) if latest is None else (latest, *(one for one in articles if one is not latest))


def _counts(article: StoryArticle) -> "dict[_Count, tuple[int, str]]":
    """Return (what is counted, period) → (value, figure as written) for an article; the first mention counts."""
    counts: dict[_Count, tuple[int, str]] = {}
    for sentence in article.sentences[:_READ]:
        found = list(_tokens(sentence))
        tokens = [token for _, token in found]
        folded = [fold(straight(token)) for token in tokens]
        told = {place: _thing(straight(token).lower(), article.language) for place, token in enumerate(tokens)}
        things = {place: thing for place, thing in told.items() if thing is not None}
        for place, word in enumerate(folded):
            value = _SPELT.get(word, number(word, longest=_LONGEST))
            if value is None or _is_no_count(tokens, folded, place, article.language):
                continue
            near = min(things, key=lambda other: abs(other - place), default=None)
            counted = things[near] if near is not None and abs(near - place) <= _REACH else None
            if counted:
                period = period_at(sentence, found[place][0], article.language)
                counts.setdefault((counted, period), (value, tokens[place]))
    return counts


@lru_cache(maxsize=20_000)
def _thing(word: str, language: str) -> str | None:
    """Return what happened to people according to a lower-case word, such as "dead"; None for other words."""
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


def _tokens(sentence: str) -> Iterator[tuple[int, str]]:
    """Yield the words and numbers of a sentence with their positions; footnote marks and item marks (①) are skipped.

    A number with a power or a fraction after it is yielded together with that, so that it is not taken for a count.
    """
    for match in _TOKEN.finditer(sentence):
        if not match[0][0].isdecimal():
            word = "".join(letter for letter in match[0] if not is_mark(letter)).strip("-")
            if word:
                yield match.start(), word
            continue
        marks = "".join(takewhile(is_mark, sentence[match.end() :]))
        is_number = not marks or (is_footnote(marks) and match[0] != "10")
        yield match.start(), match[0] if is_number else match[0] + marks


def _is_no_count(tokens: Sequence[str], folded: Sequence[str], place: int, language: str) -> bool:
    if place > 0 and folded[place - 1] in _BEFORE_NUMBERS:
        return True
    following = place + 1
    return following < len(tokens) and (
        folded[following].startswith(_NOT_PEOPLE) or _is_of_things(straight(tokens[following]).lower(), language)
    )


@lru_cache(maxsize=20_000)
def _is_of_things(word: str, language: str) -> bool:
    """Return whether a lower-case word after a figure shows that the figure does not count people."""
    known = LANGUAGES.get(language)
    if known is None:
        return False
    word = known.in_one_alphabet(word)
    return any(_says(word, form, known) for form in known.not_people.split() if form.endswith("="))
