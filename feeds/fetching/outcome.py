"""The possible results of a request; expected ones are values."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.feed import Health, PollOutcome, Reason


@dataclass(frozen=True, slots=True)
class Fetched:
    """A complete answer, decompressed."""

    url: str  # the address after all redirects
    body: bytes
    content_type: str
    etag: str | None = None
    last_modified: str | None = None
    fresh_for: timedelta | None = None  # from Cache-Control or Expires, up to a day
    permanent_url: str | None = None  # the address that permanent redirects alone led to, if there were any


@dataclass(frozen=True, slots=True)
class NotModified:
    url: str
    etag: str | None = None  # None: the server did not repeat it; keep the stored one
    last_modified: str | None = None
    fresh_for: timedelta | None = None
    permanent_url: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A request without a usable answer. `hold` is the host that wants no requests until `retry_at`.

    `is_ours`: the failure is on our side and says nothing about the feed. `health` is the feed's new state, if the
    answer says more than that a poll failed.
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
