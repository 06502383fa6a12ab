"""The clock, the only place where the product reads wall time.

`Clock.now()` is used for leases, Retry-After, windows and the dates of messages; pacing and timeouts use monotonic time
instead. The demo and the tests set the clock forward by hand.
"""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Return the current moment, timezone-aware, in UTC."""
        ...


class AdjustableClock:
    """A clock that shows the machine's time until `adjust` is called.

    From then on it differs from that time by an offset, and runs `rate` times as fast.
    """

    def __init__(self) -> None:
        self._anchor_real = time.time()
        self._anchor_shown = self._anchor_real
        self._rate = 1.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._at(time.time()), UTC)

    def adjust(self, offset: float, rate: float = 1.0) -> None:
        """Set the clock to the machine's time plus `offset` seconds, and let it run `rate` times as fast."""
        real = time.time()
        self._anchor_real, self._anchor_shown, self._rate = real, real + offset, rate

    def advance(self, seconds: float) -> None:
        """Put the clock forward by `seconds`, or back if negative; its rate stays."""
        real = time.time()
        self._anchor_real, self._anchor_shown = real, self._at(real) + seconds

    @property
    def offset(self) -> float:
        """The difference in seconds between the time shown and the machine's time."""
        real = time.time()
        return self._at(real) - real

    def _at(self, real: float) -> float:
        return self._anchor_shown + (real - self._anchor_real) * self._rate


def to_seconds(moment: datetime) -> int:
    """Return whole seconds since 1970, the form in which the database keeps moments."""
    return int(moment.timestamp())


def from_seconds(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
