"""Feeds, their polls, and the pages of their articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from domain.article import NewArticle
from domain.budget import ARTICLES
from domain.feed import Feed, LeftOut, NewFeed, PollCounts, PollState
from domain.ids import FeedId, UpdateId


@dataclass(frozen=True, slots=True)
class PollResult:
    """The results of one poll, saved in one transaction."""

    feed_id: FeedId
    polled_at: datetime
    state: PollState
    articles: tuple[NewArticle, ...] = ()
    url: str | None = None  # the new address, when the feed has moved for good
    holds: Mapping[str, datetime] = field(default_factory=dict)  # host → earliest next call, from its Retry-After
    title: str | None = None  # the name to take from now on, for a feed that was added without one
    is_read: bool = False  # whether the poll brought a document, even one without articles
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)  # reason → how many entries were not made articles
    daily_articles: int = ARTICLES  # the most new articles it may store in a day, not counting the first poll


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A feed that is due: only its id and host, to choose among hosts before the whole row is claimed."""

    id: FeedId
    host: str  # domain.feed.host_of its address


@dataclass(frozen=True, slots=True)
class SavedPoll:
    """The counts of a poll's articles after saving."""

    new: int
    edited: int  # articles whose text the publisher changed; annotated again, never sent again
    known: int = 0  # articles that are stored as they are, under whatever address or guid
    archived: int = 0  # of the new ones, those that are kept and never pushed
    over_budget: int = 0  # new ones that were left out, as the feed has stored what it may in a day
    characters: int = 0  # of the new ones' texts

    def counts(self, left_out: Mapping[LeftOut, int], *, teasers: int = 0) -> PollCounts:
        """Return the counts of the poll; `left_out` is what was left before storing, `teasers` of domain.teasers."""
        if self.over_budget:
            left_out = {**left_out, LeftOut.OVER_BUDGET: self.over_budget}
        read = self.new + self.edited + self.known + self.over_budget
        return PollCounts(read, self.new, self.edited, self.known, self.archived, teasers, left_out)


class FeedStore(Protocol):
    async def add(self, feed: NewFeed, *, now: datetime, update_id: UpdateId | None = None) -> tuple[Feed, bool]:
        """Return the feed with that URL, and whether it is new; a new one is due at once.

        A feed that was removed is new again, unless it comes from the catalogue, which would bring it back at each
        start; a channel's mark is forgotten then. A feed that is known stays as it is.
        """
        ...

    async def add_many(self, feeds: Sequence[NewFeed], *, now: datetime, update_id: UpdateId | None = None) -> int:
        """Add feeds as `add` does, all or none; return how many were new."""
        ...

    async def all(self) -> tuple[Feed, ...]:
        """Return every feed that is polled, by source and URL."""
        ...

    async def get(self, feed_id: FeedId) -> Feed | None:
        """Return a feed that is polled, or None."""
        ...

    async def by_url(self, url: str) -> Feed | None:
        """Return the feed with exactly that URL that is polled, or None."""
        ...

    async def set_full_text(self, feed_id: FeedId, *, is_on: bool, now: datetime) -> None:
        """Say whether the pages of the feed's articles are fetched from now on."""
        ...

    async def remove(self, feed_id: FeedId, *, now: datetime, update_id: UpdateId | None = None) -> bool:
        """Stop polling a feed; return whether it was polled. Its articles stay until retention takes them."""
        ...

    async def due(self, *, now: datetime, everything: bool = False) -> tuple[DueFeed, ...]:
        """Return the feeds that are due, longest due first, without those whose host asked us to wait.

        A poll that was planned far too late because the clock was ahead is due, too. `everything` returns all feeds.
        """
        ...

    async def claim(
        self, ids: Sequence[FeedId], *, now: datetime, lease: timedelta, everything: bool = False
    ) -> tuple[Feed, ...]:
        """Return those of the feeds that are still due, as they were, in the order asked for.

        Their next_poll_at moves on by their interval (at least `lease`) at once, so that a process that dies between
        the request and save_poll does not make the next one ask the publisher again.
        """
        ...

    async def holds(self, *, now: datetime) -> dict[str, datetime]:
        """Return the hosts that asked us to wait, and until when."""
        ...

    async def save_poll(self, result: PollResult) -> SavedPoll:
        """Save the results of a poll, all or nothing; return the counts of its articles.

        domain.identity says which of them are new, edited or known; an edited one is this feed's from then on, and
        `source` of an article is whose it is where that is not the feed. New and edited ones wait for the annotator, or
        for their page. `title` becomes the feed's name and source. The longest wait that a host asked for counts. A
        feed that moves to the address of another one stops, and that one is polled.
        """
        ...

    async def answered_at(self) -> datetime | None:
        """Return when any feed was last fetched successfully; None if never."""
        ...

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        """Return the moment since which the feed that has waited longest is due; None if none is, as `due` has it."""
        ...

    async def overdue(self, *, now: datetime) -> int:
        """Return how many feeds are due and have not been tried."""
        ...


@dataclass(frozen=True, slots=True)
class PageArticle:
    """An article whose page is to be fetched, because its feed gives only a teaser."""

    article_id: int
    url: str
    text: str  # the feed's own
    attempts: int  # that failed so far


class PageStore(Protocol):
    """Articles of feeds with `full_text` wait here once stored, and are annotated when their page was tried."""

    async def due(self, *, now: datetime, limit: int) -> tuple[PageArticle, ...]:
        """Return the articles whose page is to be fetched now, longest waiting first."""
        ...

    async def save(self, article_id: int, text: str | None, *, now: datetime) -> None:
        """Hand an article to the annotator with the text of its page; None keeps the feed's own.

        The article keeps its content_hash, so that the next poll does not take the page for an edit.
        """
        ...

    async def retry(self, article_id: int, at: datetime, *, now: datetime) -> None:
        """Fetch the page again at that moment; meanwhile the annotator gets the feed's own text, once."""
        ...
