"""The words and endings by which names are recognised in a language, compiled once from text.languages.

Endings that names keep in every language, such as those of surnames, are taken from all languages together.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from text.languages import LANGUAGES, UPPER
from text.languages.language import NameWords
from text.letters import STRAIGHT

NOTHING = re.compile(r"(?!)")
_OWNED_AT_LEAST = 2  # the least letters of a word before its possessive ending


@dataclass(frozen=True, slots=True)
class NameRules:
    """Patterns for lower-case words with ' as the apostrophe.

    Unless stated otherwise, they match at the end of a word.
    """

    cases: re.Pattern[str]
    bound: tuple[str, ...]
    locatives: re.Pattern[str]
    derived: re.Pattern[str]
    owned: re.Pattern[str]  # matches a whole word with a possessive ending; group "base" leaves out its case ending
    linking: tuple[str, ...]
    surnames: re.Pattern[str]
    patronymics: re.Pattern[str]
    ends_whole: re.Pattern[str]
    joining: frozenset[str]
    titles: tuple[str, ...]  # beginnings of words, as in all tuples below; the frozensets have whole words
    epithets: frozenset[str]
    organisations: re.Pattern[str]  # matches a whole word for a kind of organisation, in any grammatical case
    offices: tuple[str, ...]
    places: tuple[str, ...]
    # Matches a whole word for a kind of place that has a possessive ending and follows a name.
    owned_places: re.Pattern[str]
    many_places: re.Pattern[str]  # matches the beginning of a word for a kind of place in the plural
    before_places: frozenset[str]
    place_ends: re.Pattern[str]
    concerning: frozenset[str]
    directions: frozenset[str]
    listing: frozenset[str]
    opening: frozenset[str]
    office: re.Pattern[str]
    is_cyrillic: bool  # whether the language is written only in Cyrillic letters
    adjectives_have_capitals: bool


@cache
def rules_of(code: str) -> NameRules:
    """Return the rules of a language; for one that the bot does not read, those of all languages together."""
    own = [LANGUAGES[code].names] if code in LANGUAGES else _all()
    frequent = [LANGUAGES[code].hints.frequent] if code in LANGUAGES else []
    everywhere = _all()
    offices = [known.office for known in own if known.office]
    owned, cases = _alternatives(known.owned for known in own), _alternatives(known.owned_cases for known in own)
    places, plural = tuple(_words(known.places for known in own)), _alternatives(known.plural for known in own)
    return NameRules(
        cases=_ending("|".join(known.cases for known in own if known.cases)),
        bound=tuple(_words(known.bound for known in own)),
        locatives=_ending(_alternatives(known.locatives for known in own)),
        derived=_ending(_alternatives(known.derived for known in own)),
        owned=re.compile(rf"(?P<base>.{{{_OWNED_AT_LEAST},}}?(?:{owned}))(?:-?(?:{cases}))?") if owned else NOTHING,
        linking=tuple(_words(known.linking for known in own)),
        surnames=_ending(_alternatives(known.surnames for known in everywhere)),
        patronymics=_ending(_alternatives(known.patronymics for known in everywhere)),
        ends_whole=_ending(_alternatives(known.ends_whole for known in everywhere)),
        joining=frozenset(_words(known.joining for known in everywhere)),
        titles=tuple(_words(known.titles for known in own)),
        epithets=frozenset(_words(known.epithets for known in own)),
        organisations=_any_case(_words(known.organisations for known in own), owned, cases, own),
        offices=tuple(_words(known.offices for known in own)),
        places=places,
        owned_places=re.compile(rf"(?P<base>(?:{'|'.join(places)})(?:{owned}))(?:-?(?:{cases}))?")
        if owned
        else NOTHING,
        many_places=re.compile(rf"(?:{'|'.join(places)})(?:{plural})") if plural else NOTHING,
        before_places=frozenset(_words(known.before_places for known in own)),
        place_ends=_ending(_alternatives(known.place_ends for known in everywhere)),
        concerning=frozenset(_words(known.concerning for known in own)),
        directions=frozenset(_words(known.directions for known in own)),
        listing=frozenset(_words(known.listing for known in own)),
        opening=frozenset(_words([*(known.opening for known in own), *frequent])),
        office=re.compile("|".join(rf"\b{office}" for office in offices).replace("{U}", UPPER)) if offices else NOTHING,
        adjectives_have_capitals=any(known.adjectives_have_capitals for known in own),
        is_cyrillic=code in LANGUAGES and "а" in LANGUAGES[code].letters,
    )


def _any_case(words: Sequence[str], owned: str, owned_cases: str, own: Sequence[NameWords]) -> re.Pattern[str]:
    """Return a pattern that matches the words in any grammatical case, with or without a possessive ending."""
    endings = [f"(?:{owned})(?:{owned_cases})?"] if owned else []
    endings += [known.cases for known in own if known.cases] + [_alternatives([known.bound]) for known in own]
    return re.compile(rf"(?:{'|'.join(words)})(?:-?(?:{'|'.join(filter(None, endings))}))?")


def _all() -> Sequence[NameWords]:
    return [language.names for language in LANGUAGES.values()]


def _words(lists: Iterable[str]) -> list[str]:
    return sorted({word.translate(STRAIGHT) for each in lists for word in each.split()})


def _alternatives(lists: Iterable[str]) -> str:
    """Return endings, which may be patterns, as alternatives of a pattern, the longest first."""
    found = {word for each in lists for word in each.split()}
    return "|".join(sorted(found, key=lambda word: (-len(word), word)))


def _ending(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives})\Z") if alternatives else NOTHING
