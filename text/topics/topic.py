"""A topic and its seed words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from text.languages import LOCALES

_WEAK = "?"  # at the end of a seed that belongs to several topics, and is only a weak sign
_WEAK_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that readers subscribe to, from catalogue/topics.toml."""

    key: str
    titles: dict[str, str]  # locale → title
    seeds: dict[str, tuple[str, ...]]  # language → words; if the language has no vectors, beginnings of words


def titles_of(topics: Sequence[Topic]) -> Mapping[str, Mapping[str, str]]:
    """Return locale → topic key → title; where a locale has no title, the English title or the key."""
    return {
        locale: {topic.key: topic.titles.get(locale) or topic.titles.get("en", topic.key) for topic in topics}
        for locale in LOCALES
    }


def bare(seed: str) -> str:
    """Return a seed in lower case and without the `?` of a weak seed."""
    return without_mark(seed).lower()


def without_mark(seed: str) -> str:
    """Return a seed as written, but without the `?` of a weak seed."""
    return seed.rstrip(_WEAK)


def weight(seed: str, owners: int) -> float:
    """Return the weight of a seed in each of the `owners` topics to which it belongs: the more topics, the lower."""
    return (_WEAK_WEIGHT if seed.endswith(_WEAK) else 1.0) / owners
