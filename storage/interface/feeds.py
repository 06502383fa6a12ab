"""Feeds, their polls, and the pages of their articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from domain.article import NewArticle
from domain.audit import Change
from domain.budget import ARTICLES
from domain.feed import (
    EditedValue,
    Feed,
    FeedField,
    KeptPoll,
    LeftOut,
    NewFeed,
    PollCounts,
    PollOutcome,
    PollState,
    Reason,
)
from domain.ids import ArticleId, FeedId, UpdateId


@dataclass(frozen=True, slots=True)
class PollResult:
    """The results of one poll, saved in one transaction."""

    feed_id: FeedId
    polled_at: datetime
    state: PollState
    articles: tuple[NewArticle, ...] = ()
    url: str | None = None  # the new address, if the feed has moved for good
    holds: Mapping[str, datetime] = field(default_factory=dict)  # host → earliest next request, from its Retry-After
    title: str | None = None  # the name to use from now on, for a feed that was added without one
    is_read: bool = False  # whether the poll brought a document, even one without articles
    # Reason → number of entries that did not become articles.
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    daily_articles: int = ARTICLES  # new articles that the feed may store in a day, not counting the first poll
    outcome: PollOutcome | None = None  # with it, the poll is remembered
    reason: Reason | None = None  # why the poll failed


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A due feed, with only its id and host, to choose among hosts before the feed is claimed."""

    id: FeedId
    host: str  # domain.feed.host_of its address


@dataclass(frozen=True, slots=True)
class SavedPoll:
    """The counts of a poll's articles after saving."""

    new: int
    edited: int  # articles whose text the publisher changed; annotated again, but never sent again
    known: int = 0  # articles that are stored already and unchanged, under whatever address or guid
    archived: int = 0  # new articles that are kept but never pushed
    over_budget: int = 0  # new articles beyond the feed's daily budget, not stored
    characters: int = 0  # in the texts of new articles

    def counts(self, left_out: Mapping[LeftOut, int], *, teasers: int = 0) -> PollCounts:
        """Return the counts of the poll; `left_out` was left out before storing, `teasers` is from domain.teasers."""
        if self.over_budget:
            left_out = {**left_out, LeftOut.OVER_BUDGET: self.over_budget}
        read = self.new + self.edited + self.known + self.over_budget
        return PollCounts(read, self.new, self.edited, self.known, self.archived, teasers, left_out)


