"""A topic, and what its seed words say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from text.languages import LOCALES

_WEAK = "?"  # ends a seed that other topics use as well, and that is weak evidence alone
_WEAK_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject readers subscribe to, as catalogue/topics.toml gives it."""

    key: str
    titles: dict[str, str]  # a title for each locale
    seeds: dict[str, tuple[str, ...]]  # language → words, or beginnings of words where the language has no vectors


def titles_of(topics: Sequence[Topic]) -> Mapping[str, Mapping[str, str]]:
    """Return the titles of topics by locale and key; where a locale has none, the English one or the key stands in."""
    return {
        locale: {topic.key: topic.titles.get(locale) or topic.titles.get("en", topic.key) for topic in topics}
        for locale in LOCALES
    }


def bare(seed: str) -> str:
    """Return a seed without its mark, in lower case."""
    return without_mark(seed).lower()


def without_mark(seed: str) -> str:
    """Return a seed as it is written, without the mark of a weak one."""
    return seed.rstrip(_WEAK)


def weight(seed: str, owners: int) -> float:
    """Return what a seed counts that so many topics have."""
    return (_WEAK_WEIGHT if seed.endswith(_WEAK) else 1.0) / owners
