"""Progress is shown to people at a terminal, and never gets into what a program reads."""

import io

import pytest

from cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_people_see_how_far_it_is() -> None:
    screen = Terminal()
    with Progress("Checking sources", screen) as progress:
        for _ in range(4):
            progress.step(4)
    shown = screen.getvalue()
    assert "Checking sources" in shown
    assert "4/4" in shown
    assert shown.endswith("\n")


def test_nothing_is_written_where_nobody_looks() -> None:
    pipe = io.StringIO()
    with Progress("Checking sources", pipe) as progress:
        progress.step(1)
    assert "/" not in pipe.getvalue()
    assert "%" not in pipe.getvalue()


def test_nothing_is_shown_of_no_step_and_errors_come_through() -> None:
    screen = Terminal()
    with pytest.raises(LookupError), Progress("Checking sources", screen):
        raise LookupError
    assert screen.getvalue() == ""
