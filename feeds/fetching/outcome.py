"""How a request ended; expected outcomes are values."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.feed import Health, PollOutcome, Reason


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole answer, decompressed."""

    url: str  # where it came from in the end
    body: bytes
    content_type: str
    etag: str | None = None
    last_modified: str | None = None
    fresh_for: timedelta | None = None  # by Cache-Control or Expires, up to a day
    permanent_url: str | None = None  # where only permanent redirects led, when they led elsewhere


@dataclass(frozen=True, slots=True)
class NotModified:
    url: str
    etag: str | None = None  # None: not repeated, keep what is stored
    last_modified: str | None = None
    fresh_for: timedelta | None = None
    permanent_url: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """No usable answer. `hold` is the host that asked to be left alone until `retry_at`.

    `is_ours`: the fault is on our side, and says nothing of the feed. `health` is what the answer makes of the feed at
    once, where it says more than that a poll failed.
    """

    outcome: PollOutcome
    reason: Reason
    retry_at: datetime | None = None
    hold: str | None = None
    is_ours: bool = False
    health: Health | None = None


@dataclass(frozen=True, slots=True)
class Redirected:
    """A redirect that was not followed."""

    location: str  # absolute


Outcome = Fetched | NotModified | Failed
