"""Setting the clock by a file, for the demo and the tests: {"offset": seconds, "rate": factor}."""

import json
from pathlib import Path

import structlog

from domain.clock import AdjustableClock

log = structlog.get_logger(__name__)


class ClockFile:
    def __init__(self, path: Path, clock: AdjustableClock) -> None:
        self._path = path
        self._clock = clock
        self._applied: tuple[float, float] | None = None

    async def run_once(self) -> bool:
        """Set the clock if the file has changed since the last call; return whether it had."""
        return self.apply()

    def apply(self) -> bool:
        """Set the clock if the file has changed since the last call; return whether it had.

        It does the same as `run_once` for code that cannot await: the program calls it once at its start.
        """
        try:
            wanted = json.loads(self._path.read_text(encoding="utf-8"))
            setting = (float(wanted.get("offset", 0)), float(wanted.get("rate", 1)))
        except FileNotFoundError:
            return False
        except (OSError, ValueError, AttributeError, TypeError):
            # The file may be half-written; then the next tick reads it again.
            log.warning("the clock file cannot be read", path=str(self._path))
            return False
        if setting == self._applied:
            return False
        self._clock.adjust(*setting)
        self._applied = setting
        return True
