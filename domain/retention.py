"""Whether retention may delete old articles now; it waits if it would delete far more than usual. Pure.

A clock that is years ahead makes every article look old. Articles normally arrive and expire day by day. If a large
part of the archive expires at once, then the clock is wrong, the bot was off for months, or RETENTION_DAYS was made
much smaller. In the last two cases a week's wait does no harm.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

USUAL = 0.25  # share of the archive; otherwise more expires at once only after months without the bot
PATIENCE = timedelta(days=7)
SEEN_EVERY = timedelta(days=1)  # retention runs every hour; a longer gap means that the clock jumped or the bot was off


@dataclass(frozen=True, slots=True)
class Expired:
    """How much retention would delete now."""

    articles: int
    of: int  # articles in the archive


@dataclass(frozen=True, slots=True)
class Hold:
    """A pause of retention, with what it would have deleted."""

    since: datetime
    seen_at: datetime  # when retention last ran and had to wait
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
    """Return the hold under which retention waits, or None if it may go on.

    A hold ends when PATIENCE has passed with the bot running; a gap in which it did not run starts a new hold.
    """
    if expired.articles <= USUAL * expired.of:
        return None
    if earlier is None or not timedelta(0) <= now - earlier.seen_at <= SEEN_EVERY:
        return Hold(now, now, expired)
    return None if now >= earlier.until else replace(earlier, seen_at=now, expired=expired)
