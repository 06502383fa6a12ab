"""The demo's clock, and the file by which other processes follow it (CLOCK_FILE)."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.clock import AdjustableClock

HOME = "Asia/Bishkek"
MORNING = time(9, 0)  # an hour at which digests for 8:00, the usual time, and earlier ones are due


class Clockwork:
    """The control of the clock; after each change it writes {"offset": seconds, "rate": number} to the file."""

    def __init__(self, clock: AdjustableClock, file: Path | None = None) -> None:
        self._clock = clock
        self._file = file
        self._rate = 1.0
        self._write()

    def advance(self, seconds: float) -> None:
        self._clock.advance(seconds)
        self._write()

    def next_morning(self) -> datetime:
        """Set the clock to the next MORNING in HOME; return that moment."""
        zone = ZoneInfo(HOME)
        local = self._clock.now().astimezone(zone)
        morning = datetime.combine(local.date(), MORNING, zone)
        if morning <= local:
            morning = datetime.combine(local.date() + timedelta(days=1), MORNING, zone)
        self.advance((morning - local).total_seconds())
        return self._clock.now()

    def run_at(self, rate: float) -> None:
        self._rate = rate
        self._clock.adjust(self._clock.offset, rate)
        self._write()

    def wire(self) -> dict[str, Any]:
        return {"now": self._clock.now().timestamp(), "rate": self._rate, "zone": HOME}

    def _write(self) -> None:
        if self._file is None:
            return
        written = self._file.with_suffix(".new")
        written.write_text(json.dumps({"offset": self._clock.offset, "rate": self._rate}))
        written.replace(self._file)
