"""Deciding whether an article matches a stored query: a follow, a mute, or the words after /latest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from domain.article import IndexWords
from domain.story import StoryArticle
from text.letters import name_key
from text.lexicon.lexicon import Lexicon
from text.mentions import named_in
from text.query import ParsedQuery, Term, parse
from text.words import index_words

_READ = 12  # the first sentences of an article, which are the only ones that are read
_OPENING = 700  # characters at the beginning of a text; things that are named later are no index words
_SOME_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)


class Words:
    """The words of an article, in the forms in which a query looks for them."""

    __slots__ = ("line", "terms")

    def __init__(self, words: IndexWords) -> None:
        exact = [part for word in words.exact for part in word.split("-")]
        self.terms = frozenset((*words.exact, *exact, *words.title, *words.text))
        # the exact words with spaces around each; phrases are looked for in this string.
        self.line = f" {' '.join(exact)} "

    def hold(self, term: Term) -> bool:
        if term.phrase:
            return f" {' '.join(term.phrase)} " in self.line
        return not self.terms.isdisjoint(term.alternatives)

    def hold_elsewhere(self, term: Term) -> bool:
        """Return whether the article contains the term itself, or its meaning in other words or another language."""
        return self.hold(term) or not self.terms.isdisjoint(term.elsewhere)


@dataclass(frozen=True, slots=True)
class Matchable:
    """The properties of an article that queries can ask for."""

    words: Words
    topics: Sequence[str] = ()
    countries: Sequence[str] = ()
    language: str = ""
    source: str = ""


def answers(article: Matchable, query: ParsedQuery) -> bool:
    """Return whether an article has everything that a query asks for and nothing that it excludes.

    Dates in the query are ignored. A query that asks for nothing, or that only excludes, matches no article.
    """
    return asks(query) and meets(article, query)


def meets(article: Matchable, query: ParsedQuery) -> bool:
    """Return whether an article answers a query, as `answers` does; faster, but the query must ask for something."""
    words = article.words
    is_there = _holds(query, words.hold) or (query.asks_elsewhere and _holds(query, words.hold_elsewhere))
    return is_there and _fits(article, query)


def _holds(query: ParsedQuery, holds: Callable[[Term], bool]) -> bool:
    for group in query.groups:  # a plain loop is faster, and this runs thousands of times for each article
        is_there = False
        for term in group:
            if holds(term):
                is_there = True
                break
        if is_there is group[0].is_excluded:
            return False
    return True


def asks(query: ParsedQuery) -> bool:
    """Return whether a query asks for something; only then can articles match it."""
    is_wanted = any(not group[0].is_excluded for group in query.groups)
    return bool(is_wanted or query.topics or query.countries or query.languages or query.sources)


def _fits(article: Matchable, query: ParsedQuery) -> bool:
    if query.topics and not set(query.topics) & set(article.topics):
        return False
    if query.countries and not set(query.countries) & set(article.countries):
        return False
    if query.languages and article.language not in query.languages:
        return False
    if not (query.sources or query.muted_sources):
        return True
    source = name_key(article.source)
    if query.sources and not source.startswith(_folded(query.sources)):
        return False
    return not (query.muted_sources and source.startswith(_folded(query.muted_sources)))


@lru_cache(maxsize=1024)
def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(name_key, names))


@lru_cache(maxsize=20_000)
def stored_query(query: str, lexicon: Lexicon | None = None) -> ParsedQuery:
    """Parse a stored query. A span such as since:7d is recognised, so that it is not taken for words, but ignored.

    With a lexicon, the query also matches the same words in other languages.
    """
    return parse(query, now=_SOME_MOMENT, lexicon=lexicon)


def matchable(article: StoryArticle, lexicon: Lexicon | None = None) -> Matchable:
    """Return an article with the properties that queries ask for; with a lexicon, queries may be in other languages."""
    words = _words(article.headline, " ".join(article.sentences[:_READ]), article.language, lexicon)
    return Matchable(words, article.topics, article.countries, article.language, article.source)


@lru_cache(maxsize=4096)
def _words(headline: str, text: str, language: str, lexicon: Lexicon | None) -> Words:
    """Return the words of an article; cached, because hundreds of queries are compared with it at once."""
    named = named_in(headline, text[:_OPENING], language, lexicon) if lexicon else None
    return Words(index_words(headline, text, language, named))
