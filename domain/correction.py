"""Corrections by editors. They are stored with an article, and hold for the story to which that article belongs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import product

from domain.digest import Digest
from domain.ids import ArticleId

PINNED_FOR = timedelta(hours=24)  # for a day, a pinned story is the first one in every reader's digests

# While an editor hides a story, a digest with that story may already be half composed. After this time, any such digest
# has been queued, and the storage has left the story out of it.
SETTLES_IN = timedelta(minutes=2)


class CorrectionKind(StrEnum):
    HIDDEN = "hidden"  # only editors see the story
    PINNED = "pinned"  # the story is the first one in digests
    TOPIC = "topic"  # the story has this topic and no other
    HEADLINE = "headline"  # editors wrote a better headline, for readers of its language


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of the story to which an article belongs."""

    article_id: ArticleId
    kind: CorrectionKind
    made_at: datetime
    value: str = ""  # the key of a topic, or the text of a headline
    language: str = ""  # the language of a headline
    until: datetime | None = None  # when the correction ends; None: it holds as long as the article is stored


@dataclass(frozen=True, slots=True)
class Pair:
    """An editor's decision that two articles are about one event, or are not; `one` is the lower id."""

    one: ArticleId
    other: ArticleId
    is_same: bool
    made_at: datetime
    # False: the editor did not judge this pair. It is stored so that articles which the editor left together stay
    # together.
    is_stated: bool = True

    def __post_init__(self) -> None:
        if self.one >= self.other:
            raise ValueError("the lower id must come first")


def merged(here: Sequence[ArticleId], there: Sequence[ArticleId], now: datetime) -> tuple[Pair, ...]:
    """Return the pairs that merge the stories of these two groups of articles.

    Each article of one group is paired with each of the other; further pairs keep each group together.
    """
    first = [_pair(one, other, now, is_same=True) for one, other in product(here, there)]
    return (*first, *_chain(here, now), *_chain(there, now))


def parted(taken: Sequence[ArticleId], left: Sequence[ArticleId], now: datetime) -> tuple[Pair, ...]:
    """Return the pairs that split a story into these two groups, and keep the articles of each group together."""
    apart = [_pair(one, other, now, is_same=False) for one, other in product(taken, left)]
    return (*apart, *_chain(taken, now), *_chain(left, now))


def _chain(articles: Sequence[ArticleId], now: datetime) -> Iterable[Pair]:
    return (_pair(articles[0], other, now, is_same=True, is_stated=False) for other in articles[1:])


def _pair(one: ArticleId, other: ArticleId, now: datetime, *, is_same: bool, is_stated: bool = True) -> Pair:
    return Pair(min(one, other), max(one, other), is_same, now, is_stated)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the corrections of one story amount to; if two contradict each other, the later one counts."""

    is_hidden: bool = False
    pinned_until: datetime | None = None
    topic: str | None = None
    headlines: tuple[tuple[str, str], ...] = ()  # (language, text), at most one for each language

    def is_pinned(self, now: datetime) -> bool:
        """Return whether the story is pinned at that moment."""
        return self.pinned_until is not None and now < self.pinned_until

    def headline(self, language: str) -> str | None:
        """Return the editors' headline for readers of this language, or None."""
        return dict(self.headlines).get(language)


NOT_CORRECTED = Corrected()


@dataclass(frozen=True, slots=True)
class SeenStory:
    """A story as an editor saw it; a correction is refused if the story has changed since."""

    articles: tuple[ArticleId, ...]  # the ids of the story's articles, in ascending order
    corrected: Corrected = NOT_CORRECTED


def is_as_seen(seen: SeenStory, articles: Iterable[ArticleId], corrections: Iterable[Correction]) -> bool:
    """Return whether a story with these articles and corrections is still as the editor saw it."""
    return seen == SeenStory(tuple(sorted(articles)), corrected(corrections))


def corrected(corrections: Iterable[Correction]) -> Corrected:
    """Return the corrections of a story, combined from those of its articles."""
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


def is_finished(made_at: datetime, now: datetime, *, is_under_way: bool) -> bool:
    """Return whether the record of a hidden story may be deleted: no chat can receive the story any more.

    `is_under_way` says whether a delivery that tells the story is still being sent.
    """
    return made_at <= now - SETTLES_IN and not is_under_way


def judged(pairs: Iterable[Pair]) -> list[ArticleId]:
    """Return the ids of all articles in these pairs, each once, sorted."""
    return sorted({article for pair in pairs for article in (pair.one, pair.other)})


def without(digest: Digest, hidden: Iterable[ArticleId]) -> Digest:
    """Return a copy of the digest without the stories that have one of the `hidden` articles."""
    gone = set(hidden)
    kept = tuple(story for story in digest.stories if gone.isdisjoint(story.articles))
    return Digest(digest.window, kept, digest.omitted)
