"""FTS5's expressions; every term is quoted, so nothing a person types is ever syntax."""

from collections.abc import Sequence

from storage.interface import SearchTerm


def match_expression(
    groups: Sequence[Sequence[SearchTerm]], *, column: str | None = None, exact_only: bool = False
) -> str:
    """All groups, each by any of its terms; "" when they ask for nothing. `exact_only` leaves the word as typed."""
    wanted = []
    for group in groups:
        terms = [_term(term, exact_only=exact_only) for term in group if not term.is_excluded]
        terms = [term for term in terms if term]
        if terms:
            wanted.append(f"({' OR '.join(terms)})")
    if not wanted:
        return ""
    expression = " AND ".join(wanted)
    if column:
        # A phrase stands in the column of exact words alone.
        return f"{{{column} exact}} : ({expression})" if _has_phrase(groups) else f"{column} : ({expression})"
    if exact_only:
        return f"exact : ({expression})"
    excluded = [_term(term) for group in groups for term in group if term.is_excluded]
    excluded = [term for term in excluded if term]
    return f"({expression}) NOT ({' OR '.join(excluded)})" if excluded else expression


def quoted(text: str) -> str:
    """A string of FTS5; NUL would end it."""
    return '"' + text.replace('"', '""').replace("\0", "") + '"'


def _has_phrase(groups: Sequence[Sequence[SearchTerm]]) -> bool:
    return any(term.phrase for group in groups for term in group)


def _term(term: SearchTerm, *, exact_only: bool = False) -> str:
    if term.phrase:
        return quoted(" ".join(term.phrase))
    alternatives = term.alternatives[:1] if exact_only else term.alternatives
    return " OR ".join(quoted(word[:-1]) + "*" if word.endswith("*") else quoted(word) for word in alternatives)
