"""Whether retention may take what is old: not at once where it would take far more than usual. Pure.

Retention goes by the clock, and a clock that is years ahead makes everything old. Articles come in day by day and go
day by day; where a large part of the archive is to go at once, the clock is wrong, or the bot was off for months, or
RETENTION_DAYS was made much smaller. The last two can wait for a week.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

USUAL = 0.25  # of the archive; more goes at once only after months without the bot
PATIENCE = timedelta(days=7)
SEEN_EVERY = timedelta(days=1)  # retention looks each hour; a longer gap is a clock that jumped, or a bot that was off


@dataclass(frozen=True, slots=True)
class Expired:
    """What retention would take now."""

    articles: int
    of: int  # articles there are


@dataclass(frozen=True, slots=True)
class Hold:
    """A retention that waits."""

    since: datetime
    seen_at: datetime  # when it was found waiting last
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
    """Return the hold under which retention waits, or None where it may go on.

    A hold ends after PATIENCE of time that was seen to pass; a gap in it begins another one.
    """
    if expired.articles <= USUAL * expired.of:
        return None
    if earlier is None or not timedelta(0) <= now - earlier.seen_at <= SEEN_EVERY:
        return Hold(now, now, expired)
    return None if now >= earlier.until else replace(earlier, seen_at=now, expired=expired)
