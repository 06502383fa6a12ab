"""A feed: a URL that we poll. Its source is the publisher's name that a reader sees."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit

from domain.ids import FeedId

POLLS_KEPT = 20  # of each feed
FIRST_INTERVAL = timedelta(minutes=30)  # the interval of a feed that has not shown yet how often it changes


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
    STRANGER = "stranger"  # another channel has taken the name
    CHANGED = "changed"  # the page has a markup that we do not know


class Outlet(StrEnum):
    """Who is behind a source, as far as is known; shown beside the source's name."""

    STATE = "state"
    MINISTRY = "ministry"
    EMERGENCY = "emergency"  # a rescue or warning service
    WEATHER = "weather"
    PRIVATE = "private"
    ABROAD = "abroad"
    UNCONFIRMED = "unconfirmed"  # said to speak for somebody who does not confirm it


class LeftOut(StrEnum):
    """The reasons why an item was not stored as the feed gives it; each is counted, so that no loss is unnoticed."""

    NO_WORDS = "no-words"  # items with neither title nor text; not stored at all
    REPEATED = "repeated"  # items that repeat an earlier item of the same document
    BEYOND_LIMIT = "beyond-limit"  # items beyond the newest ones that are read from one document
    BAD_LINK = "bad-link"  # items kept without a link, as their link is not a valid address
    SHARED_GUID = "shared-guid"  # items told apart by link or words, because other items have the same guid
    UNDATED = "undated"  # items kept without a date, as they give none
    BAD_DATE = "bad-date"  # items kept without a date, as their date is unreadable or impossible
    SERVICE = "service"  # posts that only announce a change of their channel, such as a new photo
    POLL = "poll"  # posts that are polls for their readers
    MEDIA = "media"  # posts without words, or whose words only the app shows
    ADVERT = "advert"  # posts that are marked as adverts
    TORN = "torn"  # posts whose markup cannot be read
    OVER_BUDGET = "over-budget"  # new items beyond what one feed may store in a day; tried again while it lists them


@dataclass(frozen=True, slots=True)
class PollCounts:
    """The counts of one document's items; each item in `read` is new, edited, known or over the day's budget."""

    read: int = 0
    new: int = 0
    edited: int = 0
    known: int = 0  # items that are stored already and unchanged
    archived: int = 0  # items among `new` that are kept but never pushed
    teasers: int = 0  # items among `read` of which the feed gives only the beginning
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptPoll:
    """A poll as it is remembered."""

    polled_at: datetime
    outcome: PollOutcome
    reason: "Reason | None" = None  # why it failed
    counts: PollCounts | None = None  # None if the poll brought no document


@dataclass(frozen=True, slots=True)
class Spent:
    """What a feed has stored since `since`, for the daily limit.

    A day begins when the feed stores an article and no day is running; it lasts 24 hours.
    """

    since: datetime | None = None
    articles: int = 0
    characters: int = 0


@dataclass(frozen=True, slots=True)
class ChannelMark:
    """What is remembered about a channel; the fields are None if unknown, and for feeds that are not channels."""

    # Stays when the channel is renamed; another number under the same name is another channel.
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
    country: str | None = None  # kg kz uz tj tm, or None for a feed about the whole region or the world
    language: str | None = None  # what the publisher declares; the language of each article is detected
    folder: str | None = None
    full_text: bool = False
    origin: str = "admin"  # admin, catalogue or opml
    outlet: Outlet | None = None
    proxy: str | None = None  # as in Feed


def may_revive(origin: str) -> bool:
    """Return whether adding a feed restores one that a person removed; the catalogue must not do so at each start."""
    return origin != "catalogue"


@dataclass(frozen=True, slots=True)
class Move:
    """What happens to a feed that has moved for good: it takes the new address, or stops if another feed has it."""

    takes_address: bool
    stops: FeedId | None = None
    goes_on: FeedId | None = None


def move(feed_id: FeedId, holder_id: FeedId | None) -> Move:
    """Decide about a feed that moved to an address; `holder_id` is the feed that already has it, even if removed."""
    if holder_id is None:
        return Move(takes_address=True)
    return Move(takes_address=False, stops=feed_id, goes_on=holder_id)


@dataclass(frozen=True, slots=True)
class PollState:
    """Everything that the schedule remembers about one feed; both input and output of feeds.schedule."""

    next_poll_at: datetime
    interval: timedelta = FIRST_INTERVAL
    etag: str | None = None  # opaque, sent back verbatim
    last_modified: str | None = None  # opaque, sent back verbatim
    last_polled_at: datetime | None = None
    last_success_at: datetime | None = None
    last_new_at: datetime | None = None
    failures: int = 0  # polls that failed in a row
    gone_since: datetime | None = None
    # The target of a permanent redirect; followed for good once it has led to a readable feed repeatedly.
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
    """Return the state of a feed that was given another address: what is known of the old one is forgotten."""
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
    """What the newsroom may change of a feed; the values are those of the storages' columns where they have one."""

    TITLE = "title"
    SOURCE = "source"
    COUNTRY = "country"
    LANGUAGE = "language"
    OUTLET = "outlet"
    FULL_TEXT = "full_text"  # True or False, as are the following ones
    PAUSED = "paused"  # a paused feed is not polled; when it goes on, it is due at once
    REMOVED = "removed"  # one that is brought back is due at once
    DUE = "due"  # polled as soon as its host allows
    PROXY = "proxy"  # a name in HTTP_PROXIES, or DIRECT; None to follow the settings for its host


EditedValue = str | bool | None
DIRECT = "direct"  # the way to a feed that needs no proxy, in place of a proxy's name


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
    # How it is reached: the name of a proxy in the settings, whose address no storage holds, or DIRECT; None for the
    # usual way.
    proxy: str | None = None

    @property
    def host(self) -> str:
        return host_of(self.url)


@lru_cache(maxsize=16_384)  # asked several times in each poll
def host_of(url: str) -> str:
    """Return the key of per-host limits: scheme, name and port, as https://name:443; empty unless it is http(s)."""
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not name:
        return ""
    return f"{parts.scheme}://{name}:{port or (443 if parts.scheme == 'https' else 80)}"
