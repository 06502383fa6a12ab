"""Stems by a language's grammar: words without the endings that do not make a new word.

A word may have several stems: «балык» may be a fish, or «балы» with an ending. Articles are indexed by all stems of a
word, and queries search for all of them, so that all forms of a word match. Words without a common stem do not match.
"""

import re
from functools import cache, lru_cache

from text.cache_sizes import PARTS
from text.languages import LANGUAGES

_SHORTEST = 3  # letters of a stem; shorter stems are listed in the language's file
_VOWEL = re.compile("[аеёиоуыэюяәіүұөўӯӣaeiou]")


@lru_cache(maxsize=PARTS)
def grammar_stems(word: str, code: str) -> tuple[str, ...]:
    """Return the possible stems of a lower-case word, shortest first.

    They are in the alphabet of the language's tables, without apostrophes.
    """
    language = LANGUAGES[code]
    plain = language.in_one_alphabet(word).replace("'", "")
    found = [*_cut(plain, code), *_verb_stems(plain, code)]
    return tuple(dict.fromkeys(found)) or (plain,)


def may_be_of(word: str, code: str) -> bool:
    """Return whether a lower-case word has only letters of the language."""
    return _alphabet(code).fullmatch(word) is not None


def _cut(word: str, code: str) -> list[str]:
    softened, before_endings = LANGUAGES[code].softened, LANGUAGES[code].before_endings
    no_stem, no_joint, short = _no_stem(code), _no_joint(code), _short_roots(code)
    found: list[str] = []
    for length in range(2, len(word) + 1):
        if not _is_ending(word[length:], code):
            continue
        stem = word[:length]
        if length < _SHORTEST and stem not in short:
            continue
        if length == len(word):
            # A stem ends with a letter of `before_endings` only if an ending follows. A whole word with that letter at
            # its end is thus a shorter stem with an ending: «асоси» is асос (basis) and -и, not асосӣ (basic).
            if stem[-1] not in before_endings or not found:
                found.append(stem[:-1] + softened.get(stem[-1], stem[-1]))
        elif lost := _lost_vowel(stem, word[length:], code):
            if not no_stem.search(stem + lost):
                found.append(stem + lost)
        elif _VOWEL.search(stem) and not no_stem.search(stem) and not no_joint.fullmatch(f"{stem}+{word[length:]}"):
            last = before_endings.get(stem[-1], stem[-1])
            found.append(stem[:-1] + softened.get(last, last))
    return found


def _lost_vowel(stem: str, rest: str, code: str) -> str:
    """Return the vowel that a stem has lost before this ending; "" if it has lost none.

    For example, return а for башт- and -оо in баштоо (“beginning”), whose stem is башта-.
    """
    for ending, vowels in LANGUAGES[code].contracted.items():
        if rest.startswith(ending):
            return next((vowels[letter] for letter in reversed(stem) if letter in vowels), "")
    return ""


@lru_cache(maxsize=PARTS)
def _is_ending(rest: str, code: str) -> bool:
    """Return whether the grammar allows this ending after a stem; cached, because many words have the same endings."""
    language = LANGUAGES[code]
    return (language.inflections or language.endings).fullmatch(rest) is not None


def _verb_stems(word: str, code: str) -> list[str]:
    """Return the stems under which the index may have the verb that `word` is a form of.

    They have no prefix and no personal ending. Where a verb has two stems, it is indexed by its past stem.
    """
    verbs = LANGUAGES[code].verbs
    if verbs is None:
        return []
    found: list[str] = []
    persons = [person for person in ("", *verbs.persons.split()) if word.endswith(person)]
    past = frozenset(verbs.known_by.values())
    for prefix in ("", *verbs.alone.split(), *verbs.prefixes.split()):
        if not word.startswith(prefix):
            continue
        for person in persons:
            stem = word.removeprefix(prefix).removesuffix(person)
            if not person and (prefix not in verbs.alone.split() or (len(persons) > 1 and stem not in past)):
                continue
            if stem in verbs.known_by:
                found.append(verbs.known_by[stem])
            elif prefix and len(stem) >= _SHORTEST:
                found.append(stem)
    return found


@cache
def _alphabet(code: str) -> re.Pattern[str]:
    language = LANGUAGES[code]
    return re.compile(f"[{language.letters}{language.other_letters}'-]+")


@cache
def _no_stem(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{LANGUAGES[code].no_stem or '(?!)'})$")


@cache
def _no_joint(code: str) -> re.Pattern[str]:
    return re.compile(rf".*(?:{LANGUAGES[code].no_joint or '(?!)'})")


@cache
def _short_roots(code: str) -> frozenset[str]:
    return frozenset(LANGUAGES[code].short_roots.split())
