"""What editors say about stories. It is kept by article, so that it holds whatever story the articles go to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import product

from domain.digest import Digest

PINNED_FOR = timedelta(hours=24)  # a pinned story stands first in what each reader gets within a day

# After this, nothing that was worked out before a story was hidden is still to come.
SETTLES_IN = timedelta(minutes=2)


class CorrectionKind(StrEnum):
    HIDDEN = "hidden"  # the story is shown to nobody but editors
    PINNED = "pinned"  # the story stands first
    TOPIC = "topic"  # the story stands under this topic alone
    HEADLINE = "headline"  # a better headline, for those who read its language


@dataclass(frozen=True, slots=True)
class Correction:
    """What holds of the story that an article is in."""

    article_id: int
    kind: CorrectionKind
    made_at: datetime
    value: str = ""  # of a topic its key, of a headline the text
    language: str = ""  # of a headline
    until: datetime | None = None  # holds before this moment; None: as long as the article is kept


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that tell of one event, or do not, as an editor says; the lower id first."""

    one: int
    other: int
    is_same: bool
    made_at: datetime
    is_stated: bool = True  # False: the editor said nothing of these two; the pair only lets the result hold

    def __post_init__(self) -> None:
        if self.one >= self.other:
            raise ValueError("the lower id stands first")


def merged(here: Sequence[int], there: Sequence[int], now: datetime) -> tuple[Pair, ...]:
    """Return the pairs that make one story of the articles of two."""
    first = [_pair(one, other, now, is_same=True) for one, other in product(here, there)]
    return (*first, *_chain(here, now), *_chain(there, now))


def parted(taken: Sequence[int], left: Sequence[int], now: datetime) -> tuple[Pair, ...]:
    """Return the pairs that keep two halves of a story apart, and each of them together."""
    apart = [_pair(one, other, now, is_same=False) for one, other in product(taken, left)]
    return (*apart, *_chain(taken, now), *_chain(left, now))


def _chain(articles: Sequence[int], now: datetime) -> Iterable[Pair]:
    return (_pair(articles[0], other, now, is_same=True, is_stated=False) for other in articles[1:])


def _pair(one: int, other: int, now: datetime, *, is_same: bool, is_stated: bool = True) -> Pair:
    return Pair(min(one, other), max(one, other), is_same, now, is_stated)


@dataclass(frozen=True, slots=True)
class Corrected:
    """The corrections of one story; where several say something else, the latest counts."""

    is_hidden: bool = False
    pinned_until: datetime | None = None
    topic: str | None = None
    headlines: tuple[tuple[str, str], ...] = ()  # (language, text), at most one a language

    def headline(self, language: str) -> str | None:
        """Return the editors' headline for those who read this language."""
        return dict(self.headlines).get(language)


NOT_CORRECTED = Corrected()


def corrected(corrections: Iterable[Correction]) -> Corrected:
    """Return what the corrections of a story's articles come to."""
    latest: dict[tuple[CorrectionKind, str], Correction] = {}
    for one in sorted(corrections, key=lambda one: (one.made_at, one.article_id)):
        latest[one.kind, one.language] = one
    if not latest:
        return NOT_CORRECTED
    topic, pinned = latest.get((CorrectionKind.TOPIC, "")), latest.get((CorrectionKind.PINNED, ""))
    return Corrected(
        is_hidden=(CorrectionKind.HIDDEN, "") in latest,
        pinned_until=pinned.until if pinned else None,
        topic=topic.value if topic else None,
        headlines=tuple(
            sorted((language, one.value) for (kind, language), one in latest.items() if kind is CorrectionKind.HEADLINE)
        ),
    )


def without(digest: Digest, hidden: Iterable[int]) -> Digest:
    """Return a digest without the stories that hold one of these articles."""
    gone = set(hidden)
    kept = tuple(story for story in digest.stories if gone.isdisjoint(story.articles))
    return Digest(digest.window, kept, digest.omitted)
