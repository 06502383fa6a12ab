"""Converting moments to seconds and back, for columns that may be NULL."""

from datetime import datetime
from functools import lru_cache

from domain.clock import from_seconds, to_seconds


def seconds_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else to_seconds(moment)


@lru_cache(maxsize=4096)
def moment_or_none(seconds: int | None) -> datetime | None:
    """Return the moment, or None for None; results are cached, because thousands of chats have the same moments."""
    return None if seconds is None else from_seconds(seconds)
