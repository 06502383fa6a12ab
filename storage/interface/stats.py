"""Counts for the newsroom; domain.disclosure decides which of them may be shown."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from domain.ids import FeedId
from domain.stats import Counts, Days


class StatStore(Protocol):
    async def counts(self, *, since: datetime) -> Counts:
        """Return the counts of all groups of domain.stats.

        As of now: chats by state; active chats by language and by country; those that muted anything, and by muted
        source; those that rated anything, and by what they want more of; bookmarks by kind. Since `since`: deliveries
        by "kind state", and stories and digests that readers opened.
        """
        ...

    async def reader_days(self, *, since: date) -> Days:
        """Return domain.stats.ReaderEvent → day in UTC → number of chats that joined, left or blocked the bot.

        These events are counted when chats are saved, lost or deleted, and the counts kept for domain.stats.DAYS_KEPT.
        """
        ...

    async def news_days(self, *, since: date) -> Days:
        """Return the numbers of articles, of stories, and of stories that develop another one, for each day since then.

        What was deleted meanwhile is not counted.
        """
        ...

    async def delays(self, *, since: datetime) -> Mapping[FeedId, timedelta]:
        """Return the median time between publication and storing of each feed's articles that were stored since then.

        Of two middle values, the shorter one is returned. Articles that came too late to be pushed, such as those of a
        feed's first poll, are left out.
        """
        ...
