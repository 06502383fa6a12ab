"""The declension of people's names in Russian: from a form of a name to its possible base forms, with gender and case.

Endings decide, because dictionaries do not have the names of the region.
"""

from functools import lru_cache
from typing import NamedTuple

from text.cache_sizes import PARTS


class Reading(NamedTuple):
    gender: str  # m, f, or x if the form is the same for men and women
    is_base: bool
    base: str


_VOWELS = "аеёиоуыэюя"
_HISSES = "жшчщц"
SURNAME_ENDS = ("ов", "ев", "ёв", "ин", "ын")
HER_SURNAME_ENDS = tuple(f"{end}а" for end in SURNAME_ENDS)


# Words after which a name is not in its base form.
PREPOSITIONS = frozenset(
    "в на с со к ко у о об от из за для до по при про без над под перед через между против около".split()  # noqa: SIM905 - a table of words
)


@lru_cache(maxsize=PARTS)
def readings(word: str) -> tuple[Reading, ...]:
    """Return the possible base forms of one word of a person's name, the more likely first."""
    lower = word.lower()
    last = lower[-1:]
    for ending, base, gender in (
        ("ского", "ский", "m"), ("скому", "ский", "m"), ("ским", "ский", "m"), ("ском", "ский", "m"),
        ("ской", "ская", "f"), ("скую", "ская", "f"), ("цкого", "цкий", "m"), ("цкому", "цкий", "m"),
        ("цким", "цкий", "m"), ("цкой", "цкая", "f"),
    ):  # fmt: skip
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            return (Reading(gender, is_base=False, base=word[: -len(ending)] + base),)
    if len(lower) < 4 or not ("а" <= last <= "я" or last == "ё"):
        return (Reading("x", is_base=True, base=word),)
    if lower.endswith(("ская", "цкая", "ая")):
        return (Reading("f", is_base=True, base=word),)
    if lower.endswith(("ский", "цкий", "ый")):
        return (Reading("m", is_base=True, base=word),)
    before = lower[-2]
    if last not in _VOWELS:
        return _consonant_end(word, lower)
    handler = _ENDINGS.get(last)
    return handler(word, lower, before) if handler else (Reading("x", is_base=True, base=word),)


def _consonant_end(word: str, lower: str) -> tuple[Reading, ...]:
    # A woman's given name that ends in a consonant has no case endings: «к Айгуль Осмоновой» (to Aigul Osmonova).
    hers = Reading("f", is_base=False, base=word)
    base = (Reading("m", is_base=True, base=word), Reading("f", is_base=True, base=word), hers)
    if lower.endswith(("овым", "евым", "иным", "ёвым", "ыным")):
        return (Reading("m", is_base=False, base=word[:-2]),)
    if lower.endswith(("овой", "евой", "иной", "ёвой", "ыной")):
        return (Reading("f", is_base=False, base=word[:-2] + "а"),)
    if lower.endswith("ом") and len(lower) > 5:
        return (Reading("m", is_base=False, base=word[:-2]), *base)
    if lower.endswith("ем") and len(lower) > 4:
        stem = word[:-2]
        if stem[-1].lower() in _VOWELS:
            return (Reading("m", is_base=False, base=stem + "й"),)
        return (Reading("m", is_base=False, base=stem), *base)
    if lower.endswith("ой") and len(lower) > 4:
        return (Reading("f", is_base=False, base=word[:-2] + "а"), *base)
    if lower.endswith("ей") and len(lower) > 4:
        return (*base, Reading("f", is_base=False, base=word[:-2] + "я"))
    return base


def _after_a(word: str, lower: str, before: str) -> tuple[Reading, ...]:
    her, his = Reading("f", is_base=True, base=word), Reading("m", is_base=False, base=word[:-1])
    if before in _VOWELS:
        return (her,)
    return (his, her) if lower[:-1].endswith(SURNAME_ENDS) else (his, her, Reading("m", is_base=True, base=word))


def _after_ya(word: str, _lower: str, before: str) -> tuple[Reading, ...]:
    base = word[:-1] + ("й" if before in _VOWELS else "ь")
    return (Reading("m", is_base=False, base=base), Reading("f", is_base=True, base=word))


def _after_u(word: str, lower: str, before: str) -> tuple[Reading, ...]:
    if before in _VOWELS:
        return (Reading("x", is_base=True, base=word),)
    his, hers = Reading("m", is_base=False, base=word[:-1]), Reading("f", is_base=False, base=word[:-1] + "а")
    return (his, hers) if lower[:-1].endswith(SURNAME_ENDS) else (his, hers, Reading("x", is_base=True, base=word))


def _after_yu(word: str, _lower: str, before: str) -> tuple[Reading, ...]:
    base = word[:-1] + ("й" if before in _VOWELS else "ь")
    return (Reading("m", is_base=False, base=base), Reading("f", is_base=False, base=word[:-1] + "я"))


def _after_e(word: str, lower: str, before: str) -> tuple[Reading, ...]:
    if before in _VOWELS:
        return (Reading("m", is_base=False, base=word[:-1] + "й"), Reading("x", is_base=True, base=word))
    his, hers = Reading("m", is_base=False, base=word[:-1]), Reading("f", is_base=False, base=word[:-1] + "а")
    return (his,) if lower[:-1].endswith(SURNAME_ENDS) else (his, hers, Reading("x", is_base=True, base=word))


def _after_y(word: str, _lower: str, _before: str) -> tuple[Reading, ...]:
    return (Reading("f", is_base=False, base=word[:-1] + "а"), Reading("x", is_base=True, base=word))


def _after_i(word: str, _lower: str, before: str) -> tuple[Reading, ...]:
    base = word[:-1] + ("а" if before in "гкх" or before in _HISSES else "я")
    return (Reading("f", is_base=False, base=base), Reading("x", is_base=True, base=word))


_ENDINGS = {
    "а": _after_a, "я": _after_ya, "у": _after_u, "ю": _after_yu, "е": _after_e, "ы": _after_y, "и": _after_i,
}  # fmt: skip
