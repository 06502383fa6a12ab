"""What makes two spellings one name: Жапаров, Жапаровдун and Japarov; Ташкент, Тошкент and Toshkent."""

import re
from functools import cache, lru_cache

from text.languages import LANGUAGES
from text.letters import APOSTROPHES, STRAIGHT
from text.places import COUNTRY_FORMS
from text.words import skeleton

_VOWELS = re.compile(r"[aeiou]")
_HER_SURNAME = re.compile(r"(?:ov|ev|in)a$")
_KINDS_OF_PLACE = tuple({word for language in LANGUAGES.values() for word in language.names.regions.split()})
_PARTS = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}-][^\W\d_]+)*")
# The Tajik and Turkic affricate, written дж in Russian and j in Latin letters.
_BEFORE_FOLDING = str.maketrans("ҷҶ", "жЖ")


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The consonants of a word in Latin letters: vowels are what spellings disagree on.

    A word with fewer than three consonants keeps its vowels, and a woman's surname its ending, for they would be
    somebody else's.
    """
    plain = skeleton(word.translate(_BEFORE_FOLDING).replace("-", "")).replace("dj", "j")
    plain = re.sub(r"[^a-z0-9]", "", plain.replace("ng", "n"))
    bare = re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", plain))
    if len(bare) < 3:
        return plain
    return bare + ("a" if _HER_SURNAME.search(plain) else "")


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
