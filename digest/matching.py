"""Whether an article holds the words of a stored query, in any inflection: follows, mutes, /latest with words."""

from functools import lru_cache

from domain.article import IndexWords
from domain.story import StoryArticle
from text.query import Term, parse
from text.words import index_words

_READ = 12  # sentences of an article
Groups = tuple[tuple[Term, ...], ...]


class Words:
    """The forms an article is found by."""

    def __init__(self, words: IndexWords) -> None:
        self._terms = frozenset((*words.exact, *words.title, *words.text))
        self._exact = f" {' '.join(words.exact)} "

    def match(self, groups: Groups) -> bool:
        """All groups, each by any of its terms, and nothing that is excluded. An empty query matches nothing."""
        return bool(groups) and all(any(self._holds(term) for term in group) for group in groups)

    def _holds(self, term: Term) -> bool:
        if term.phrase:
            found = f" {' '.join(term.phrase)} " in self._exact
        else:
            found = any(self._has(form) for form in term.alternatives)
        return found != term.is_excluded

    def _has(self, form: str) -> bool:
        if form.endswith("*"):
            return any(known.startswith(form[:-1]) for known in self._terms)
        return form in self._terms


@lru_cache(maxsize=4096)
def groups_of(query: str) -> Groups:
    return parse(query).groups


def words_of(article: StoryArticle) -> Words:
    return Words(index_words(article.headline, " ".join(article.sentences[:_READ]), article.language))
