"""The base form of a name in a language without a dictionary: the name without its grammatical endings."""

import re
from functools import lru_cache

from text.cache_sizes import WORDS
from text.languages import LANGUAGES, UPPER
from text.letters import APOSTROPHES, STRAIGHT
from text.lexicon.rows import FormWord, Rule
from text.names.rules import rules_of

# The fewest letters that a word must still have after its case ending was removed; the second number is for a name in
# the lexicon, such as «Ош».
_LEAST, _LEAST_KNOWN = 3, 2
# The most characters of a case ending after an abbreviation, with the hyphen: -тағы in АҚШ-тағы (in the USA) is an
# ending, but -салада in IT-салада (in the field of IT) is not.
_LONGEST_CASE = 5
_VOWEL = re.compile(r"[аеёиоуыэюяәіүұөўӯӣaeiou]", re.IGNORECASE)
# An abbreviation, which ends with capitals, and after it an ending in small letters: АҚШ-тың (of the USA), ОшМПУда (at
# the pedagogical university of Osh).
_SMALL_END = re.compile(rf"([^\W\d_]*[{UPPER}]{{2,}})-?[^\W\d_{UPPER}]*")
_MARKS = f"-{APOSTROPHES}"


def plain(word: str) -> str:
    """Return a word in lower case, with ' for every kind of apostrophe."""
    return word.translate(STRAIGHT).lower()


@lru_cache(maxsize=WORDS)
def without_case(word: str, code: str, *, is_known: bool = False) -> str:
    """Return a word of a name without its case ending; for an abbreviation such as ӨКМдин, return its capitals."""
    rules, lower = rules_of(code), plain(word)
    capitals = _SMALL_END.fullmatch(word)
    if capitals and len(word) - len(capitals[1]) <= _LONGEST_CASE and (rules.is_cyrillic or "-" in word):
        # Letters of an abbreviation are pronounced one by one, so endings need not agree with its last vowel.
        return capitals[1]
    if len(lower) != len(word) or rules.ends_whole.search(lower):
        return word
    found = rules.cases.search(lower)
    if found is None:
        return word
    stem = word[: found.start()].rstrip(_MARKS)
    least = _LEAST_KNOWN if is_known or stem.isupper() else _LEAST
    return stem if len(stem) >= least and (_VOWEL.search(stem) or stem.isupper()) else word


@lru_cache(maxsize=WORDS)
def owned_base(word: str, code: str) -> str | None:
    """Return a possessive word without its case ending; None for any other word.

    For example, «облусу» (region of …) for «облусунда» (in the region of …).
    """
    found = rules_of(code).owned.fullmatch(plain(word))
    return word[: found.end("base")] if found else None


@lru_cache(maxsize=WORDS)
def base_of(word: str, form: FormWord, code: str) -> str | None:
    """Return the base form of a word that names a thing by `form`.

    None if the word is derived from the name, like the word for a place's inhabitants, or only begins with the same
    letters.
    """
    rules, one_alphabet = rules_of(code), LANGUAGES[code].in_one_alphabet

    def is_form(candidate: str) -> bool:
        return one_alphabet(plain(candidate)) == form.letters

    stripped = without_case(word, code, is_known=True)
    if is_form(word):
        return stripped if stripped.isupper() else word
    candidates = [stripped, *(word[: -len(end)] for end in rules.bound if plain(word).endswith(end))]
    exact = next((candidate for candidate in candidates if is_form(candidate.rstrip(_MARKS))), None)
    if exact is not None:
        return exact.rstrip(_MARKS)
    if form.rule not in (Rule.BEGINNING, Rule.SHORT_REST):
        return None
    again = without_case(stripped, code)
    if one_alphabet(plain(again)).startswith(form.letters):
        stripped = again  # a word may have two case endings, as «Кыргызстан-дагы-дан» (than that in Kyrgyzstan) has
    rest = one_alphabet(plain(stripped)).removeprefix(form.letters)
    if not one_alphabet(plain(stripped)).startswith(form.letters):
        return word
    found = rules.derived.search(rest) if rest else None
    return None if found else stripped
