"""The contents of a feed before cleaning, and what the poller gets after it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.article import NewArticle
from domain.feed import LeftOut
from domain.ids import FeedId
from text.markup import Form

CHOICES = 10  # feeds of one site that are offered to a person
ITEM_LIMIT = 1000  # newest items of one feed that are read; see feeds.parsing.order


@dataclass(frozen=True, slots=True)
class Alternate:
    """One of the pages of an Atom entry, in its own language."""

    address: str
    language: str | None


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One item as given in the feed: with markup, relative links and unparsed dates."""

    guid: str | None = None
    link: str | None = None
    title: str | None = None
    texts: "tuple[RawText, ...]" = ()  # content, description and the like; see texts_of
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    alternates: tuple[Alternate, ...] = ()  # the pages, if there are several; `link` is the first of them
    title_form: Form = Form.HTML
    source: str | None = None  # the publisher whose item the feed passes on; None for its own items


@dataclass(frozen=True, slots=True)
class RawText:
    """One of an item's texts, with the form that the feed declares."""

    value: str
    form: Form = Form.HTML


def texts_of(texts: Iterable[RawText]) -> tuple[RawText, ...]:
    """Return each non-empty text once, the longest first."""
    found = {text.value: text for text in texts if text.value and not text.value.isspace()}
    return tuple(sorted(found.values(), key=lambda text: -len(text.value)))


@dataclass(frozen=True, slots=True)
class ChannelPage:
    """What one page of a channel shows besides its news; fields are None if the page shows no post."""

    name: str | None  # in lower case; differs from the requested name if the channel was renamed
    number: int | None  # identifies the channel whatever its name
    first: int | None  # the lowest and the highest number of the page's posts
    last: int | None
    before: int | None  # the number to request older posts before; None on the last page


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    kind: str  # rss, atom, rdf, or the name of another kind
    title: str | None
    link: str | None
    language: str | None
    refresh: timedelta | None  # ttl or sy:updatePeriod, up to a day
    entries: tuple[RawEntry, ...]
    parser: str = "fast"  # the reader that read it: fast, feedparser, json
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)  # counts of items that the parser left out, by reason
    channel: ChannelPage | None = None  # only for a channel's page


def beyond_limit(count: int) -> dict[LeftOut, int]:
    """Return the number of items too old to be read, in the form of left_out."""
    return {LeftOut.BEYOND_LIMIT: count} if count else {}


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a document links to, or that was found at a usual path of its site."""

    url: str
    title: str | None


@dataclass(frozen=True, slots=True)
class FeedContext:
    """The properties of a feed that the worker needs to read it."""

    feed_id: FeedId
    url: str  # the address of the body; relative links are relative to it
    country: str | None
    language: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """A feed that was read and cleaned, in the form that the poller stores."""

    title: str | None
    language: str | None
    refresh: timedelta | None
    articles: tuple[NewArticle, ...]
    parser: str
    # Counts of items that the parser or the cleaning left out, by reason.
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    channel: ChannelPage | None = None


class NotAFeed(Exception):
    """An error: the body holds no feed; `key` is a text key that says what it is instead."""

    def __init__(self, key: str = "feed-error-not-a-feed") -> None:
        super().__init__(key)
        self.key = key
