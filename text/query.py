"""What people type into the search, understood: words (all of them), "a phrase", -word, OR."""

import re
from dataclasses import dataclass

from text.words import fold, search_forms, words

LONGEST = 300  # characters; the rest is left out
MOST_TERMS = 24
_TOKEN = re.compile(r'-?"[^"]*"|\S+')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: any of `alternatives`, best first, or `phrase`, consecutive folded words."""

    alternatives: tuple[str, ...]
    phrase: tuple[str, ...] = ()
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    groups: tuple[tuple[Term, ...], ...]  # all groups, each by any of its terms
    words: tuple[str, ...]  # the words asked for, as typed


def parse(query: str) -> ParsedQuery:
    """Never raises: what cannot be understood is searched as words."""
    groups: list[tuple[Term, ...]] = []
    asked: list[str] = []
    joins = False
    for token in _TOKEN.findall(query.replace("\0", " ")[:LONGEST]):
        if token in ("OR", "ИЛИ") and groups:
            joins = True
            continue
        terms, typed = _terms(token)
        asked += typed
        for term in terms:
            if joins and not term.is_excluded and groups:
                groups[-1] = (*groups[-1], term)
            else:
                groups.append((term,))
            joins = False
    return ParsedQuery(tuple(groups[:MOST_TERMS]), tuple(asked[:MOST_TERMS]))


def _terms(token: str) -> tuple[list[Term], list[str]]:
    is_excluded = token.startswith("-") and len(token) > 1
    found = words(token)
    if '"' in token and len(found) > 1:
        return [Term((), tuple(fold(word) for word in found), is_excluded)], found
    return [Term(search_forms(word), (), is_excluded) for word in found], [] if is_excluded else found
