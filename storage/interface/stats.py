"""Counts for the newsroom; what may be shown of them is domain.disclosure's matter."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from domain.ids import FeedId
from domain.stats import Counts, Days


class StatStore(Protocol):
    async def counts(self, *, since: datetime) -> Counts:
        """Return the counts of all groups of domain.stats.

        Counted as they are now: chats by state; active chats by language and by country; those that muted something, in
        all and by source; those that rated something, in all and by what they want more of; bookmarks by kind. Counted
        since then: deliveries by "kind state", and the stories and digests that were opened.
        """
        ...

    async def reader_days(self, *, since: date) -> Days:
        """Return how many chats became readers, left, or blocked the bot on each day since then: domain.stats'
        ReaderEvent → day in UTC → count.

        They are counted when chats are saved, lost or deleted, and kept for domain.stats.DAYS_KEPT.
        """
        ...

    async def news_days(self, *, since: date) -> Days:
        """Return how many articles, stories, and stories that develop another one there are of each day since then.

        Only what is still kept is counted.
        """
        ...

    async def delays(self, *, since: datetime) -> Mapping[FeedId, timedelta]:
        """Return how long after their publication the articles of each feed were stored since then, as the median.

        If their number is even, the shorter of the two middle delays counts. Articles that came too late to be pushed,
        as with a feed's first poll, do not count.
        """
        ...
