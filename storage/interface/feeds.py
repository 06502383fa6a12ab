"""Feeds, the results of their polls, and the web pages that are fetched for their articles."""

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
    """Everything that one poll of a feed brought; it is saved in one transaction."""

    feed_id: FeedId
    polled_at: datetime
    state: PollState
    articles: tuple[NewArticle, ...] = ()
    url: str | None = None  # the new address, if the feed has moved for good
    # Host → the moment before which we must send it no requests, from its Retry-After.
    holds: Mapping[str, datetime] = field(default_factory=dict)
    title: str | None = None  # a name from the document; it is stored if the feed has none yet
    is_read: bool = False  # whether the poll brought a document that could be read, even one without articles
    # Reason → number of the document's entries that were left out or stored in part.
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    daily_articles: int = ARTICLES  # articles that the feed may store in a day; the first poll does not count
    outcome: PollOutcome | None = None  # how the poll ended; if given, the poll is kept in the list of the feed's polls
    reason: Reason | None = None  # the reason for a failure


@dataclass(frozen=True, slots=True)
class DueFeed:
    """The id and host of a due feed; the poller chooses feeds by these, and only then claims and reads them in full."""

    id: FeedId
    host: str  # the value of domain.feed.host_of for the feed's address


@dataclass(frozen=True, slots=True)
class SavedPoll:
    """The counts of a poll's articles after they were saved."""

    new: int
    edited: int  # articles whose text the publisher changed; they are annotated again but never sent again
    known: int = 0  # articles that are stored already and whose text has not changed; their address or guid may have
    archived: int = 0  # new articles that can be found but are never pushed
    over_budget: int = 0  # new articles that were not stored because they exceed the feed's daily budget
    characters: int = 0  # characters in the texts of the new articles together
    edits_over_budget: int = 0  # edited articles that were left as they were, for the same reason
    edited_characters: int = 0  # characters in the texts of the edited articles together

    def counts(self, left_out: Mapping[LeftOut, int], *, teasers: int = 0) -> PollCounts:
        """Return the counts of the whole poll: those of this object, and those that were made before saving.

        The latter are `left_out`, which is reason → number of entries left out for it, and `teasers`, the number of
        teasers that domain.teasers found among the articles.
        """
        beyond = {LeftOut.OVER_BUDGET: self.over_budget, LeftOut.EDITS_OVER_BUDGET: self.edits_over_budget}
        left_out = {**left_out, **{kind: count for kind, count in beyond.items() if count}}
        read = self.new + self.edited + self.known + sum(beyond.values())
        return PollCounts(read, self.new, self.edited, self.known, self.archived, teasers, left_out)


