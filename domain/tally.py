"""Figures that a part of the program keeps of its own work, for whoever asks how the program is."""

import contextlib
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator

SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # bounds for what should take no time
LONG = (1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0)  # bounds for what may take its time


class Spread:
    """How many values lay between which bounds, and their sum; the values themselves are not kept."""

    def __init__(self, bounds: tuple[float, ...] = SECONDS) -> None:
        self.bounds = bounds
        self.counts = [0] * (len(bounds) + 1)  # of values up to each bound and above the one before; the rest is last
        self.total = 0.0

    def note(self, value: float, times: int = 1) -> None:
        """Count a value that came `times` times."""
        self.counts[bisect_left(self.bounds, value)] += times
        self.total += value * times

    @contextlib.contextmanager
    def timed(self, monotonic: Callable[[], float] = time.monotonic) -> Iterator[None]:
        """Count the seconds that the block takes, however it ends."""
        started = monotonic()
        try:
            yield
        finally:
            self.note(monotonic() - started)
