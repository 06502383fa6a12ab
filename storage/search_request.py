"""From a query parsed by text.query to the request for a SearchStore."""

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
    """Return the request for the page that `cursor` names (from a SearchPage), or for the first one."""
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
