"""The table of failures in docs/operations.md, and the mark for a test that covers one of its rows."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T", bound=Callable[..., Any])
MANUAL = Path(__file__).resolve().parents[2] / "docs/operations.md"
HEAD = "| what dies | what is seen | what happens then |"


def death(name: str) -> Callable[[T], T]:
    """Mark a test as the one that covers the row of that name."""
    assert name in rows(), f"the table has no row {name!r}"

    def mark(test: T) -> T:
        return test

    return mark


def rows() -> list[str]:
    """Return the names of the table's rows."""
    table = MANUAL.read_text("utf-8").partition(f"{HEAD}\n|---|---|---|\n")[2].partition("\n\n")[0]
    return [re.split(r" *\| *", line)[1] for line in table.splitlines()]


def shown() -> list[str]:
    """Return the rows that tests cover, once for each test."""
    folder = Path(__file__).parent
    return [name for path in sorted(folder.glob("test_deaths*.py")) for name in _marks(path)]


def _marks(path: Path) -> list[str]:
    return re.findall(r'(?m)^@death\("(.+)"\)$', path.read_text("utf-8"))
