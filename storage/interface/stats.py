"""Counts for the newsroom; what is shown of them is domain.stats' matter."""

from datetime import datetime
from typing import Protocol

from domain.stats import Counts


class StatStore(Protocol):
    async def counts(self, *, since: datetime) -> Counts:
        """Return the counts of all groups of domain.stats.

        Of the present are: chats by state; active ones by language and country; bookmarks by kind; active chats that
        muted something, or like or dislike something. Of the time since are: chats that joined, deliveries by
        "kind state", stories and digests that were opened, and articles, stories and stories that develop another one.
        """
        ...
