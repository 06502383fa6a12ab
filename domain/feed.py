"""A feed: a URL that we poll. Its source is the publisher's name that a reader sees."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit

from domain.ids import FeedId

POLLS_KEPT = 20  # how many of each feed's latest polls are kept
FIRST_INTERVAL = timedelta(minutes=30)  # how often a feed is polled until it is known how often it changes


class PollOutcome(StrEnum):
    """How a poll ended; the values are the words of `poll --json`."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    MOVED = "moved"
    GONE = "gone"
    RATE_LIMITED = "rate_limited"
    BLOCKED = "blocked"
    ERROR = "error"


class Health(StrEnum):
    OK = "ok"
    DEGRADED = "degraded"
    FAILING = "failing"
    GONE = "gone"
    BLOCKED = "blocked"
    STALE = "stale"
    NO_PREVIEW = "no_preview"  # a channel whose posts Telegram does not show on the web
    NOT_A_CHANNEL = "not_a_channel"  # the address belongs to a person, a bot, a group or an invitation
    STRANGER = "stranger"  # the name now belongs to another channel than the one that was added
    CHANGED = "changed"  # the page has markup that the parser does not know


class Outlet(StrEnum):
    """Who is behind a source, as far as is known; shown beside the source's name."""

    STATE = "state"
    MINISTRY = "ministry"
    EMERGENCY = "emergency"  # a rescue or warning service
    WEATHER = "weather"
    PRIVATE = "private"
    ABROAD = "abroad"
    UNCONFIRMED = "unconfirmed"  # an outlet that claims to speak for a body or person who has not confirmed it


class LeftOut(StrEnum):
    """Why an item of a feed was left out or stored in part; each reason is counted, so that every loss can be seen."""

    NO_WORDS = "no-words"  # items with neither title nor text; not stored at all
    REPEATED = "repeated"  # items that repeat an earlier item of the same document
    BEYOND_LIMIT = "beyond-limit"  # the oldest items of a document that has more items than are read
    BAD_LINK = "bad-link"  # items stored without a link, because the link is not a valid address
    SHARED_GUID = "shared-guid"  # items that have the same guid as others, and are told apart by their link or words
    UNDATED = "undated"  # items stored without a date, because they have none
    BAD_DATE = "bad-date"  # items stored without a date, because theirs cannot be read or is impossible
    SERVICE = "service"  # posts that only announce a change of their channel, such as a new photo
    POLL = "poll"  # posts that are a poll among the channel's readers
    MEDIA = "media"  # posts without words, or with words that only the Telegram app shows
    ADVERT = "advert"  # posts that are marked as advertisements
    TORN = "torn"  # posts whose markup cannot be read
    # New items that exceed what one feed may store in a day; they are tried again as long as the feed lists them.
    OVER_BUDGET = "over-budget"
    EDITS_OVER_BUDGET = "edits-over-budget"  # edits of stored articles that exceed it; tried again as well


@dataclass(frozen=True, slots=True)
class PollCounts:
    """The counts of the items in one document; each item counted in `read` is new, edited, known or over the budget."""

    read: int = 0
    new: int = 0
    edited: int = 0
    known: int = 0  # items that are stored already and have not changed
    archived: int = 0  # items of `new` that may be found but are never pushed
    teasers: int = 0  # items of `read` for which the feed gives only the beginning of the text
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptPoll:
    """A poll as it is stored in the list of a feed's latest polls."""

    polled_at: datetime
    outcome: PollOutcome
    reason: "Reason | None" = None  # why the poll failed; None if it did not fail
    counts: PollCounts | None = None  # None if the poll brought no document


@dataclass(frozen=True, slots=True)
class Spent:
    """The numbers of articles and characters stored from a feed since `since`, which have a limit per 24 hours.

    The 24 hours begin when an article is stored or edited; after their end, the next such article begins new ones.
    """

    since: datetime | None = None
    articles: int = 0  # new articles
    characters: int = 0  # of new articles
    edits: int = 0  # edited articles, counted once for each edit
    edited_characters: int = 0


