"""Errors whose messages may contain people's words, and the part of such an error that may be logged."""

from pathlib import PurePath
from traceback import extract_tb


class StorageBug(Exception):
    """The database refused one of our SQL statements; the message names tables and columns, never people's words."""


def place_of(error: BaseException) -> str:
    """Return the error's type and the line that raised it.

    The message is left out, because it may quote somebody's text.
    """
    frames = extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} at {PurePath(last.filename).name}:{last.lineno} in {last.name}"


class ProxyFailed(OSError):
    """The configured proxy could not be used; this says nothing about the server that was to be reached."""


class ProxyRefused(ProxyFailed):
    """The proxy answers but refuses the bot: its user name or password is wrong, or it may not use the proxy."""
