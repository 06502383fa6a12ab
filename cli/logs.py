"""Logs go to standard error: for people, or as JSON lines. The token never does, nor people's words and ids."""

import logging
import re
import sqlite3
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any

import structlog

_TOKEN = re.compile(r"\b\d{3,20}:[A-Za-z0-9_-]{20,}")


def hide_tokens(text: str) -> str:
    """The text with everything that looks like a bot token replaced."""
    return _TOKEN.sub("[token]", text)


# Their messages speak of files, sockets, SQL and types. Any other may quote what a person wrote, or an id.
_OUTSPOKEN = (OSError, sqlite3.Error, ImportError, AttributeError, TypeError, NotImplementedError)


def without_words(exc_info: Any) -> str:
    """A traceback that names each error, with the message only of those that cannot quote a person."""
    return "".join(_lines(exc_info[1])).rstrip()


def _lines(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _lines(before)
        yield "\nwhich led to:\n"
    yield from traceback.format_tb(error.__traceback__)
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    yield f"{name}: {error}\n" if isinstance(error, _OUTSPOKEN) else f"{name}\n"
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _lines(inner)


def _hide(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: hide_tokens(value) if isinstance(value, str) else value for key, value in event.items()}


def configure(level: str, log_format: str) -> None:
    """Send structlog's and the standard library's records through the same processors to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(without_words),
        _hide,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _hide, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # These say something at every call, with addresses that may hold the token or a person's words.
    for noisy in (
        "aiogram",
        "aiohttp",
        "apscheduler",
        "asyncio",
        "aiosqlite",
        "trafilatura",
        "htmldate",
        "charset_normalizer",
        "pymorphy3",
    ):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))
