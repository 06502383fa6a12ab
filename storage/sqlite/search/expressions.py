"""FTS5 expressions; every term is quoted, so that a person's words are never taken for syntax."""

from collections.abc import Sequence

from storage.archive import Wanted
from storage.archive.facets import Facets
from text.query import Term
from text.ranking import Closeness, Groups, alternatives


def match_expression(asked: Wanted) -> str:
    """Return the FTS5 expression for the conditions of a search."""
    expression = _all(*_wanted(asked.groups, Closeness.ANY), facets=asked.facets)
    excluded = [_term(term, Closeness.ANY) for group in asked.groups for term in group if term.is_excluded]
    excluded = [term for term in excluded if term]
    if asked.besides:
        excluded.append(_all(*_wanted(asked.besides, Closeness.ANY), facets=()))
    if asked.excluded_facets:
        excluded.append(f"facets : ({_any(asked.excluded_facets)})")
    return f"({expression}) NOT ({' OR '.join(f'({one})' for one in excluded)})" if excluded else expression


def title_expression(groups: Groups, facets: Facets) -> str:
    """Return the FTS5 expression that finds articles with the query's words in their titles.

    Phrases are looked for in the column of exact words.
    """
    columns = "{title exact}" if _has_phrase(groups) else "title"
    return _all(f"{columns} : ({' AND '.join(_wanted(groups, Closeness.ANY))})", facets=facets)


def closer_expression(groups: Groups, closeness: Closeness, facets: Facets) -> str:
    """Return the FTS5 expression that finds articles with the query's words, at least as close as `closeness`."""
    expression = " AND ".join(_wanted(groups, closeness))
    return _all(f"exact : ({expression})" if closeness is Closeness.EXACT else expression, facets=facets)


def is_one_word(groups: Groups) -> bool:
    """Return whether a query has no phrase and a single group of words, any one of which is enough to match."""
    return len(_wanted(groups, Closeness.ANY)) == 1 and not _has_phrase(groups)


def quoted(text: str) -> str:
    """Return the text as a quoted FTS5 string; NUL is removed, because it would end the string."""
    return '"' + text.replace('"', '""').replace("\0", "") + '"'


def _wanted(groups: Groups, closeness: Closeness) -> list[str]:
    wanted = []
    for group in groups:
        terms = [_term(term, closeness) for term in group if not term.is_excluded]
        terms = [term for term in terms if term]
        if terms:
            wanted.append(f"({' OR '.join(terms)})")
    return wanted


def _all(*expressions: str, facets: Facets) -> str:
    return " AND ".join([*expressions, *(f"facets : ({_any(names)})" for names in facets)])


def _has_phrase(groups: Groups) -> bool:
    return any(term.phrase for group in groups for term in group if not term.is_excluded)


def _term(term: Term, closeness: Closeness) -> str:
    if term.phrase:
        return quoted(" ".join(term.phrase))
    return _any(alternatives(term, closeness))


def _any(words: Sequence[str]) -> str:
    return " OR ".join(map(quoted, words))
