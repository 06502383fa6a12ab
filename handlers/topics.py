"""Finds topics and countries by the names people know them by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from text.cutting import shortened
from text.letters import fold, name_key
from text.stemming import grammar_stems
from text.topics import Topic, titles_of
from text.words import search_forms

_LONGEST = 200  # characters of what is read
_WORDS = 4  # of the longest name
_LEAST = 4  # letters of a form that tells a name
_WORLD = "world"  # «мир» is peace as well: known by its name alone, and never in another form
_WITH_DICTIONARY = ("ru", "en")
Names = Mapping[str, Mapping[str, str]]  # locale → key → name


@dataclass(frozen=True, slots=True)
class Asked:
    """Free words, told apart."""

    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    words: str = ""  # what is neither


class TopicNames:
    """Titles for screens, and topics and countries found in what people type, in any language and most forms."""

    def __init__(self, topics: Sequence[Topic], countries: Names | None = None) -> None:
        self.keys = tuple(topic.key for topic in topics)
        self.titles = titles_of(topics)
        self._countries = countries or {}
        self.spellings = {name_key(topic.key): topic.key for topic in topics} | _keys_by_name(self.titles)
        self._country_spellings = _keys_by_name(self._countries)

    def read(self, typed: str) -> Asked:
        """Tell topics, countries and other words apart: «казахстан экономика», «Оштогу жол»."""
        left = shortened(" ".join(typed.split()), _LONGEST).split()
        topics: dict[str, None] = {}
        countries: dict[str, None] = {}
        words: list[str] = []
        is_alone = name_key(" ".join(left)) in self._country_spellings
        while left:
            length, topic, country = self._name_at(left, is_alone=is_alone)
            if topic is not None:
                topics[topic] = None
            elif country is not None:
                countries[country] = None
            else:
                words.append(left[0])
            left = left[length:]
        return Asked(tuple(topics), tuple(countries), " ".join(words))

    def _name_at(self, words: Sequence[str], *, is_alone: bool) -> tuple[int, str | None, str | None]:
        """Return how many words the longest name at the beginning has, and the topic or country that it names."""
        for length in range(min(_WORDS, len(words)), 0, -1):
            name = name_key(" ".join(words[:length]))
            country = self._country_spellings.get(name)
            if name in self.spellings:
                return length, self.spellings[name], None
            if country is not None and (country != _WORLD or is_alone):
                return length, None, country
        for locale, key, name, is_topic in self._one_word:
            if _is_form(words[0].lower(), name, locale):
                return (1, key, None) if is_topic else (1, None, key)
        return 1, None, None

    @cached_property
    def _one_word(self) -> tuple[tuple[str, str, str, bool], ...]:
        """The names of one word: locale, key, the name in small letters, and whether it is a topic's."""
        return tuple(
            (locale, key, name.lower(), names is self.titles)
            for names in (self.titles, self._countries)
            for locale, of_locale in names.items()
            for key, name in of_locale.items()
            if key != _WORLD and len(name.split()) == 1
        )


def _is_form(word: str, name: str, locale: str) -> bool:
    """Return whether a word is the name in one of its forms: by the dictionary, or by the endings of the language."""
    if locale in _WITH_DICTIONARY:
        return not _forms(word, locale).isdisjoint(_forms(name, locale))
    return name in grammar_stems(word, locale) or fold(name) in grammar_stems(fold(word), locale)


@lru_cache(maxsize=512)
def _forms(word: str, locale: str) -> frozenset[str]:
    return frozenset(form for form in search_forms(word, locale) if len(form) >= _LEAST)


def _keys_by_name(names: Names) -> dict[str, str]:
    return {name_key(name): key for of_locale in names.values() for key, name in of_locale.items()}
