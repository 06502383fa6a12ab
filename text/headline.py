"""Making headlines: the title or, if there is none, a shortened sentence of the text.

A sentence is shortened only at its ends, so that the result is a part of the text; in a headline, brackets inside it
are removed, too.
"""

import re
from collections.abc import Sequence

from text.denials import denies
from text.languages import LANGUAGES, UPPER
from text.markup import has_words
from text.truncation import shortened_at_word

LONGEST = 160
_FEWEST_WORDS = 5  # words that must be left after a cut
_CLAUSE_WORDS = 7  # a subordinate clause is cut off only if at least this many words stand before it
_BETWEEN_SECTIONS = frozenset("/|>»›·•")  # signs between the names of sections, and between these and other details
_LONGEST_WAY = 8  # the most words of «Политика | 17 марта | Просмотры 3 981»
_ASIDES = re.compile(r"\s*\([^()]{0,120}\)")
_DATE = r"\d{1,2}[ .](?:\w{3,10}|\d\d)(?:[ .]\d{2,4})?(?: года| г\.)?"
_LABEL = re.compile(rf"^[{UPPER}][\w\- ]{{1,40}}, {_DATE}(?:[,.—–/ -]+[«\"]?[{UPPER}][\w. -]{{1,25}}[»\"]?)?[.]?$")


def headline(title: str | None, sentences: Sequence[str], language: str) -> str:
    """Return a headline of at most LONGEST characters, without a final full stop; empty if there is no text.

    A title is returned as it is, unless it has no words and the text has some.
    """
    if title and title.strip() and (has_words(title) or not any(map(has_words, sentences))):
        return title.strip()
    if not sentences:
        return ""
    told = next((sentence for sentence in sentences[:3] if not is_label(sentence)), sentences[0])
    # Brackets that deny something stay: «Двое (не трое) погибли» (two, not three, were killed).
    made = _ASIDES.sub(lambda aside: aside[0] if denies(aside[0], language) else "", compress(told, language))
    made = made.rstrip(" .")
    made = made[:1].upper() + made[1:]
    return shortened_at_word(made, LONGEST)


def is_label(sentence: str) -> bool:
    """Return whether a "sentence" is only a dateline, a name or a section: «Москва, 17 мая.», «Главная / Мир.»"""
    words = sentence.split()
    signs = sum(word in _BETWEEN_SECTIONS for word in words)
    is_way = signs > 1 and len(words) - signs <= _LONGEST_WAY
    return len(words) - signs < 4 or is_way or bool(_LABEL.match(sentence))


def compress(sentence: str, language: str) -> str:
    """Return the sentence without dateline, time at the beginning, attribution and closing clause."""
    short = sentence.strip()
    rules = LANGUAGES[language].compression if language in LANGUAGES else None
    if rules is None:
        return short
    for opening in rules.openings:
        short = _kept(short, opening.sub("", short, count=1))
    for closing in rules.closings:
        short = _kept(short, closing.sub("", short, count=1))
    for clause in rules.clause.finditer(short):
        if len(short[: clause.start()].split()) >= _CLAUSE_WORDS:
            short = short[: clause.start()]
            break
    return _unquoted(short)


def _kept(before: str, after: str) -> str:
    return after if len(after.split()) >= _FEWEST_WORDS else before


def _unquoted(text: str) -> str:
    """Return the text without its first quotation mark if that one is never closed."""
    if text[:1] == '"' and text.count('"') % 2:
        return text[1:]
    if text[:1] == "«" and text.count("«") > text.count("»"):
        return text[1:]
    return text
