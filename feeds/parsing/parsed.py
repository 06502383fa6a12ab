"""The contents of a feed before cleaning, and the result of cleaning for the poller."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.article import NewArticle
from domain.feed import LeftOut
from domain.ids import FeedId
from text.markup import Form

CHOICES = 10  # the most feeds of a site among which a person can choose
ITEM_LIMIT = 1000  # the most items of a feed that are read; these are the newest, see feeds.parsing.order


@dataclass(frozen=True, slots=True)
class Alternate:
    """One of the pages of an Atom entry, with its language."""

    address: str
    language: str | None


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An item as in the feed: with markup, relative links and dates as text."""

    guid: str | None = None
    link: str | None = None
    title: str | None = None
    texts: "tuple[RawText, ...]" = ()  # content, description and others as texts_of returns them, the longest first
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    alternates: tuple[Alternate, ...] = ()  # the item's pages if it has several, else empty; `link` is the first page
    title_form: Form = Form.HTML
    source: str | None = None  # the publisher whose item the feed passes on; None for an item of its own


@dataclass(frozen=True, slots=True)
class RawText:
    """One of the texts of an item, with the form that the feed declares."""

    value: str
    form: Form = Form.HTML


def texts_of(texts: Iterable[RawText]) -> tuple[RawText, ...]:
    """Return the texts that are not blank, without duplicates, the longest first."""
    found = {text.value: text for text in texts if text.value and not text.value.isspace()}
    return tuple(sorted(found.values(), key=lambda text: -len(text.value)))


@dataclass(frozen=True, slots=True)
class ChannelPage:
    """What a page of a channel shows besides its news; the fields are None if the page has no post."""

    name: str | None  # in lower case; it differs from the requested name if the channel was renamed
    number: int | None  # identifies the channel, whatever its name is
    first: int | None  # the lowest number of a post on the page; in the next line, the highest
    last: int | None
    before: int | None  # the older page has posts before this number; None on the last page


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    kind: str  # rss, atom, rdf, or the name of another kind
    title: str | None
    link: str | None
    language: str | None
    refresh: timedelta | None  # from ttl or sy:updatePeriod, at most a day
    entries: tuple[RawEntry, ...]
    parser: str = "fast"  # which parser read it: fast, feedparser, json
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)  # reason → number of items that the parser left out
    channel: ChannelPage | None = None  # only for the page of a channel


def beyond_limit(count: int) -> dict[LeftOut, int]:
    """Return the value of `left_out` for a feed with `count` items more than ITEM_LIMIT; empty if `count` is 0."""
    return {LeftOut.BEYOND_LIMIT: count} if count else {}


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed to which a document links, or which is at a usual address of its site."""

    url: str
    title: str | None


@dataclass(frozen=True, slots=True)
class FeedContext:
    """The properties of a feed that a worker needs in order to read it."""

    feed_id: FeedId
    url: str  # the address of the body, which is the base for relative links
    country: str | None
    language: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """A feed that was read and cleaned, in the form in which the poller stores it."""

    title: str | None
    language: str | None
    refresh: timedelta | None
    articles: tuple[NewArticle, ...]
    parser: str
    # Reason → number of items that the parser or the cleaning left out.
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    channel: ChannelPage | None = None


class NotAFeed(Exception):
    """The body is not a feed; `key` is the key of a text that says what it is."""

    def __init__(self, key: str = "feed-error-not-a-feed") -> None:
        super().__init__(key)
        self.key = key