class FeedStore(Protocol):
    async def add(
        self, feed: NewFeed, *, now: datetime, change: Change | None = None, update_id: UpdateId | None = None
    ) -> tuple[Feed, bool]:
        """Return the feed with that URL, and whether it is new; a new feed is due at once.

        If it is new, `change` is recorded in the same transaction.

        A feed that was removed counts as new again, is not paused, and its channel's mark is forgotten; it takes the
        country, language and proxy that `feed` gives, and `full_text` if that is set. If it comes from the catalogue,
        however, it stays removed, because the catalogue is added at each start. A known feed is not changed.
        """
        ...

    async def add_many(
        self,
        feeds: Sequence[NewFeed],
        *,
        now: datetime,
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> int:
        """Add feeds as `add` does, all or none; return how many were new.

        If any was, `change` is recorded in the same transaction.
        """
        ...

    async def all(self) -> tuple[Feed, ...]:
        """Return every feed that is polled, ordered by source and URL."""
        ...

    async def get(self, feed_id: FeedId, *, even_removed: bool = False) -> Feed | None:
        """Return a feed that is polled, with `even_removed` also one that was removed; None if there is none."""
        ...

    async def by_url(self, url: str) -> Feed | None:
        """Return the feed with exactly that URL that is polled, or None."""
        ...

    async def set_full_text(self, feed_id: FeedId, *, is_on: bool, now: datetime) -> None:
        """Set whether the pages of the feed's articles are fetched."""
        ...

    async def edit(
        self,
        feed_id: FeedId,
        field: FeedField,
        value: EditedValue,
        change: Change,
        *,
        now: datetime,
        update_id: UpdateId | None = None,
    ) -> Feed | None:
        """Change one thing about a feed, polled or removed, and keep the change in the same transaction.

        Return the feed as it is afterwards, also if the update was applied before; None if there is none with that id.
        """
        ...

    async def move(
        self, feed_id: FeedId, url: str, change: Change, *, now: datetime, update_id: UpdateId | None = None
    ) -> Feed | None:
        """Poll a feed at another address from now on, and keep the change in the same transaction.

        The feed is due at once. Its articles, habits and polls stay; domain.feed.state_elsewhere says what is
        forgotten. Return the feed as it is afterwards, also if the update was applied before. If there is no feed with
        that id, or another feed has the address, even a removed one, change nothing and return None.
        """
        ...

    async def remove(self, feed_id: FeedId, *, now: datetime, update_id: UpdateId | None = None) -> bool:
        """Stop polling a feed; return whether it was polled. Its articles stay until retention deletes them."""
        ...

    async def due(self, *, now: datetime, everything: bool = False) -> tuple[DueFeed, ...]:
        """Return the feeds that are due, longest due first, without those whose host wants no requests yet.

        So is a feed whose next poll is too far ahead, because the clock was wrong. `everything` returns all feeds.
        """
        ...

    async def claim(
        self, ids: Sequence[FeedId], *, now: datetime, lease: timedelta, everything: bool = False
    ) -> tuple[Feed, ...]:
        """Claim the feeds that are still due; return them in their state before, in the order of `ids`.

        Their next_poll_at advances at once by their interval (at least `lease`), so that a process that dies before
        save_poll does not make the next one request the feed again.
        """
        ...

    async def holds(self, *, now: datetime) -> dict[str, datetime]:
        """Return the hosts that want no requests yet, and until when."""
        ...

    async def save_poll(self, result: PollResult) -> SavedPoll:
        """Save the results of a poll, all or nothing; return the counts of its articles.

        domain.identity decides which articles are new, edited or known; an edited one belongs to this feed from then
        on. An article's `source` names its author if that is not the feed. New and edited articles wait for the
        annotator, or for their page. `title` becomes the feed's name and source. Of a host's waits the longest is kept.
        A feed that moves to the address of another feed stops, and the other one is polled. With an outcome, the poll
        is remembered, and polls before the feed's last domain.feed.POLLS_KEPT are forgotten.
        """
        ...

    async def polls(self, feed_id: FeedId) -> tuple[KeptPoll, ...]:
        """Return the polls of a feed that are remembered, newest first; of two in one second, the later one."""
        ...

    async def answered_at(self) -> datetime | None:
        """Return when any feed was last fetched successfully; None if never."""
        ...

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        """Return since when the longest waiting feed is due, in the sense of `due`; None if no feed is due."""
        ...

    async def overdue(self, *, now: datetime) -> int:
        """Return how many feeds are due and were not tried yet."""
        ...


@dataclass(frozen=True, slots=True)
class PageArticle:
    """An article whose page is to be fetched, because its feed gives only a teaser."""

    article_id: ArticleId
    url: str
    text: str  # the text from the feed
    attempts: int  # failed attempts so far
    proxy: str | None = None  # how its feed is reached, as in Feed


class PageStore(Protocol):
    """Articles of `full_text` feeds whose web pages are to be fetched, because the feed has only a teaser.

    An article is annotated at once with the feed's text, and again when the text of its page is saved.
    """

    async def due(self, *, now: datetime, limit: int) -> tuple[PageArticle, ...]:
        """Return the articles whose page is to be fetched now, longest waiting first."""
        ...

    async def save(self, article_id: ArticleId, text: str | None, *, now: datetime) -> None:
        """Queue an article for the annotator again, with the text of its page; None keeps the feed's text.

        The article keeps its content_hash, so that the next poll does not take the page's text for an edit.
        """
        ...

    async def retry(self, article_id: ArticleId, at: datetime, *, now: datetime) -> None:
        """Fetch the page again at `at`, and count the failed attempt."""
        ...
