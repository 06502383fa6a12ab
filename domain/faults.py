"""Errors that may hold people's words, and what of them may be logged."""

from pathlib import PurePath
from traceback import extract_tb


class StorageBug(Exception):
    """One of our SQL statements was refused; its message names tables and columns, never people's words."""


def place_of(error: BaseException) -> str:
    """Return the error's type and the line that raised it, without its message, which may quote somebody's text."""
    frames = extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} at {PurePath(last.filename).name}:{last.lineno} in {last.name}"


class ProxyFailed(OSError):
    """The configured proxy does not carry connections; this says nothing about the server to be reached."""


class ProxyRefused(ProxyFailed):
    """The proxy answers but refuses us: the name or password for it is wrong, or it does not serve us."""
