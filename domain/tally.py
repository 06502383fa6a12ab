"""Counters and histograms of a part's own work, such as the outbox's; launch.figures collects and shows them."""

import contextlib
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator

# Upper bounds of the histogram's buckets, in seconds, for work that should be fast.
SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
# Upper bounds of the buckets, in seconds, for work that may be slow.
LONG = (1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0)


class Spread:
    """A histogram: for each bucket the number of values in it, and the sum of all; single values are not kept."""

    def __init__(self, bounds: tuple[float, ...] = SECONDS) -> None:
        self.bounds = bounds
        # The number of values up to each bound but above the bound before it; the last is for values above all bounds.
        self.counts = [0] * (len(bounds) + 1)
        self.total = 0.0

    def note(self, value: float, times: int = 1) -> None:
        """Count a value that occurred `times` times."""
        self.counts[bisect_left(self.bounds, value)] += times
        self.total += value * times

    @contextlib.contextmanager
    def timed(self, monotonic: Callable[[], float] = time.monotonic) -> Iterator[None]:
        """Measure how many seconds the block takes, and count them, even if the block raises an error."""
        started = monotonic()
        try:
            yield
        finally:
            self.note(monotonic() - started)
