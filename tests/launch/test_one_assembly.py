"""The product is put together in one place, whoever puts it together: the bot, the demo, tests or benchmarks."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["root_packages"]
FOLDERS = [*OURS, "benchmarks", "tests"]
# Who may construct each part of what serves people, beside launch/: the tests of that part alone.
PARTS = {
    "Bot": {"tests/delivery/test_session.py", "tests/emulator/test_clients.py"},
    "Session": {"tests/delivery/test_session.py"},
    "Throttle": set(),
    "Inbox": {"tests/delivery/test_inbox.py", "tests/delivery/test_webhook.py"},
    "Outbox": set(),
    "Membership": {"tests/delivery/test_membership.py", "tests/delivery/test_losses.py"},
    "build_dispatcher": set(),
    "Dispatcher": {"handlers/dispatcher.py", "tests/emulator/test_clients.py"},
    "HealthServer": {"tests/delivery/test_webhook.py"},
    "Ticks": {"tests/jobs/test_housekeeping.py"},
    "FeedAdmin": {"tests/feeds/test_opml.py", "tests/feeds/test_discover.py"},
}


def calls() -> Iterator[tuple[str, str]]:
    """Yield the file and the name of each call in the project, as `name(…)` or `module.name(…)`."""
    for path in (ROOT / "bot.py", *(found for folder in FOLDERS for found in (ROOT / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                yield path.relative_to(ROOT).as_posix(), name


CALLS = list(calls())


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_put_in_its_place_by_launch_alone(part: str) -> None:
    makers = {file for file, name in CALLS if name == part}
    inside = {file for file in makers if file.startswith("launch/")}
    assert makers - inside == PARTS[part]
    assert len(inside) == (part != "Dispatcher")  # once; the dispatcher is built by handlers


@pytest.mark.parametrize(
    "file",
    ["launch/serving.py", "tests/handlers/rig.py", "tests/delivery/rig.py", "benchmarks/sending/bot.py"],
)
def test_whoever_serves_people_goes_through_the_same_two_functions(file: str) -> None:
    names = {name for where, name in CALLS if where == file}
    assert names >= {"connect", "assemble"}


def test_bot_py_only_hands_over() -> None:
    text = (ROOT / "bot.py").read_text("utf-8")
    assert len(text.splitlines()) < 80
    at_the_top = [node for node in ast.parse(text).body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in at_the_top}
    assert names == {"sys", "functools", "typing", "cli.app", "cli.context"}
