"""There is one assembly of the product, for the bot, the demo, tests and benchmarks."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["root_packages"]
FOLDERS = [*OURS, "benchmarks", "tests"]
# Classes that serve people; besides launch/, only tests of launch/ and of their own room may instantiate them.
PARTS = {
    "Throttle": "delivery",
    "Inbox": "delivery",
    "Outbox": "delivery",
    "Membership": "delivery",
    "build_dispatcher": "handlers",
    "HealthServer": "launch",
    "Ticks": "jobs",
    "FeedAdmin": "feeds",
    "Backups": "jobs",
    "PageReader": "feeds",
    "FeedPoller": "feeds",
    "FeedFetcher": "feeds",
    "Annotator": "feeds",
}


@cache
def calls() -> list[tuple[str, str]]:
    """Return the file and the name of each call in the project, as `name(…)` or `module.name(…)`."""
    return list(_calls())


def _calls() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "bot.py", *(found for folder in FOLDERS for found in (ROOT / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                yield path.relative_to(ROOT).as_posix(), name


@pytest.mark.parametrize(("part", "room"), PARTS.items())
def test_a_part_is_put_in_its_place_by_launch_alone(part: str, room: str) -> None:
    makers = {file for file, name in calls() if name == part}
    assert len([file for file in makers if file.startswith("launch/")]) == 1
    own = ("launch/", "tests/launch/", f"tests/{room}/")
    assert [file for file in makers if not file.startswith(own)] == []


@pytest.mark.parametrize(
    "file",
    ["launch/serving.py", "tests/handlers/rig.py", "tests/delivery/rig.py", "benchmarks/sending/bot.py"],
)
def test_whoever_serves_people_goes_through_the_same_two_functions(file: str) -> None:
    names = {name for where, name in calls() if where == file}
    assert names >= {"connect", "assemble"}


def test_bot_py_only_hands_over() -> None:
    text = (ROOT / "bot.py").read_text("utf-8")
    assert len(text.splitlines()) < 80
    at_the_top = [node for node in ast.parse(text).body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in at_the_top}
    assert names == {"sys", "functools", "pathlib", "typing", "cli.app", "cli.context"}
