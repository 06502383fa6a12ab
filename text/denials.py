"""Recognising sentences that deny something ("nobody was killed") or say that a report is not true ("denied")."""

import re
from functools import cache

from text.languages import LANGUAGES
from text.letters import straight

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def denies(text: str, language: str) -> bool:
    """Return whether the text has a word that denies something; False for a language without a table of such words."""
    known = LANGUAGES.get(language)
    if known is None:
        return False
    return any(known.in_one_alphabet(word) in denials(language) for word in _WORD.findall(straight(text).lower()))


@cache
def denials(language: str) -> frozenset[str]:
    """Return the lower-case words that deny something, in the alphabet of the language's tables."""
    return frozenset(" ".join(LANGUAGES[language].denials).split()) if language in LANGUAGES else frozenset()


def refutes(sentence: str, language: str) -> bool:
    """Return whether the sentence says that a report is not true; then its figures may be those of a rumour."""
    known = LANGUAGES.get(language)
    pattern = _refutations(language)
    if known is None or pattern is None:
        return False
    return (
        pattern.search(_WORD.sub(lambda word: known.in_one_alphabet(word[0]), straight(sentence).lower())) is not None
    )


@cache
def _refutations(language: str) -> re.Pattern[str] | None:
    pattern = LANGUAGES[language].refutations if language in LANGUAGES else ""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if pattern else None