@dataclass(frozen=True, slots=True)
class ChannelMark:
    """What is remembered about a channel. A field is None if it is unknown, or if the feed is not a channel."""

    # Telegram's number of the channel, which stays when it is renamed. If the number changes, it is another channel.
    number: int | None = None
    last_post: int | None = None  # the highest number of a post that was read


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to show to people: a text key of locales/ and its arguments, never a finished sentence."""

    key: str
    args: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewFeed:
    url: str
    title: str
    source: str
    country: str | None = None  # kg kz uz tj tm; None if the feed is about the whole region or the world
    language: str | None = None  # the language that the publisher declares; each article's own language is detected
    folder: str | None = None
    full_text: bool = False
    origin: str = "admin"  # who added the feed: admin, catalogue or opml
    outlet: Outlet | None = None
    proxy: str | None = None  # the same as Feed.proxy


def may_revive(origin: str) -> bool:
    """Return whether adding a feed brings it back after a person removed it.

    The catalogue is added at each start, so it must not bring back feeds that people removed.
    """
    return origin != "catalogue"


@dataclass(frozen=True, slots=True)
class Move:
    """What to do with a feed that has moved for good: it gets the new address, or stops if another feed has it."""

    takes_address: bool
    stops: FeedId | None = None
    goes_on: FeedId | None = None


def move(feed_id: FeedId, holder_id: FeedId | None) -> Move:
    """Decide what to do with a feed that moved.

    `holder_id` is the feed with the new address (even a removed one), if any.
    """
    if holder_id is None:
        return Move(takes_address=True)
    return Move(takes_address=False, stops=feed_id, goes_on=holder_id)


@dataclass(frozen=True, slots=True)
class PollState:
    """Everything that is remembered about polling one feed; feeds.schedule computes a new state after each poll."""

    next_poll_at: datetime
    interval: timedelta = FIRST_INTERVAL
    etag: str | None = None  # the header as the server sent it, which is sent back unchanged
    last_modified: str | None = None  # the header as the server sent it, which is sent back unchanged
    last_polled_at: datetime | None = None
    last_success_at: datetime | None = None
    last_new_at: datetime | None = None
    failures: int = 0  # polls that failed in a row
    gone_since: datetime | None = None
    # The target of a permanent redirect; it replaces the feed's address once several polls have read a feed there.
    moved_to: str | None = None
    moved_seen: int = 0
    typical_gap: timedelta | None = None  # the smoothed gap between new articles
    last_outcome: PollOutcome | None = None
    health: Health = Health.OK
    reason: Reason | None = None
    last_read: PollCounts | None = None  # the counts of the last poll that brought a document
    spent: Spent = field(default_factory=Spent)
    channel: ChannelMark = ChannelMark()


def state_elsewhere(state: PollState, now: datetime) -> PollState:
    """Return the state of a feed whose address was changed: everything learnt at the old address is forgotten."""
    return replace(
        state,
        next_poll_at=now,
        etag=None,
        last_modified=None,
        failures=0,
        gone_since=None,
        moved_to=None,
        moved_seen=0,
        health=Health.OK,
        reason=None,
        channel=ChannelMark(),
    )


class FeedField(StrEnum):
    """The fields of a feed that the newsroom may change.

    A value is also the column's name where there is such a column.
    """

    TITLE = "title"
    SOURCE = "source"
    COUNTRY = "country"
    LANGUAGE = "language"
    OUTLET = "outlet"
    FULL_TEXT = "full_text"  # whether web pages of articles are fetched: True or False, as for PAUSED and REMOVED
    PAUSED = "paused"  # a paused feed is not polled; when polling is resumed, it is due at once
    REMOVED = "removed"  # a removed feed is not polled; when it is brought back, it is due at once
    DUE = "due"  # the moment of the next poll; the newsroom changes it to have the feed polled as soon as possible
    PROXY = "proxy"  # a name in HTTP_PROXIES, or DIRECT; None: the settings for the feed's host decide


EditedValue = str | bool | None
DIRECT = "direct"  # in place of a proxy's name, for a feed that is to be fetched without one


@dataclass(frozen=True, slots=True)
class Feed:
    id: FeedId
    url: str
    title: str
    source: str
    country: str | None
    language: str | None
    folder: str | None
    full_text: bool
    origin: str
    added_at: datetime
    state: PollState
    outlet: Outlet | None = None
    is_paused: bool = False
    # The name of a proxy in the settings, or DIRECT; None: the settings for the host decide. Proxies' addresses are
    # only in the settings, never in the storage.
    proxy: str | None = None

    @property
    def host(self) -> str:
        return host_of(self.url)


@lru_cache(maxsize=16_384)  # host_of is called several times for each poll
def host_of(url: str) -> str:
    """Return scheme, name and port, such as https://name:443, by which requests are limited; "" if not http(s)."""
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not name:
        return ""
    return f"{parts.scheme}://{name}:{port or (443 if parts.scheme == 'https' else 80)}"
