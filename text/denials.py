"""Recognising sentences that deny something ("nobody was killed") or say that a report is not true ("denied")."""

import re
from collections.abc import Sequence
from functools import cache

from text.languages import LANGUAGES
from text.letters import straight

# At most three words at the beginning of a text that are a line or a sentence by themselves, such as «Осторожно, фейк!»
_VERDICT = re.compile(
    r"[^\w\n]{0,12}(\w[\w'’-]{0,30}(?:[ ,!#—–-]{1,4}\w[\w'’-]{0,30}){0,2})\s*(?:[.!?:…]+\s+|\n+)(?=\S)"
)
_LONGEST_VERDICT = 3  # words
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def denies(text: str, language: str) -> bool:
    """Return whether the text has a word that denies something; False for a language without a table of such words."""
    known = LANGUAGES.get(language)
    if known is None:
        return False
    plain = known.all_in_one_alphabet(straight(text).lower())
    return not denials(language).isdisjoint(_WORD.findall(plain))


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
    return pattern.search(known.all_in_one_alphabet(straight(sentence).lower())) is not None


def with_verdict(text: str) -> str:
    """Return the text with words at its beginning that call the rest untrue joined with the rest.

    «ФЕЙК» (a fake) above «Мост рухнул.» becomes «ФЕЙК: Мост рухнул.» Otherwise the first line would be taken for a
    label and left out of headlines and summaries, which would then tell the rest as a fact. The text has no title, to
    which its first words may refer.
    """
    found = _VERDICT.match(text)
    if found is None or _points_back(found[1]) or not any(refutes(found[1], language) for language in LANGUAGES):
        return text
    verdict = found[1].replace("#", "")
    return f"{verdict[:1].upper()}{verdict[1:]}: {text[found.end() :]}"


def with_verdicts(sentences: Sequence[str], text: str, language: str) -> tuple[str, ...]:
    """Return the sentences of a text, each joined with the few words behind it that call it untrue.

    In «В соцсетях пишут, что мост рухнул. Это неправда.» (The bridge is said to have collapsed. This is untrue.) the
    second sentence is so short that summaries would take it for a label.
    """
    joined: list[str] = []
    for sentence in sentences:
        is_verdict = len(sentence.split()) <= _LONGEST_VERDICT and refutes(sentence, language)
        if is_verdict and joined and f"{joined[-1]} {sentence}" in text:
            joined[-1] = f"{joined[-1]} {sentence}"
        else:
            joined.append(sentence)
    return tuple(joined)


def _points_back(words: str) -> bool:
    """Return whether the words begin with "this", as «Это фейк.» (This is a fake), which is not about what follows."""
    first = words.lower().partition(" ")[0]
    return any(re.fullmatch(language.openers.this, first) for language in LANGUAGES.values() if language.openers.this)


@cache
def _refutations(language: str) -> re.Pattern[str] | None:
    pattern = LANGUAGES[language].refutations if language in LANGUAGES else ""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if pattern else None
