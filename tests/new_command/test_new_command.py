"""A new command is a handler, a line in the table of commands and its texts: menus, help and routing follow."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.product_copy import answers_in, copy_product

HERE = Path(__file__).parent
pytestmark = pytest.mark.xdist_group("new_command")  # the copy is made once


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the answers of a copy of the product to which the command was added."""
    copy = tmp_path_factory.mktemp("product")
    copy_product(copy, with_tests=True)
    shutil.copy(HERE / "echo.py", copy / "handlers" / "readers")
    _add_line(copy / "handlers" / "commands.py")
    for texts in copy.glob("locales/*/commands.ftl"):
        added = f"\ncommand-echo = echo in {texts.parent.name}\necho-answer = «{{ $words }}»\n"
        texts.write_text(texts.read_text("utf-8") + added, "utf-8")
    return answers_in(copy, HERE / "asking_process.py")


def _add_line(commands: Path) -> None:
    text = commands.read_text("utf-8")
    line = '        MenuEntry("privacy", '
    assert line in text
    text = text.replace(line, f'        MenuEntry("echo", _EVERYBODY, echo.router),\n{line}', 1)
    commands.write_text(
        text.replace(
            "from handlers.readers import", "from handlers.readers import echo\nfrom handlers.readers import", 1
        ),
        "utf-8",
    )


def test_it_is_answered(answered: dict[str, Any]) -> None:
    assert answered["said"] == "«Салам»"


def test_help_explains_it_in_the_readers_language(answered: dict[str, Any]) -> None:
    assert "/echo" in answered["helped"]
    assert "echo in ky" in answered["helped"]


def test_telegram_shows_it_in_the_menus_of_every_language(answered: dict[str, Any]) -> None:
    assert all("echo" in names for names in answered["menus"].values())
    assert answered["group"]["echo"] == "echo in tg"
