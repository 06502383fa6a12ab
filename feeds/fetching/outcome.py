"""The possible outcomes of a request. Expected failures are among them: they are returned, not raised."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.feed import Health, PollOutcome, Reason


@dataclass(frozen=True, slots=True)
class Fetched:
    """A complete answer, after decompression."""

    url: str  # the last address, after all redirects
    body: bytes
    content_type: str
    etag: str | None = None
    last_modified: str | None = None
    fresh_for: timedelta | None = None  # how long the answer is valid, by Cache-Control or Expires; at most a day
    # The address to which permanent redirects led, up to the first temporary one; None if there were none.
    permanent_url: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    url: str
    etag: str | None = None  # None: the server did not repeat it, so the stored ETag stays
    last_modified: str | None = None
    fresh_for: timedelta | None = None
    permanent_url: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A request without a usable answer. `hold` is the host that must not be asked before `retry_at`.

    `is_ours` says that the failure is on our side and says nothing about the feed. `health` is the feed's new state, if
    the answer says more than that a poll failed.
    """

    outcome: PollOutcome
    reason: Reason
    retry_at: datetime | None = None
    hold: str | None = None
    is_ours: bool = False
    health: Health | None = None

    @property
    def holds(self) -> dict[str, datetime]:
        """Return host → time before which it must not be asked, as in PollResult; empty if there is none."""
        return {self.hold: self.retry_at} if self.hold and self.retry_at else {}


@dataclass(frozen=True, slots=True)
class Redirected:
    """A redirect that was not followed."""

    location: str  # the absolute address to which the redirect leads


Outcome = Fetched | NotModified | Failed
