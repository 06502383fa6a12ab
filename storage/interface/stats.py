"""Counts for the newsroom; domain.disclosure decides which of them may be shown."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from domain.ids import FeedId
from domain.stats import Counts, Days


class StatStore(Protocol):
    async def counts(self, *, since: datetime) -> Counts:
        """Return group → key → count, for all groups of domain.stats.

        Counted as of now: chats by state; active chats by language, by country, by the sources that they mute, and by
        the topics and outlets that they want more of; active chats that mute anything, or that rated anything;
        bookmarks by kind. Counted since `since`: deliveries by "kind state", and how often readers opened a story or a
        digest.
        """
        ...

    async def reader_days(self, *, since: date) -> Days:
        """Return domain.stats.ReaderEvent → day in UTC → how many chats joined, left or blocked the bot that day.

        Saving, losing and deleting chats adds to these counts, which are kept for domain.stats.DAYS_KEPT.
        """
        ...

    async def news_days(self, *, since: date) -> Days:
        """Return name of a count → day in UTC → count, for each day since `since`.

        The counts are those of articles, of stories, and of stories that develop an earlier story. Articles and stories
        that have been deleted are not counted.
        """
        ...

    async def delays(self, *, since: datetime) -> Mapping[FeedId, timedelta]:
        """Return feed → the median time from publication to storing of its articles that were stored since `since`.

        If the number of articles is even, the median is the shorter of the two times in the middle. Articles that are
        not pushable, such as those of a feed's first poll, are left out.
        """
        ...
