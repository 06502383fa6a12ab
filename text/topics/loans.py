"""Finding the Russian form of a word that other languages borrowed as well: вирус for Kyrgyz вирустун.

Words of science, technology and sport are common to all languages of the region, and no lexicon has all of them.
"""

from collections.abc import Callable
from functools import lru_cache

from text.cache_sizes import WORDS
from text.languages import LANGUAGES
from text.models import morphology, parses_of
from text.stemming import grammar_stems

_SHORTEST = 5  # the fewest letters of a loan; shorter words of two languages are often alike by chance
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Abbr"})


def loan(word: str, language: str, is_known: Callable[[str], bool]) -> str | None:
    """Return the Russian noun, in its dictionary form, that a lower-case word is a form of; None if there is none.

    `is_known` says of a Russian word whether it may be returned, for example because it has a vector.
    """
    known = LANGUAGES.get(language)
    if known is None or known.in_russian is None or len(word) < _SHORTEST:
        return None
    if "'" in known.in_one_alphabet(word):  # no Russian word has the sounds oʻ and gʻ
        return None
    for stem in reversed(grammar_stems(word, language)):
        for spelling in known.in_russian(stem):
            if len(spelling) >= _SHORTEST and is_known(spelling) and _is_base_form(spelling):
                return spelling if stem not in known.false_friends.split() else None
    return None


@lru_cache(maxsize=WORDS)
def _is_base_form(word: str) -> bool:
    """Return whether a Russian word is a noun in its dictionary form and not a name."""
    if not morphology().word_is_known(word):
        return False
    parses = parses_of(word)
    likeliest = parses[0]
    return (
        likeliest.tag.POS == "NOUN"
        and likeliest.normal_form == word
        and not any(_NAMES & parse.tag.grammemes for parse in parses)
    )
