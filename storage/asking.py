"""From a query that text.query understood to the request that a SearchStore answers."""

from collections.abc import Sequence

from storage.interface import SearchRequest, SearchTerm
from text.query import ParsedQuery


def request_of(
    parsed: ParsedQuery,
    *,
    limit: int,
    offset: int = 0,
    as_of: int | None = None,
    muted_sources: Sequence[str] = (),
    newest_first: bool = False,
) -> SearchRequest:
    """The request for one page; `as_of` is that of the first page, and keeps the later ones as they were."""
    return SearchRequest(
        groups=tuple(
            tuple(SearchTerm(term.alternatives, term.phrase, term.is_excluded, term.lemmas) for term in group)
            for group in parsed.groups
        ),
        topics=parsed.topics,
        countries=parsed.countries,
        languages=parsed.languages,
        sources=parsed.sources,
        muted_sources=(*parsed.muted_sources, *muted_sources),
        since=parsed.since,
        until=parsed.until,
        newest_first=newest_first,
        limit=limit,
        offset=offset,
        as_of=as_of,
    )
