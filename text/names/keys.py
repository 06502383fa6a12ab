"""What makes two spellings one name: Жапаров, Жапаровдун and Japarov; Ташкент, Тошкент and Toshkent."""

import re
from functools import cache, lru_cache

from text.languages import LANGUAGES
from text.letters import APOSTROPHES, STRAIGHT
from text.places import COUNTRY_FORMS
from text.sounds import sound

_KINDS_OF_PLACE = tuple({word for language in LANGUAGES.values() for word in language.names.regions.split()})
_PARTS = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}-][^\W\d_]+)*")


def person_key(name: str) -> str:
    """The sound of the surname, which is what later mentions and other languages keep."""
    return sound(name.split()[-1])


def place_key(name: str) -> str:
    """A country's code for a country, or else the sound of the name without words such as область."""
    country = country_of(name)
    if country:
        return country
    words = [word for word in name.split() if not _is_kind_of_place(word)] or name.split()
    return sound("".join(words))


def organisation_key(name: str) -> str:
    words = _PARTS.findall(name)
    return sound("".join(words[:4])) if words else name.casefold()


@lru_cache(maxsize=20_000)
def country_of(name: str) -> str | None:
    """The country of Central Asia that a place name as a whole means: Кыргызстан, O‘zbekiston."""
    words = name.translate(STRAIGHT).casefold().split()
    if (
        not words
        or len(words) > 2
        or (len(words) == 2 and not words[1].startswith(("респ", "resp", "rep", "ҷумҳ", "жумҳ")))
    ):
        return None
    return next((country for form, country in _country_names() if words[0].startswith(form)), None)


@cache
def _country_names() -> tuple[tuple[str, str], ...]:
    return tuple((form, country) for country, (named, _) in COUNTRY_FORMS.items() for form in named.split())


def _is_kind_of_place(word: str) -> bool:
    return word.casefold().startswith(_KINDS_OF_PLACE)
