"""Counters and histograms that each part of the program keeps of its own work; launch.figures shows them."""

import contextlib
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator

SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # bucket bounds for what should be fast
LONG = (1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0)  # bucket bounds for what may be slow


class Spread:
    """A histogram: counts of values between bounds, and their sum; the values themselves are not kept."""

    def __init__(self, bounds: tuple[float, ...] = SECONDS) -> None:
        self.bounds = bounds
        # Values up to each bound and above the one before; the last counts those above all bounds.
        self.counts = [0] * (len(bounds) + 1)
        self.total = 0.0

    def note(self, value: float, times: int = 1) -> None:
        """Count a value that occurred `times` times."""
        self.counts[bisect_left(self.bounds, value)] += times
        self.total += value * times

    @contextlib.contextmanager
    def timed(self, monotonic: Callable[[], float] = time.monotonic) -> Iterator[None]:
        """Measure the seconds that the block takes, however it ends."""
        started = monotonic()
        try:
            yield
        finally:
            self.note(monotonic() - started)
