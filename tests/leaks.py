"""The search of every log for people: what they are called, what they write, their ids, and the bot's token.

Whatever reaches the bot as an update, from the emulator or made by a test, marks its people and their words. Logs are
the lines of this process, rendered as the running bot renders them, the standard error of commands, and the files into
which tests write that of a running bot. A test fails if a line of its logs holds a mark.
"""

import functools
import json
import logging
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import structlog.testing

from cli.logs import NOISY, hide_tokens, without_words
from delivery.inbox import Inbox
from emulator import DEMO_TOKEN
from emulator.telegram.updates import UpdateQueue

_NAMES = ("first_name", "last_name", "username", "title", "phone_number")
_WORDS = ("text", "caption", "query", "file_name", "address")
_SHORTEST_WORDS = 6  # characters; a person who writes "ok" says nothing that a log could tell
_SHORTEST_NAME = 4
_SHORTEST_ID = 6  # digits; numbers of tests' own chats, such as 7, are also those of updates and feeds
_LOGS = re.compile(r"(^|[-_.])log$|\.jsonl?\.log$|^log")
_MOST = 1 << 22  # bytes read of a file
_RENDER = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
_EXPLAIN = structlog.processors.ExceptionRenderer(without_words)


class Watcher:
    """What people are and say, and the lines that were logged meanwhile."""

    def __init__(self) -> None:
        self._texts: set[str] = set()
        self._ids: set[str] = set()
        self._token = DEMO_TOKEN.partition(":")[2]
        self.lines: list[str] = []

    def meet(self, update: object) -> None:
        """Mark the people and the words of an update, at any depth."""
        if isinstance(update, Mapping):
            for key, value in update.items():
                self._mark(str(key), value, update)
                self.meet(value)
        elif isinstance(update, list | tuple):
            for value in update:
                self.meet(value)

    def _mark(self, key: str, value: object, around: Mapping[str, Any]) -> None:
        is_bot = around.get("is_bot") is True
        if key == "id" and ("first_name" in around or "type" in around) and not is_bot:
            digits = str(value).lstrip("-")
            if digits.isdigit() and len(digits) >= _SHORTEST_ID:
                self._ids.add(digits)
        elif key in _NAMES and not is_bot and isinstance(value, str) and len(value) >= _SHORTEST_NAME:
            self._texts.add(value.casefold())
        elif key in _WORDS and isinstance(value, str) and "from" in around:
            said = re.sub(r"^/\w+(@\w+)?\s*", "", value).strip()  # a command's name is nobody's own word
            if len(said) >= _SHORTEST_WORDS:
                self._texts.add(said.casefold())

    def forget(self) -> None:
        self._texts.clear()
        self._ids.clear()
        self.lines.clear()

    def leaks(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield each line that holds a mark, with it."""
        marks = [re.escape(text) for text in (*self._texts, self._token.casefold())]
        marks += [rf"(?<!\d){number}(?!\d)" for number in self._ids]
        pattern = re.compile("|".join(marks))
        for line in lines:
            if found := pattern.search(_unescaped(line).casefold()):
                yield f"{found[0]!r} in: {line[:600]}"


def _unescaped(line: str) -> str:
    """Return the line with its JSON escapes read, behind the line as it is."""
    try:
        return f"{line} {json.dumps(json.loads(line), ensure_ascii=False)}"
    except ValueError:
        return line


WATCHER = Watcher()


class _Records(logging.Handler):
    """A handler that keeps the standard library's records as the running bot writes them."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in NOISY and record.levelno < logging.WARNING:
            return
        told = without_words(record.exc_info) if record.exc_info and record.exc_info[1] else ""
        WATCHER.lines.append(hide_tokens(f"{record.name}: {record.getMessage()}\n{told}"))


def note(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Keep the line as the running bot writes it; a processor of structlog that changes nothing."""
    line = _RENDER(None, "", _EXPLAIN(None, "", dict(event)))
    WATCHER.lines.append(hide_tokens(line if isinstance(line, str) else line.decode()))
    return event


def lines_of_files(folder: Path) -> Iterator[str]:
    """Yield the lines of the log files in a folder, at any depth."""
    for path in sorted(folder.rglob("*")):
        if _LOGS.search(path.name) and path.is_file():
            with path.open("rb") as file:
                yield from file.read(_MOST).decode("utf-8", "replace").splitlines()


def install() -> None:
    """Watch the two ways by which updates come, the records of the standard library, and commands that are run."""
    _listen(UpdateQueue, "put", lambda _, kind, payload: WATCHER.meet({kind: payload}))
    _listen(Inbox, "receive", lambda _, updates: WATCHER.meet(list(updates)))
    _listen(structlog.testing.LogCapture, "__call__", lambda _, *line: note(*line))
    logging.getLogger().addHandler(_Records())
    run = subprocess.run

    @functools.wraps(run)
    def run_and_note(*args: Any, **options: Any) -> Any:
        done = run(*args, **options)
        if "bot.py" in map(str, done.args) and isinstance(done.stderr, str):
            WATCHER.lines.extend(done.stderr.splitlines())
        return done

    subprocess.run = run_and_note


def _listen(owner: type, name: str, hear: Callable[..., object]) -> None:
    """Have `hear` called with the arguments of each call of a method, before it."""
    method = getattr(owner, name)

    @functools.wraps(method)
    def heard(*args: Any, **options: Any) -> Any:
        hear(*args, **options)
        return method(*args, **options)

    setattr(owner, name, heard)