class FeedStore(Protocol):
    async def add(
        self, feed: NewFeed, *, now: datetime, change: Change | None = None, update_id: UpdateId | None = None
    ) -> tuple[Feed, bool]:
        """Add a feed if none is stored under its URL; return the stored feed, and whether it is new.

        A new feed is due at once, and `change` is recorded in the same transaction. A known feed is not changed.

        A feed that was removed counts as new: it is not paused, its channel's mark is forgotten, and it takes the
        country, language and proxy of `feed`, and `full_text` if that is set. But if `feed` comes from the catalogue, a
        removed feed stays removed, because the catalogue is added at each start.
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
        """Add all of the feeds, each as `add` does, in one transaction; return how many of them were new.

        If any feed was new, `change` is recorded once, in the same transaction.
        """
        ...

    async def all(self) -> tuple[Feed, ...]:
        """Return all feeds except removed ones, ordered by source and URL."""
        ...

    async def get(self, feed_id: FeedId, *, even_removed: bool = False) -> Feed | None:
        """Return a feed; None if there is none with that id. A removed feed is returned only with `even_removed`."""
        ...

    async def by_url(self, url: str) -> Feed | None:
        """Return the feed with exactly that URL; None if there is none or it was removed."""
        ...

    async def set_full_text(self, feed_id: FeedId, *, is_on: bool, now: datetime) -> None:
        """Set whether the web pages of the feed's articles are fetched."""
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
        """Change one field of a feed, even of a removed one, and record the change in the same transaction.

        Return the feed with its new values, also if the update was applied before; None if there is none with that id.
        """
        ...

    async def move(
        self, feed_id: FeedId, url: str, change: Change, *, now: datetime, update_id: UpdateId | None = None
    ) -> Feed | None:
        """Give a feed another address, and record the change in the same transaction.

        The feed is due at once. Its articles and polls are kept, and with them how often the feed usually publishes;
        domain.feed.state_elsewhere says what is forgotten. Return the feed with its new address, also if the update was
        applied before. If there is no feed with that id, or if another feed, even a removed one, has the address,
        change nothing and return None.
        """
        ...

    async def remove(self, feed_id: FeedId, *, now: datetime, update_id: UpdateId | None = None) -> bool:
        """Remove a feed; return whether it was there. Its articles stay until retention deletes them."""
        ...

    async def due(self, *, now: datetime, everything: bool = False) -> tuple[DueFeed, ...]:
        """Return the feeds that are due, those that have been due longest first.

        Feeds whose host has asked us to wait are left out. A feed whose next poll is impossibly far ahead is due as
        well, because that poll was planned while the clock was wrong. With `everything`, all other feeds count as due,
        too, except paused ones.
        """
        ...

    async def claim(
        self, ids: Sequence[FeedId], *, now: datetime, lease: timedelta, everything: bool = False
    ) -> tuple[Feed, ...]:
        """Claim those of the feeds that are still due; return them in the order of `ids`, as they were until now.

        The next_poll_at of a claimed feed becomes `now` plus its interval, or plus `lease` if that is longer. So if the
        process dies before save_poll, the process that is started next does not request the feed again at once.
        """
        ...

    async def holds(self, *, now: datetime) -> dict[str, datetime]:
        """Return host → the moment before which we must send it no requests, for hosts that asked us to wait."""
        ...

    async def save_poll(self, result: PollResult) -> SavedPoll:
        """Save the results of a poll in one transaction; return the counts of its articles.

        domain.identity decides which articles are new, edited or known; an edited article belongs to this feed from
        then on. The `source` of an article is stored if it is not the feed's own. New and edited articles are queued
        for the annotator and, if the feed gives only their teasers, for fetching their web pages. `title` becomes the
        feed's name and source. If a host asked us to wait several times, the latest end of these waits is kept. If the
        feed has moved to the address of another feed, the moved feed is removed, and the other feed is polled. If the
        result has an outcome, the poll is added to the kept polls of its feed, of which the last
        domain.feed.POLLS_KEPT stay.
        """
        ...

    async def polls(self, feed_id: FeedId) -> tuple[KeptPoll, ...]:
        """Return the kept polls of a feed, newest first."""
        ...

    async def answered_at(self) -> datetime | None:
        """Return when a feed, no matter which, was last fetched successfully; None if none ever was."""
        ...

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        """Return when the feed that has been due longest became due; None if no feed is due.

        The due feeds are those that `due` would return. A feed that is due only because its next poll is impossibly far
        ahead counts as due since `now`.
        """
        ...

    async def overdue(self, *, now: datetime) -> int:
        """Return how many feeds `due` would return at this moment."""
        ...


@dataclass(frozen=True, slots=True)
class PageArticle:
    """An article whose web page is to be fetched, because its feed gives only a teaser."""

    article_id: ArticleId
    url: str
    text: str  # the text from the feed
    attempts: int  # failed attempts so far
    proxy: str | None = None  # the proxy of the article's feed, as in Feed


class PageStore(Protocol):
    """The articles of `full_text` feeds whose web pages are to be fetched, because the feed gives only a teaser.

    Such an article is annotated at once with the feed's text, and again when the text of its page is saved.
    """

    async def due(self, *, now: datetime, limit: int) -> tuple[PageArticle, ...]:
        """Return the articles whose web page is to be fetched now, those that wait longest first."""
        ...

    async def save(self, article_id: ArticleId, text: str | None, *, now: datetime) -> None:
        """Store the text of an article's web page, and queue the article for the annotator.

        With None as text, the article keeps the feed's text. The article's content_hash stays that of the feed's text,
        so that the next poll does not take the page's text for an edit by the publisher.
        """
        ...

    async def retry(self, article_id: ArticleId, at: datetime, *, now: datetime) -> None:
        """Plan another attempt to fetch an article's web page, at the moment `at`; count the attempt that failed."""
        ...
