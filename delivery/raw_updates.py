"""Asking Telegram for updates: the call, and the pause after one that failed."""

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
    """Return the seconds until Telegram is asked again, after so many failures in a row."""
    if isinstance(error, StorageError):  # Telegram answers, and our own database may be back at any moment
        return _STORAGE_PAUSE
    return error.retry_after if isinstance(error, TelegramRetryAfter) else min(2**failures, _LONGEST_PAUSE)
