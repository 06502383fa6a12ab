"""Making the request for a SearchStore from a query that text.query has parsed."""

from collections.abc import Sequence

from storage.interface import Cursor, SearchRequest
from text.query import ParsedQuery


def request_of(
    parsed: ParsedQuery,
    *,
    limit: int,
    cursor: Cursor | None = None,
    muted_sources: Sequence[str] = (),
    newest_first: bool = False,
) -> SearchRequest:
    """Return the request for one page of a query's results.

    A `cursor` from a SearchPage says which page: that one again, the previous or the next; without one, the first page.
    """
    return SearchRequest(
        groups=parsed.groups,
        topics=parsed.topics,
        countries=parsed.countries,
        languages=parsed.languages,
        sources=parsed.sources,
        muted_sources=(*parsed.muted_sources, *muted_sources),
        since=parsed.since,
        until=parsed.until,
        newest_first=newest_first,
        limit=limit,
        cursor=cursor,
    )
