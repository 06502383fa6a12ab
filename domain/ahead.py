"""How far ahead anything can be planned; what stands further ahead, a clock that was wrong has planned.

After a power cut a small server's clock may be off by years until the network is there. What was planned meanwhile is
due at once when the clock is right again, or no longer obeyed.
"""

from datetime import timedelta

SKEW = timedelta(minutes=15)  # by which clocks are put back in the ordinary course of things
LONGEST_REST = timedelta(days=8)  # of a feed, a host or a page: a week after Retry-After or 410, and some jitter
LONGEST_LEASE = timedelta(hours=1)  # of a delivery that is being sent
LONGEST_WAIT = timedelta(days=2)  # of a delivery: a night's quiet, or a flood wait
FARTHEST_DIGEST = timedelta(days=9)  # of a timetable without a pause
