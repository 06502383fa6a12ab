"""How far ahead a moment may be planned; a moment beyond that was planned while the clock was wrong.

After a power cut the clock of a small server may be off by years until the network is back. Once the clock is right
again, work that was planned meanwhile is due at once, and waits that were set meanwhile are ignored.
"""

from datetime import timedelta

SKEW = timedelta(minutes=15)  # how far clocks are ordinarily put back
# The longest rest of a feed, host or page: a week after Retry-After or 410, plus jitter.
LONGEST_REST = timedelta(days=8)
LONGEST_LEASE = timedelta(hours=1)  # the longest lease of a delivery that is being sent
LONGEST_WAIT = timedelta(days=2)  # the longest wait of a delivery: a night's quiet hours, or a flood wait
FARTHEST_DIGEST = timedelta(days=9)  # the latest next digest of a timetable that is not paused
