"""Logs on standard error, for people or as JSON lines, without the token and without people's words and ids."""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import quote

import structlog

from domain.faults import StorageBug

# Addresses contain the token as well (/bot123456:AAE…/getMe); in some the colon is escaped.
_COLON = r"(?::|%(?:25)*3[Aa]|&#(?:58|x3[Aa]);|\\u003[Aa])"
_TOKEN = re.compile(rf"(?<!\d)\d{{3,20}}{_COLON}[A-Za-z0-9_-]{{20,}}")
# These loggers log every call with its address, which may contain the token or a person's words; only their warnings
# are kept.
NOISY = (
    "aiogram",
    "aiohttp",
    "apscheduler",
    "asyncio",
    "aiosqlite",
    "trafilatura",
    "htmldate",
    "charset_normalizer",
    "pymorphy3",
)
_SHORTEST_SECRET = 6  # characters; if shorter secrets were hidden, every other line would be damaged


def hide_tokens(text: str) -> str:
    """Return the text with everything replaced that looks like a bot token."""
    return _TOKEN.sub("[token]", text)


class Curtain:
    """Hides secrets in a finished line of the log, wherever they come from: a message, an address or a traceback."""

    def __init__(self, secrets: Collection[str] = ()) -> None:
        forms = {form for secret in secrets for form in _forms(secret) if len(form) >= _SHORTEST_SECRET}
        # The longest first, so that a whole secret is hidden before a part of it.
        ordered = sorted(forms, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, ordered))) if ordered else None

    def hide(self, text: str) -> str:
        """Return the text without the secrets and without anything that looks like a token."""
        hidden = hide_tokens(text)
        return self._known.sub("[secret]", hidden) if self._known else hidden


def _forms(secret: str) -> Iterator[str]:
    """Yield all forms in which a secret may be written: as it is, escaped in an address, or a token's second half."""
    _, colon, key = secret.partition(":")
    for part in (secret, key if colon and len(key) >= 20 else secret):
        yield part
        yield quote(part, safe="")


# The messages of these errors are about files, sockets, SQL and types. Messages of other errors may quote a person's
# words or id, so those messages are left out.
_OUTSPOKEN = (OSError, StorageBug, ImportError, AttributeError, TypeError, NotImplementedError)


def without_words(exc_info: Any) -> str:
    """Return a traceback with the types of all errors; messages that might quote a person are left out."""
    return "".join(_lines(exc_info[1])).rstrip()


def _lines(error: BaseException, later: tuple[BaseException, ...] = ()) -> Iterator[str]:
    """Yield the lines of an error, preceded by those of the errors that caused it.

    `later` are the errors that this one led to; they are not shown again if the causes form a circle.
    """
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and before is not error and before not in later:
        yield from _lines(before, (*later, error))
        yield "\nwhich led to:\n"
    yield from traceback.format_tb(error.__traceback__)
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    yield f"{name}: {error}\n" if isinstance(error, _OUTSPOKEN) else f"{name}\n"
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _lines(inner)


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """A formatter that hides secrets after all other steps, so that no later step can add one."""

    def __init__(self, curtain: Curtain, **options: Any) -> None:
        super().__init__(**options)
        self._curtain = curtain

    def format(self, record: logging.LogRecord) -> str:
        return self._curtain.hide(super().format(record))


def configure(level: str, log_format: str, *, secrets: Collection[str] = ()) -> None:
    """Send all records, those of structlog and of the standard library, through the same steps to standard error.

    `secrets` are hidden wherever they occur, and so is everything that looks like a token. Uncaught exceptions are
    logged in the same way, because Python itself would print their messages, which may quote a person or an address
    with the token.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(without_words),
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
        _Formatter(
            Curtain(secrets),
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # otherwise Python prints the values of a record that cannot be formatted
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda thread: _log_uncaught(thread.exc_type, thread.exc_value, thread.exc_traceback)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for noisy in NOISY:
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: Any) -> None:
    if error is None or issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    logging.getLogger("bot").critical("ended by a fault", exc_info=(kind, error, trace))
