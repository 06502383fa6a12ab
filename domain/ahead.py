"""How far ahead a moment may be planned.

If a stored moment lies further ahead, the clock was wrong when it was planned. After a power cut the clock of a small
server may be wrong by years until the network is back. Once the clock is right again, work that was planned by the
wrong clock is done at once, and waits that were set by it are ignored.
"""

from datetime import datetime, timedelta

SKEW = timedelta(minutes=15)  # when a clock is corrected, it is normally put back by no more than this
# The longest time for which a feed, a host or a page is left alone: a week after Retry-After or 410, plus jitter.
LONGEST_REST = timedelta(days=8)
LONGEST_LEASE = timedelta(hours=1)  # the longest lease of a delivery that is being sent
# The longest wait of a delivery, either for a night's quiet hours or because Telegram limits the bot.
LONGEST_WAIT = timedelta(days=2)
# Counted from now, the latest possible next digest of a timetable that is not paused.
FARTHEST_DIGEST = timedelta(days=9)


def is_obeyed(until: datetime, now: datetime, longest: timedelta = LONGEST_REST) -> bool:
    """Return whether to wait until `until`: not if that is over, or further ahead than `longest`."""
    return now < until <= now + longest
