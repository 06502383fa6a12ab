"""Requesting updates from Telegram, and the length of the pause after a failed request."""

from typing import Any

from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods.base import TelegramMethod

from delivery.payload import ALLOWED_UPDATES
from storage.interface import StorageError

_LONGEST_PAUSE = 30.0  # seconds between two attempts to reach Telegram
_STORAGE_PAUSE = 2.0  # seconds until updates that could not be stored are asked for again


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates with a plain JSON result, so that an update that aiogram cannot parse does not block others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = 100
    timeout: int = 30
    allowed_updates: tuple[str, ...] = ALLOWED_UPDATES


def pause_after(error: Exception, failures: int) -> float:
    """Return the seconds to wait before Telegram is asked again; `failures` is the number of failures in a row."""
    # The pause stays short, because Telegram is reachable, and our own database may soon be available again.
    if isinstance(error, StorageError):
        return _STORAGE_PAUSE
    return error.retry_after if isinstance(error, TelegramRetryAfter) else min(2**failures, _LONGEST_PAUSE)
