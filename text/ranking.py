"""Ranking search results. Pure.

An article gets points for where and how it contains the words of the query; the older it is, the fewer.

A storage finds the matching articles, newest first; one block of them at a time is ranked.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple

from domain.ids import ArticleId, StoryId
from text.query import Term

Groups = Sequence[Sequence[Term]]  # an article must match every group, by any of the group's terms

# How many matches are ranked together if they are far apart in time. More are not needed, because then the age of the
# matches decides their order in any case.
BLOCK = 100
CLOSE_BLOCK = 300  # the most matches that are ranked together if they are close in time
# Articles are close in time if their ids differ by at most this, because ids are given in the order of storing.
CLOSE = 20_000
MOST_READ = 6000  # at most this many matches are looked at for one page of results
_IN_TITLE, _EXACT, _LEMMA, _PER_DOUBLED_AGE = 3.0, 2.0, 1.0, 0.6
_DAY = 86_400.0


class Closeness(Enum):
    """How closely a word in an article must agree with the typed word."""

    EXACT = "exact"
    LEMMA = "lemma"
    ANY = "any"


class IndexedText(NamedTuple):
    """The index words of an article, space-separated."""

    article_id: ArticleId
    exact: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class WordMatches:
    """Which articles contain all words of the query: in their titles, exactly as typed, or in a form of the words."""

    in_title: set[ArticleId] = field(default_factory=set)
    exact: set[ArticleId] = field(default_factory=set)  # articles with the words as typed
    lemma: set[ArticleId] = field(default_factory=set)  # articles with the words as typed or in another form

    def points(self, article_id: ArticleId, age: float) -> float:
        """Return an article's points; `age` is how many seconds older it is than the newest article of its block."""
        points = _IN_TITLE if article_id in self.in_title else 0.0
        points += _EXACT if article_id in self.exact else _LEMMA if article_id in self.lemma else 0.0
        return points - _PER_DOUBLED_AGE * math.log2(1 + age / _DAY)


class Match(NamedTuple):
    """A matching article; `story_id` is 0 if the article was deleted but is still in the index."""

    article_id: ArticleId
    story_id: StoryId
    published_at: int  # in seconds since 1970


def widened(groups: Groups) -> tuple[tuple[Term, ...], ...] | None:
    """Return the groups with each term's `elsewhere` added to its alternatives; None if no term has `elsewhere`."""
    if not any(term.elsewhere for group in groups for term in group if not term.is_excluded):
        return None
    return tuple(tuple(map(_wide, group)) for group in groups)


def _wide(term: Term) -> Term:
    if not term.elsewhere:
        return term
    return replace(term, alternatives=(*term.alternatives, *term.elsewhere), elsewhere=())


def has_words(groups: Groups) -> bool:
    """Return whether a query has any word that is not excluded."""
    return any((term.phrase or term.alternatives) and not term.is_excluded for group in groups for term in group)


def are_phrases(groups: Groups) -> bool:
    """Return whether all terms of a query that are not excluded are phrases, which match only exactly as typed."""
    return all(term.phrase for group in groups for term in group if not term.is_excluded)


def alternatives(term: Term, closeness: Closeness) -> Sequence[str]:
    """Return the alternatives of a term that agree with the typed word at least as closely as `closeness`."""
    count = {Closeness.EXACT: 1, Closeness.LEMMA: 1 + term.lemmas, Closeness.ANY: None}[closeness]
    return term.alternatives[:count]


def ranked(matches: Sequence[Match], found: WordMatches) -> list[Match]:
    """Return the matches of a block, best first; equal arguments give an equal order."""
    newest = max(match.published_at for match in matches)
    scored = [
        (found.points(match.article_id, newest - match.published_at), match.article_id, match) for match in matches
    ]
    scored.sort(reverse=True)
    return [match for _, _, match in scored]


def word_matches_of(groups: Groups, articles: Iterable[IndexedText]) -> WordMatches:
    """Return which of the articles, all of which match the query, have its words in their titles, and in which form.

    The form is as typed, or another grammatical form. Matches with neither have only related words, such as synonyms.
    """
    anyhow, exactly, as_lemma = (
        _needles(groups, closeness) for closeness in (Closeness.ANY, Closeness.EXACT, Closeness.LEMMA)
    )
    found = WordMatches()
    for article in articles:
        exact, title = f" {apart(article.exact)} ", f" {apart(article.title)} "
        if _hold(anyhow, title, exact):
            found.in_title.add(article.article_id)
        if _hold(exactly, exact, exact):
            found.exact.add(article.article_id)
        elif _hold(as_lemma, f"{exact}|{title}| {apart(article.text)} ", exact):
            found.lemma.add(article.article_id)
    return found


def matches(groups: Groups, article: IndexedText) -> bool:
    """Return whether an article matches a query: it has a term of each group of alternatives, and no excluded term."""
    exact, title, text = (f" {apart(column)} " for column in (article.exact, article.title, article.text))
    line = f"{exact}|{title}|{text}"
    if not _hold(_needles(groups, Closeness.ANY), line, exact):
        return False
    excluded = [(_as_wanted(term),) for group in groups for term in group if term.is_excluded]
    return not any(_hold(_needles((group,), Closeness.ANY), line, exact) for group in excluded)


def _as_wanted(term: Term) -> Term:
    return Term(term.alternatives, term.phrase, lemmas=term.lemmas)


def apart(words: str) -> str:
    """Return words split as in the index, which also splits at a hyphen and at an apostrophe."""
    return words.replace("-", " ").replace("'", " ")


@dataclass(frozen=True, slots=True)
class _Needles:
    """The strings by which one group of a query is looked for in an article; the group matches if any is found."""

    words: tuple[str, ...]  # looked for among all index words of an article, stems included
    phrases: tuple[str, ...]  # looked for only among the words as the article writes them


def _needles(groups: Groups, closeness: Closeness) -> list[_Needles]:
    found = []
    for group in groups:
        terms = [term for term in group if not term.is_excluded and (term.phrase or term.alternatives)]
        if terms:
            phrases = tuple(f" {' '.join(term.phrase)} " for term in terms if term.phrase)
            words = (word for term in terms if not term.phrase for word in alternatives(term, closeness))
            found.append(_Needles(tuple(f" {apart(word)} " for word in words), phrases))
    return found


def _hold(groups: Sequence[_Needles], line: str, exact: str) -> bool:
    for group in groups:  # plain loops, because generators take twice as long, and a search asks this a thousand times
        for word in group.words:
            if word in line:
                break
        else:
            if not any(phrase in exact for phrase in group.phrases):
                return False
    return True
