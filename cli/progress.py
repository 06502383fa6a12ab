"""A progress bar on standard error for commands that take minutes; it is shown only on a terminal."""

import logging
import sys
from types import TracebackType
from typing import Any, Self, TextIO

import click


class Progress:
    """A progress bar; the number of steps is known when the first step is done.

    The bar is shown only on a terminal and if `is_wanted`, which is False for commands with --json. Inside the `with`
    block only warnings are logged, because every line of the log would break the bar.
    """

    def __init__(self, label: str, *, is_wanted: bool = True, file: TextIO | None = None) -> None:
        self._label = label
        self._file = file or sys.stderr
        self._bar: Any = None  # click's bar, whose type is not public
        self._done = 0
        self._level: int | None = None  # the log level from before the bar was shown
        self.is_shown = is_wanted and self._file.isatty()

    def step(self, total: int, count: int = 1) -> None:
        """Report that `count` more of `total` steps are done; steps beyond `total` are not shown."""
        self.reach(min(self._done + count, total), total)

    def reach(self, done: int, total: int) -> None:
        """Report that `done` of `total` steps are done."""
        if not self.is_shown or total <= 0:
            return
        if self._bar is None:
            self._bar = click.progressbar(length=total, label=self._label, file=self._file, show_pos=True)
            self._bar.__enter__()
        self._bar.update(done - self._done)
        self._done = done

    def __enter__(self) -> Self:
        root = logging.getLogger()
        if self.is_shown and root.level == logging.INFO:
            self._level = root.level
            root.setLevel(logging.WARNING)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, error, traceback)
        if self._level is not None:
            logging.getLogger().setLevel(self._level)
