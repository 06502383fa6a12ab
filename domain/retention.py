"""Whether retention may delete old articles now; it waits if it would delete far more than usual. Pure.

Normally articles arrive and expire day by day. If a large part of the archive expires at once, then the clock is ahead
by years, the bot was off for months, or RETENTION_DAYS was made much smaller. In the last two cases it does no harm to
wait for a week.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

USUAL = 0.25  # part of the archive; if more than this expires at once, the clock is wrong or the bot was off for months
PATIENCE = timedelta(days=7)
# Retention runs every hour. If it has not run for longer than this, the clock jumped or the bot was off; then a hold
# begins again, and with it the wait of PATIENCE.
SEEN_EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Expired:
    """How many articles retention would delete now."""

    articles: int
    of: int  # the number of all articles in the archive


@dataclass(frozen=True, slots=True)
class Hold:
    """A pause of retention, with the number of articles that it would have deleted."""

    since: datetime
    seen_at: datetime  # when retention last ran and deleted nothing, because of this pause
    expired: Expired

    @property
    def until(self) -> datetime:
        return self.since + PATIENCE

    def for_operator(self) -> str:
        return (
            f"retention waits until {self.until:%Y-%m-%d}: it would delete {self.expired.articles} of"
            f" {self.expired.of} articles at once, as when the clock is ahead"
        )


def hold(expired: Expired, earlier: Hold | None, *, now: datetime) -> Hold | None:
    """Return the hold because of which retention must wait, or None if it may delete.

    The wait is over when PATIENCE has passed while the bot was running. After a gap in which it did not run, a new hold
    begins.
    """
    if expired.articles <= USUAL * expired.of:
        return None
    if earlier is None or not timedelta(0) <= now - earlier.seen_at <= SEEN_EVERY:
        return Hold(now, now, expired)
    return None if now >= earlier.until else replace(earlier, seen_at=now, expired=expired)
