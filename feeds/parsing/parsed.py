"""What a feed says before anything is cleaned, and what the poller gets of it in the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.article import NewArticle
from domain.feed import LeftOut
from text.markup import Form

CHOICES = 10  # feeds of one site that are shown to choose from
ITEM_LIMIT = 1000  # items of one feed that are read, the newest ones: feeds.parsing.order


@dataclass(frozen=True, slots=True)
class Alternate:
    """One of the pages that an Atom entry stands on, in a language of its own."""

    address: str
    language: str | None


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One item as it stands in the feed: markup, relative links and unread dates."""

    guid: str | None = None
    link: str | None = None
    title: str | None = None
    texts: "tuple[RawText, ...]" = ()  # content, description and the like, see texts_of
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    alternates: tuple[Alternate, ...] = ()  # where there are several, of which `link` is but the first
    title_form: Form = Form.HTML
    source: str | None = None  # whose words it passes on, where they are not the feed's own


@dataclass(frozen=True, slots=True)
class RawText:
    """One of an item's texts, and what the feed says that it is."""

    value: str
    form: Form = Form.HTML


def texts_of(texts: Iterable[RawText]) -> tuple[RawText, ...]:
    """Return each text that says anything once, the longest first."""
    found = {text.value: text for text in texts if text.value and not text.value.isspace()}
    return tuple(sorted(found.values(), key=lambda text: -len(text.value)))


@dataclass(frozen=True, slots=True)
class ChannelPage:
    """What one page of a channel shows besides its news; None where it shows no post."""

    name: str | None  # in small letters; another than the one asked for where the channel was renamed
    number: int | None  # what the channel is known by, whatever it is called
    first: int | None  # the lowest and the highest number of its posts
    last: int | None
    before: int | None  # the post before which older ones are asked for; None on the last page


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    kind: str  # rss, atom, rdf, or the name of another kind
    title: str | None
    link: str | None
    language: str | None
    refresh: timedelta | None  # ttl or sy:updatePeriod, up to a day
    entries: tuple[RawEntry, ...]
    parser: str = "fast"  # which one read it: fast, feedparser, json
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)  # what the parser had to leave, by reason
    channel: ChannelPage | None = None  # of a channel's page


def beyond_limit(count: int) -> dict[LeftOut, int]:
    """Return the count of items that were too old to be read, as left_out holds it."""
    return {LeftOut.BEYOND_LIMIT: count} if count else {}


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a document names, or that answers at a usual path of its site."""

    url: str
    title: str | None


@dataclass(frozen=True, slots=True)
class FeedContext:
    """What the worker needs to know of the feed it reads."""

    feed_id: int
    url: str  # where the body came from; relative links are relative to it
    country: str | None
    language: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """A feed read and cleaned, as the poller stores it."""

    title: str | None
    language: str | None
    refresh: timedelta | None
    articles: tuple[NewArticle, ...]
    parser: str
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)  # the parser's and the reader's, by reason
    channel: ChannelPage | None = None


class NotAFeed(Exception):
    """The body holds no feed; `key` is a text key that says what it is instead."""

    def __init__(self, key: str = "feed-error-not-a-feed") -> None:
        super().__init__(key)
        self.key = key
