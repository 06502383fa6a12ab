"""Progress is shown to people at a terminal, but never appears in output that a program reads."""

import contextlib
import io
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.progress import Progress
from tests.storage.openers import open_storage
from tests.storage.shelf import Shelf

ROOT = Path(__file__).resolve().parents[2]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_people_see_how_far_it_is() -> None:
    screen = Terminal()
    with Progress("Checking sources", file=screen) as progress:
        progress.step(4)
        progress.step(4, 2)
        progress.reach(4, 4)
        progress.step(4)
    shown = screen.getvalue()
    assert "Checking sources" in shown
    assert "4/4" in shown
    assert shown.endswith("\n")


@pytest.mark.parametrize(("file", "is_wanted"), [(io.StringIO(), True), (Terminal(), False)])
def test_nothing_is_written_where_nobody_looks_or_a_program_reads(file: io.StringIO, *, is_wanted: bool) -> None:
    with Progress("Checking sources", is_wanted=is_wanted, file=file) as progress:
        progress.step(2)
        progress.reach(2, 2)
    assert file.getvalue() == ""


def test_lines_of_logs_below_warnings_do_not_break_the_bar() -> None:
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.INFO)
    try:
        with Progress("Polling feeds", file=Terminal()):
            assert root.level == logging.WARNING
        assert root.level == logging.INFO
        with Progress("Polling feeds", file=io.StringIO()):
            assert root.level == logging.INFO
    finally:
        root.setLevel(before)


def test_nothing_is_shown_of_no_step_and_errors_come_through() -> None:
    screen = Terminal()
    with pytest.raises(LookupError), Progress("Checking sources", file=screen):
        raise LookupError
    assert screen.getvalue() == ""


@contextlib.contextmanager
def terminal() -> Iterator[tuple[int, int]]:
    """Yield the two ends of a pseudo-terminal: the one that a person looks at, and the one that a command writes to."""
    ends = os.openpty()
    try:
        yield ends
    finally:
        for end in ends:
            os.close(end)


def shown_by(*words: str, database: Path) -> str:
    """Return the text that a command shows on a terminal besides its result; fails if the command fails."""
    with terminal() as (screen, keyboard):
        env = os.environ | {"BOT_TOKEN": "", "DATABASE_PATH": str(database), "TERM": "xterm"}
        done = subprocess.run(
            [sys.executable, "bot.py", *words],
            cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=keyboard, text=True, timeout=100, check=False,
        )  # fmt: skip
        os.write(keyboard, b"#")  # so that there is always something to read
        shown = os.read(screen, 1 << 16).decode().rstrip("#")
    assert done.returncode == 0, shown
    return shown


async def test_a_copy_a_drill_and_a_restore_show_a_bar_unless_a_program_reads_the_result(tmp_path: Path) -> None:
    database, copy = tmp_path / "jarchi.db", tmp_path / "copy"
    async with open_storage(tmp_path) as opened:
        await Shelf(opened.storage).tell("Открыт мост")
    for words in (("backup", str(copy)), ("restore", str(copy), "--drill"), ("restore", str(copy))):
        assert re.search(r" (\d+)/\1\D", shown_by(*words, database=database)), "it comes to its end"
        assert shown_by(*words, "--json", database=database) == ""


def test_reading_articles_of_a_file_shows_a_bar(tmp_path: Path) -> None:
    lines = "\n".join(f'{{"id": {number}, "text": "В Оше открыли мост."}}' for number in range(40))
    (tmp_path / "articles.jsonl").write_text(lines, "utf-8")
    shown = shown_by("annotate", str(tmp_path / "articles.jsonl"), database=tmp_path / "none.db")
    assert "Reading articles" in shown
    assert "40/40" in shown
