"""What an article is worth to a query: where and how the words stand in it, less what age takes. Pure.

A storage finds the articles that match, newest first, and ranks a block of them at a time.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple

from domain.ids import StoryId
from text.query import Term

Groups = Sequence[Sequence[Term]]  # all groups, each by any of its terms

CLOSE_BLOCK = 300  # matches that are ranked among themselves, where they lie close together …
BLOCK = 100  # … and however far apart they lie: what lies far apart is told apart by age already
CLOSE = 20_000  # articles within which matches lie close together
MOST_READ = 6000  # matches looked at for one page
_IN_TITLE, _EXACT, _LEMMA, _PER_DOUBLED_AGE = 3.0, 2.0, 1.0, 0.6
_DAY = 86_400.0


class Closeness(Enum):
    """How near to what was typed a word must be."""

    EXACT = "exact"
    LEMMA = "lemma"
    ANY = "any"


class IndexedText(NamedTuple):
    """The words that an article is found by, with blanks between them."""

    article_id: int
    exact: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The ids of the articles that hold all that is asked for …"""

    in_title: set[int] = field(default_factory=set)
    exact: set[int] = field(default_factory=set)  # … as it was typed
    lemma: set[int] = field(default_factory=set)  # … as it was typed or in another form

    def points(self, article_id: int, age: float) -> float:
        """Return what an article is worth that was published so many seconds before the newest one of its block."""
        points = _IN_TITLE if article_id in self.in_title else 0.0
        points += _EXACT if article_id in self.exact else _LEMMA if article_id in self.lemma else 0.0
        return points - _PER_DOUBLED_AGE * math.log2(1 + age / _DAY)


@dataclass(frozen=True, slots=True)
class Match:
    """An article that was found; of story 0 when the index holds one that is no more."""

    article_id: int
    story_id: StoryId
    published_at: int  # seconds since 1970


def widened(groups: Groups) -> tuple[tuple[Term, ...], ...] | None:
    """Return the groups with what says the same elsewhere among the alternatives of each word; None without any."""
    if not any(term.elsewhere for group in groups for term in group if not term.is_excluded):
        return None
    return tuple(tuple(map(_wide, group)) for group in groups)


def _wide(term: Term) -> Term:
    if not term.elsewhere:
        return term
    return replace(term, alternatives=(*term.alternatives, *term.elsewhere), elsewhere=())


def has_words(groups: Groups) -> bool:
    """Return whether a query asks for any word, besides those it leaves out."""
    return any((term.phrase or term.alternatives) and not term.is_excluded for group in groups for term in group)


def are_phrases(groups: Groups) -> bool:
    """Return whether a query asks for phrases alone, which must stand exactly as typed."""
    return all(term.phrase for group in groups for term in group if not term.is_excluded)


def alternatives(term: Term, closeness: Closeness) -> Sequence[str]:
    """Return the words that a term may stand as, as near as that to what was typed."""
    count = {Closeness.EXACT: 1, Closeness.LEMMA: 1 + term.lemmas, Closeness.ANY: None}[closeness]
    return term.alternatives[:count]


def ranked(matches: Sequence[Match], stand: Standing) -> list[Match]:
    """Return a block of matches, best first; the same whenever the same articles are asked."""
    newest = max(match.published_at for match in matches)

    def score(match: Match) -> float:
        return stand.points(match.article_id, newest - match.published_at)

    return sorted(matches, key=lambda match: (-score(match), -match.article_id))


def standing_of(groups: Groups, articles: Iterable[IndexedText]) -> Standing:
    """Return where and how the words stand in articles that match."""
    anyhow, exactly, as_lemma = (
        _needles(groups, closeness) for closeness in (Closeness.ANY, Closeness.EXACT, Closeness.LEMMA)
    )
    found = Standing()
    for article in articles:
        exact, title, text = (f" {_apart(column)} " for column in (article.exact, article.title, article.text))
        if _hold(anyhow, title, exact):
            found.in_title.add(article.article_id)
        if _hold(exactly, exact, exact):
            found.exact.add(article.article_id)
        elif _hold(as_lemma, f"{exact}|{title}|{text}", exact):
            found.lemma.add(article.article_id)
    return found


def matches(groups: Groups, article: IndexedText) -> bool:
    """Return whether an article has a word of each group, and none that the query leaves out."""
    exact, title, text = (f" {_apart(column)} " for column in (article.exact, article.title, article.text))
    line = f"{exact}|{title}|{text}"
    if not _hold(_needles(groups, Closeness.ANY), line, exact):
        return False
    excluded = [(_as_wanted(term),) for group in groups for term in group if term.is_excluded]
    return not any(_hold(_needles((group,), Closeness.ANY), line, exact) for group in excluded)


def _as_wanted(term: Term) -> Term:
    return Term(term.alternatives, term.phrase, lemmas=term.lemmas)


def _apart(words: str) -> str:
    """Return words as an index sees them, which takes a hyphen or an apostrophe for the end of one."""
    return words.replace("-", " ").replace("'", " ")


@dataclass(frozen=True, slots=True)
class _Needles:
    """What is looked for in lines of words with blanks around each: any of these."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]  # stand among the exact words alone


def _needles(groups: Groups, closeness: Closeness) -> list[_Needles]:
    found = []
    for group in groups:
        terms = [term for term in group if not term.is_excluded and (term.phrase or term.alternatives)]
        if terms:
            phrases = tuple(f" {' '.join(term.phrase)} " for term in terms if term.phrase)
            words = (word for term in terms if not term.phrase for word in alternatives(term, closeness))
            found.append(_Needles(tuple(f" {_apart(word)} " for word in words), phrases))
    return found


def _hold(groups: Sequence[_Needles], line: str, exact: str) -> bool:
    return all(
        any(word in line for word in group.words) or any(phrase in exact for phrase in group.phrases)
        for group in groups
    )
