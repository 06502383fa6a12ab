"""Words that were typed in the wrong keyboard layout: «ghjntcn» is «протест» (protest), «цшдвашку» is "wildfire"."""

import re
from functools import cache

from text.languages import LANGUAGES
from text.languages.language import Keyboard
from text.letters import words
from text.words import is_russian

_LAYOUTS = [language.keyboard for language in LANGUAGES.values() if language.keyboard]
_LETTERS = re.compile(r"[a-z]", re.I)
_OTHER_LETTERS = re.compile(r"[^\W\d_a-z]", re.I)
_QUOTED_OR_FIELD = re.compile(r'^"|"$|\w:\w')


def other_keys(query: str) -> str | None:
    """Return what the query's keys give in the other keyboard layout: привет for ghbdtn, hello for руддщ.

    None if the query has letters of both layouts or of neither, quotation marks at its ends, or a field such as topic:.
    """
    is_latin, is_other = bool(_LETTERS.search(query)), bool(_OTHER_LETTERS.search(query))
    if is_latin == is_other or _QUOTED_OR_FIELD.search(query):
        return None
    return _typed(query, _LAYOUTS[0]) if is_latin else query.translate(_back(_LAYOUTS[0]))


def other_layout(query: str) -> str | None:
    """Return what the query's keys give in a Russian keyboard layout, if the dictionary has all words of the result.

    None otherwise, and also if all words have fewer than four letters, because short ones may be words by chance.
    """
    if not _LETTERS.search(query) or _OTHER_LETTERS.search(query) or _QUOTED_OR_FIELD.search(query):
        return None
    meant = " ".join(_typed(token, _LAYOUTS[0]) for token in query.split())
    found = words(meant)
    if not found or max(map(len, found)) < 4:
        return None
    return meant if all(is_russian(word.lower()) for word in found) else None


def _typed(text: str, layout: Keyboard) -> str:
    return text.translate(_keys(layout))


@cache
def _keys(layout: Keyboard) -> dict[int, int]:
    return str.maketrans(layout.latin + layout.latin_shifted, layout.letters + layout.letters.upper())


@cache
def _back(layout: Keyboard) -> dict[int, int]:
    return str.maketrans(layout.letters + layout.letters.upper(), layout.latin + layout.latin_shifted)
