"""An article prepared for comparison: its terms, made once from its stored features."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain
from math import log
from typing import Self

from domain.features import StoryFeatures, StoryItem
from domain.ids import ArticleId
from text.shared_terms import CONCEPT, MOMENT, NAME, PLACE
from text.sounds import skeleton

WORD_WEIGHT = 2.5  # weight of a word in a headline, where each of its character 4-grams has 1
_TITLE = 3  # a stem in the title counts as often as this many in the text
_COUNTS = tuple(1.0 + log(count) for count in range(1, 50))  # [n - 1] is the weight of a stem that occurs n times
_COUNTRY, _PERSONS = PLACE + "country:", (NAME, PLACE + "person:")
_TITLED = 1.5  # weight of a shared term that is in the title; a shared term that is only in the text has 1


@dataclass(frozen=True, slots=True)
class Compared:
    """A StoryItem prepared for comparison. Words are interned, because 10,000 articles have most of them in common."""

    article_id: ArticleId
    source: str
    language: str
    hours: float  # when the article was published, in hours since 1970
    stored_at: datetime
    title: tuple[str, ...]  # the words of the title, folded
    stems: tuple[str, ...]  # the stems of the title's words
    text: Mapping[str, float]  # stem → weight, over title and opening; empty if the article is only a headline
    rest: tuple[str, ...]  # the stems that occur in the text only after its opening
    named: tuple[str, ...]  # the sounds of the names in the article
    figures: tuple[str, ...]  # figures of at least two digits
    shared: Mapping[str, float]  # shared term (text.shared_terms) → weight
    firm: frozenset[str]  # the shared terms that are names, places or figures
    places: frozenset[str]  # the shared terms that are places, countries, people or bodies
    countries: frozenset[str]  # the shared terms that are countries
    titled: tuple[str, ...]  # the shared terms in the title
    persons: frozenset[str]  # the names in the title
    marks: tuple[str, ...]  # the names and figures in the title

    @classmethod
    def of(cls, item: StoryItem) -> Self:
        found = item.features
        shared = _shared(found)
        titled = _kept(found.titled)
        places = frozenset(term for term in shared if term.startswith(PLACE))
        return cls(
            article_id=item.article_id,
            source=sys.intern(item.source),
            language=sys.intern(item.language),
            hours=item.published_at.timestamp() / 3600,
            stored_at=item.stored_at,
            title=_kept(found.title),
            stems=_kept(found.stems),
            text=_text(found),
            rest=_kept(found.rest),
            named=_kept(dict.fromkeys((*found.names, *(mark for mark in found.marks if not mark[0].isdigit())))),
            figures=_kept(number for number in found.numbers if len(number) > 1),
            shared=shared,
            firm=frozenset(term for term in shared if not term.startswith((CONCEPT, MOMENT))),
            places=places,
            countries=frozenset(term for term in places if term.startswith(_COUNTRY)),
            titled=titled,
            persons=frozenset(term for term in titled if term.startswith(_PERSONS)),
            marks=_kept(found.marks),
        )

    def sounds(self) -> str:
        """Return the sounds of all words of the article in one string, each after a space.

        So a search for a space and the sound of a name finds only words that begin like the name.
        """
        return " ".join(("", *map(skeleton, chain(self.title, self.text, self.rest))))

    def names_and_figures(self) -> set[str]:
        """Return the names, as sounds, and the figures of title and text."""
        return {*self.named, *self.figures, *self.marks}

    def gist(self) -> frozenset[str]:
        """Return the title's stems without names and figures.

        Titles about events of one kind have these stems in common.
        """
        return _gist(self.stems, self.marks)


@lru_cache(maxsize=4096)
def _gist(stems: tuple[str, ...], marks: tuple[str, ...]) -> frozenset[str]:
    """Return the title's stems without names and figures; cached, because a title is compared with many others."""
    sounds = {stem: skeleton(stem) for stem in stems}
    return frozenset(
        stem
        for stem, sound in sounds.items()
        if not any(sound.startswith(mark) or mark.startswith(sound) for mark in marks)
    )


def _kept(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(sys.intern, words))


def _text(found: StoryFeatures) -> dict[str, float]:
    if not found.body:
        return {}
    counts = dict(found.body)
    for stem in found.stems:
        counts[stem] = counts.get(stem, 0) + _TITLE
    return {sys.intern(stem): _COUNTS[min(count, len(_COUNTS)) - 1] for stem, count in counts.items()}


def _shared(found: StoryFeatures) -> dict[str, float]:
    terms = dict.fromkeys(found.told, 1.0) | dict.fromkeys(found.titled, _TITLED)
    return {sys.intern(term): weight for term, weight in terms.items()}


@lru_cache(maxsize=100_000)
def _word_terms(word: str) -> tuple[str, ...]:
    sound = skeleton(word)
    padded = f" {sound} "
    return (*(padded[start : start + 4] for start in range(max(1, len(padded) - 3))), "#" + sound[:5])


def headline_terms(article: Compared) -> dict[str, float]:
    """Return term → weight for a headline: character 4-grams and beginnings of words, in Latin letters."""
    terms = dict.fromkeys((term for word in article.title for term in _word_terms(word)), 1.0)
    return {term: WORD_WEIGHT if term[0] == "#" else weight for term, weight in terms.items()}


def openings(article: Compared) -> dict[str, float]:
    """Return term → weight, always 1, with one term for each headline word: "#" and five letters of its sound."""
    return dict.fromkeys((_word_terms(word)[-1] for word in article.title), 1.0)
