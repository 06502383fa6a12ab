"""The sound of a name in Latin letters, equal for its spellings in all languages."""

import re
from functools import lru_cache

from text.cache_sizes import PARTS
from text.letters import fold

_LATIN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
})  # fmt: skip
_LATIN_SPELLINGS = (
    ("shch", "s"), ("zh", "j"), ("kh", "h"), ("ts", "c"), ("ch", "c"), ("sh", "s"), ("yo", "e"), ("yu", "u"),
    ("ya", "a"), ("ye", "e"), ("dj", "j"), ("gh", "g"), ("ph", "f"), ("x", "h"), ("q", "k"), ("y", "i"), ("w", "v"),
)  # fmt: skip
_CYRILLIC = re.compile("[а-я]")
_I_BETWEEN_VOWELS = re.compile(r"(?<=[aeiou])i(?=[aeou])")
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")
_HER_SURNAME = re.compile(r"(?:ov|ev|in)a$")
# Kazakh writes у where others write v at the end of a syllable: Ақтау and Oqtov, Әуезов and Avezov.
_CLOSING_V = re.compile(r"(?<=[ao])u(?=[aeiou]|$)")
# Tajik ҷ becomes ж, as Kyrgyz writes this sound. Russian дж and the j of Latin alphabets later get the same letter.
_BEFORE_FOLDING = str.maketrans("ҷҶ", "жЖ")


@lru_cache(maxsize=PARTS)
def skeleton(word: str) -> str:
    """Return the sound of a name, with vowels, in Latin letters.

    It is equal for Токаев, Тоқаев and Tokayev, and for Жапаров and Japarov.
    """
    lower = fold(word)
    if _CYRILLIC.search(lower):
        latin = lower.translate(_LATIN)
    else:
        latin = lower
        for spelling, heard in _LATIN_SPELLINGS:
            latin = latin.replace(spelling, heard)
    return _REPEATED.sub(r"\1", _I_BETWEEN_VOWELS.sub("", latin))


@lru_cache(maxsize=PARTS)
def sound(word: str) -> str:
    """Return the consonants of a word in Latin letters, because spellings differ mostly in vowels.

    A word with fewer than three consonants keeps its vowels, and a woman's surname its ending; otherwise different
    names would have the same sound.
    """
    plain = skeleton(word.translate(_BEFORE_FOLDING).replace("-", "")).replace("dj", "j")
    plain = re.sub(r"[^a-z0-9]", "", plain.replace("ng", "n"))
    plain = _CLOSING_V.sub("v", plain)
    bare = _REPEATED.sub(r"\1", _VOWELS.sub("", plain))
    if len(bare) < 3:
        return plain
    return bare + ("a" if _HER_SURNAME.search(plain) else "")
