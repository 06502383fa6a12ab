"""What a log may say of an error that came up with somebody's text."""

from pathlib import PurePath
from traceback import extract_tb


class StorageBug(Exception):
    """A statement of ours that a database refused; the message is its own, and speaks of tables, not of people."""


def place_of(error: BaseException) -> str:
    """Return the error's kind and the line that raised it, without its message, which may quote the text."""
    frames = extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} at {PurePath(last.filename).name}:{last.lineno} in {last.name}"


class ProxyFailed(OSError):
    """The proxy of the settings does not carry a connection, which says nothing of who was to be reached."""
