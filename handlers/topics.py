"""Finding topics and countries by the names that people use for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from text.letters import fold, name_key
from text.stemming import grammar_stems
from text.topics import CurrentTopics, Topic, titles_of
from text.truncation import shortened
from text.words import search_forms

_LONGEST = 200  # only this many characters of a text are read, its first ones
_WORDS = 4  # the most words in a name
_LEAST = 4  # an inflected form of a name with fewer letters is not recognised
_WORLD = "world"  # its Russian name «мир» also means peace, so it counts only if nothing else was typed
_WITH_DICTIONARY = ("ru", "en")
Names = Mapping[str, Mapping[str, str]]  # locale → key → name


@dataclass(frozen=True, slots=True)
class Asked:
    """The topics, countries and other words in what was typed."""

    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    words: str = ""  # the words that are no names of topics or countries


class _Spelled:
    """The names of topics and countries in all languages, in the forms by which typed words are compared with them."""

    def __init__(self, topics: Sequence[Topic], titles: Names, countries: Names) -> None:
        self._titles = titles
        self._countries = countries
        self.spellings = {name_key(topic.key): topic.key for topic in topics} | _keys_by_name(titles)

    @cached_property
    def one_word(self) -> tuple[tuple[str, str, str, bool], ...]:
        """The names that are a single word, as (locale, key, name in lower case, whether it is a topic's)."""
        return tuple(
            (locale, key, name.lower(), names is self._titles)
            for names in (self._titles, self._countries)
            for locale, of_locale in names.items()
            for key, name in of_locale.items()
            if key != _WORLD and len(name.split()) == 1
        )


class TopicNames:
    """Gives the titles of topics for screens, and recognises topics and countries in what people type.

    Their names may be in any of the languages, and in most inflections.
    """

    def __init__(self, topics: CurrentTopics, countries: Names | None = None) -> None:
        """Recognise the topics that are in use at the moment, and the countries with these names."""
        self._topics = topics
        self._countries = countries or {}
        self._country_spellings = _keys_by_name(self._countries)
        self._read_from: tuple[Sequence[Topic], _Spelled] | None = None

    @property
    def titles(self) -> Names:
        return self._topics.titles

    def titles_for(self, chosen: Iterable[str], locale: str) -> Mapping[str, str]:
        """Return key → title for the topics on offer, and for hidden ones among the chosen, which are marked."""
        every = self._topics.all_titles[locale]
        resting = {key: f"⏸ {every[key]}" for key in chosen if key in every and key not in self.titles[locale]}
        return {**self.titles[locale], **resting}

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(topic.key for topic in self._topics.shown)

    @property
    def spellings(self) -> Mapping[str, str]:
        """Spelling of a topic's name → the topic's key; a topic has many spellings."""
        return self._spelled.spellings

    @property
    def _spelled(self) -> "_Spelled":
        topics = self._topics.shown
        if self._read_from is None or self._read_from[0] is not topics:
            self._read_from = (topics, _Spelled(topics, titles_of(topics), self._countries))
        return self._read_from[1]

    def read(self, typed: str) -> Asked:
        """Return the topics, countries and other words in what a person typed.

        For example, «казахстан экономика» is a country and a topic, and «Оштогу жол» (road in Osh) is other words.
        """
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
        """Return the number of words of the longest name at the beginning, its topic's key, and its country's key.

        One key or both are None. If `is_alone`, the name of a country is all that was typed.
        """
        spelled = self._spelled
        for length in range(min(_WORDS, len(words)), 0, -1):
            name = name_key(" ".join(words[:length]))
            country = self._country_spellings.get(name)
            if name in spelled.spellings:
                return length, spelled.spellings[name], None
            if country is not None and (country != _WORLD or is_alone):
                return length, None, country
        for locale, key, name, is_topic in spelled.one_word:
            if _is_form(words[0].lower(), name, locale):
                return (1, key, None) if is_topic else (1, None, key)
        return 1, None, None


def _is_form(word: str, name: str, locale: str) -> bool:
    """Return whether a word is a form of the name, by the dictionary or by the language's endings."""
    if locale in _WITH_DICTIONARY:
        return not _forms(word, locale).isdisjoint(_forms(name, locale))
    return name in grammar_stems(word, locale) or fold(name) in grammar_stems(fold(word), locale)


@lru_cache(maxsize=512)
def _forms(word: str, locale: str) -> frozenset[str]:
    return frozenset(form for form in search_forms(word, locale) if len(form) >= _LEAST)


def _keys_by_name(names: Names) -> dict[str, str]:
    return {name_key(name): key for of_locale in names.values() for key, name in of_locale.items()}
