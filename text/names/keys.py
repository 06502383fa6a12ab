"""Keys that are equal for all spellings of a name: Жапаров, Жапаровдун and Japarov; Ташкент, Тошкент and Toshkent."""

import re
from collections.abc import Collection

from text.languages import LANGUAGES
from text.letters import APOSTROPHES, straight
from text.lexicon.lexicon import Lexicon
from text.sounds import sound

_KINDS_OF_PLACE = tuple({word for language in LANGUAGES.values() for word in language.names.regions.split()})
_PARTS = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}-][^\W\d_]+)*")


def person_key(name: str) -> str:
    """Return the key of a person's name: the sound of the surname, which all mentions in all languages have."""
    return sound(name.split()[-1])


def place_key(name: str) -> str:
    """Return the key of a place that is not in the lexicon: the sound of its name.

    Words for the kind of place, such as область (region), are left out.
    """
    words = [word for word in name.split() if not _is_kind_of_place(word)] or name.split()
    return sound("".join(words))


def organisation_key(name: str) -> str:
    words = _PARTS.findall(name)
    return sound("".join(words[:4])) if words else name.casefold()


def known_key(name: str, language: str, lexicon: Lexicon, kinds: Collection[str]) -> str | None:
    """Return the id of the thing of one of these kinds that has that name in the lexicon; None if there is none."""
    words = [straight(word).lower() for word in name.split() if not _is_kind_of_place(word)]
    for mention in lexicon.mentions(words, language):
        if mention.kind in kinds and mention.start == 0 and mention.length == len(words):
            return mention.id
    return None


def _is_kind_of_place(word: str) -> bool:
    return word.casefold().startswith(_KINDS_OF_PLACE)
