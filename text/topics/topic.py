"""A topic and its seed words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from text.languages import LOCALES

_WEAK = "?"  # ends a seed that other topics have as well, and that is only weak evidence
_WEAK_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that readers subscribe to, as given in catalogue/topics.toml."""

    key: str
    titles: dict[str, str]  # locale → title
    seeds: dict[str, tuple[str, ...]]  # language → words, or beginnings of words if the language has no vectors


def titles_of(topics: Sequence[Topic]) -> Mapping[str, Mapping[str, str]]:
    """Return the titles of topics by locale and key; if a locale has none, the English title or the key."""
    return {
        locale: {topic.key: topic.titles.get(locale) or topic.titles.get("en", topic.key) for topic in topics}
        for locale in LOCALES
    }


def bare(seed: str) -> str:
    """Return a seed in lower case without its mark."""
    return without_mark(seed).lower()


def without_mark(seed: str) -> str:
    """Return a seed as written, without the mark of a weak one."""
    return seed.rstrip(_WEAK)


def weight(seed: str, owners: int) -> float:
    """Return the weight of a seed that `owners` topics have."""
    return (_WEAK_WEIGHT if seed.endswith(_WEAK) else 1.0) / owners
