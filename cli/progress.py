"""A bar on standard error for commands that take minutes; nothing where nobody looks at a terminal."""

import sys
from types import TracebackType
from typing import Any, Self, TextIO

import click


class Progress:
    """A bar that grows by one step at a time; how many there are is known with the first."""

    def __init__(self, label: str, file: TextIO | None = None) -> None:
        self._label = label
        self._file = file or sys.stderr
        self._bar: Any = None  # click's bar, which names no public type

    def step(self, total: int) -> None:
        """Say that one of `total` steps is done."""
        if self._bar is None:
            hidden = not self._file.isatty()
            self._bar = click.progressbar(
                length=total, label=self._label, file=self._file, hidden=hidden, show_pos=True
            )
            self._bar.__enter__()
        self._bar.update(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, error, traceback)
