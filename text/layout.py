"""Words typed with the keyboard in another layout: «ghjntcn» is «протест», «цшдвашку» is "wildfire"."""

import re

from text.letters import words
from text.words import is_russian

_ENGLISH = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_SHIFTED = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
_KEYS = str.maketrans(_ENGLISH + _SHIFTED, _RUSSIAN + _RUSSIAN.upper())
_BACK = str.maketrans(_RUSSIAN + _RUSSIAN.upper(), _ENGLISH + _SHIFTED)
_LETTERS = re.compile(r"[a-z]", re.I)
_OTHER_LETTERS = re.compile(r"[^\W\d_a-z]", re.I)
_QUOTED_OR_FIELD = re.compile(r'^"|"$|\w:\w')


def other_keys(query: str) -> str | None:
    """The query as its keys read in the other layout, whichever words that makes; None where it has letters of both."""
    is_latin, is_other = bool(_LETTERS.search(query)), bool(_OTHER_LETTERS.search(query))
    if is_latin == is_other or _QUOTED_OR_FIELD.search(query):
        return None
    return query.translate(_KEYS if is_latin else _BACK)


def other_layout(query: str) -> str | None:
    """The query as its keys read in Russian, when all of that is Russian words; None when it was meant as it stands."""
    if not _LETTERS.search(query) or _OTHER_LETTERS.search(query) or _QUOTED_OR_FIELD.search(query):
        return None
    meant = " ".join(token.translate(_KEYS) for token in query.split())
    found = words(meant)
    if not found or max(map(len, found)) < 4:
        return None
    return meant if all(is_russian(word.lower()) for word in found) else None
