"""Words and the forms they are found by: folded spelling, Russian lemmas and stems, prefixes, Latin skeletons.

`index_words` makes what is written into the index, `search_forms` what a query looks for; both must agree.
"""

import re
from functools import lru_cache
from typing import Any

from domain.article import IndexWords

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_APOSTROPHES = re.compile(r"(?<=\w)[ʻʼ‘’`´'](?=\w)")
# Letters a reader's keyboard may lack, by the ones people type instead.
_FOLD = str.maketrans("ёңөүұқғҳҷўіәһӣӯ", "енооукгхчуиахиу") | str.maketrans("ү", "у") | str.maketrans("ө", "о")
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
}  # fmt: skip
_LATIN_SPELLINGS = (
    ("shch", "s"), ("zh", "j"), ("kh", "h"), ("ts", "c"), ("ch", "c"), ("sh", "s"), ("yo", "e"), ("yu", "u"),
    ("ya", "a"), ("ye", "e"), ("dj", "j"), ("gh", "g"), ("ph", "f"), ("x", "h"), ("q", "k"), ("y", "i"), ("w", "v"),
)  # fmt: skip
# How many letters of a word its inflections share, roughly: long words lose more to their endings.
_PREFIXES = {4: 4, 5: 4, 6: 5, 7: 5, 8: 6, 9: 6}
SKELETON = "0"  # opens a skeleton among the index's terms: no folded word starts with it and goes on with letters


def words(text: str) -> list[str]:
    """The words of a text as they stand, apostrophes within them dropped (oʻzbek is ozbek)."""
    return _WORD.findall(_APOSTROPHES.sub("", text))


def fold(word: str) -> str:
    """Lower case, without the letters that keyboards lack: ң/н, ө/о, ү/у, қ/к, ғ/г, ҳ/х, ҷ/ч, ў/у, ё/е."""
    return word.lower().translate(_FOLD)


@lru_cache(maxsize=1)
def _morphology() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=4)
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(language)


@lru_cache(maxsize=200_000)
def _russian(word: str) -> tuple[str, ...]:
    """All lemmas of a lower-case word, then its Snowball stem, folded."""
    lemmas = dict.fromkeys(fold(parse.normal_form) for parse in _morphology().parse(word))
    return (*lemmas, stem(word, "ru"))


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """What inflections of a word have in common: Snowball for ru and en, a prefix for the others."""
    lower = fold(word)
    if language == "ru":
        return str(_stemmer("russian").stemWord(lower))
    if language == "en":
        return str(_stemmer("english").stemWord(lower))
    return prefix(lower)


def prefix(word: str) -> str:
    return word[: _PREFIXES.get(len(word), 7)] if len(word) > 4 else word


def stems(text: str, language: str) -> list[str]:
    """Stems of all words, in order; cheap."""
    return [stem(word, language) for word in words(text)]


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """A name's sound in Latin letters, the same for Токаев, Тоқаев and Tokayev, Жапаров and Japarov."""
    lower = fold(word)
    if re.search("[а-я]", lower):
        latin = "".join(_LATIN.get(letter, letter) for letter in lower)
    else:
        latin = lower
        for spelling, sound in _LATIN_SPELLINGS:
            latin = latin.replace(spelling, sound)
    latin = re.sub(r"(?<=[aeiou])i(?=[aeou])", "", latin)
    return re.sub(r"(.)\1+", r"\1", latin)


def _terms(word: str, language: str) -> tuple[str, ...]:
    lower = word.lower()
    forms = _russian(lower) if language == "ru" else (stem(lower, language),)
    marks = (f"{SKELETON}{prefix(skeleton(word))}",) if word[:1].isupper() and len(word) > 3 else ()
    return tuple(dict.fromkeys((*forms, *marks)))


def index_words(title: str, text: str, language: str) -> IndexWords:
    """What an article is found by."""
    in_title, in_text = words(title), words(text)
    return IndexWords(
        exact=tuple(fold(word) for word in (*in_title, *in_text)),
        title=tuple(term for word in in_title for term in _terms(word, language)),
        text=tuple(dict.fromkeys(term for word in in_text for term in _terms(word, language))),
    )


def search_forms(word: str, language: str | None = None) -> tuple[str, ...]:
    """What a typed word may stand as in the index, best first; of every language when none is known."""
    exact = fold(word)
    forms = [exact]
    is_cyrillic = bool(re.search("[а-яё]", exact))
    if is_cyrillic and language in (None, "ru"):
        forms += _russian(word.lower())
    if not is_cyrillic and language in (None, "en"):
        forms.append(stem(word, "en"))
    if language not in ("ru", "en"):
        forms.append(stem(word, "ky"))
    if not is_cyrillic and len(word) > 3 and not word.isdigit():
        forms.append(f"{SKELETON}{prefix(skeleton(word))}")
    return tuple(dict.fromkeys(forms))
