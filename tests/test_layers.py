"""The import contracts hold, and violations would be noticed."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
PACKAGES = [path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name not in ("benchmarks", "tests")]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in PACKAGES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("bot.py", "settings.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_every_package_is_known_to_every_tool() -> None:
    ours = set(PACKAGES)
    contracts = PROJECT["importlinter"]["contracts"]
    layers = [name for layer in contracts[0]["layers"] for name in re.split(r"\W+", layer)]
    assert set(PROJECT["importlinter"]["root_packages"]) == ours == set(layers)
    whole = ours | {"benchmarks", "tests"}
    assert set(PROJECT["mypy"]["files"]) == whole | {"bot.py", "settings.py"}
    assert set(PROJECT["ruff"]["lint"]["isort"]["known-first-party"]) == whole | {"bot", "settings"}


def test_the_layers_hold() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("text/clean.py", "import storage.interface"),
        ("domain/feed.py", "import aiohttp"),
        ("handlers/commands.py", "import storage.sqlite"),
        ("feeds/poller.py", "import delivery"),
        ("digest/rank.py", "import storage.interface"),
        ("stories/index.py", "import storage.interface"),
        ("stories/index.py", "import digest"),
        ("workers/pool.py", "import feeds.jobs"),
        ("workers/pool.py", "import domain.feed"),
        ("catalogue/loader.py", "import workers"),
        ("storage/search_request.py", "import feeds.jobs"),
        ("render/digest.py", "import settings"),
        ("cli/run.py", "import launch.run"),
        ("jobs/digests.py", "import launch.telegram"),
        ("emulator/telegram/chats.py", "import emulator.wire.call"),
        ("emulator/wire/call.py", "import emulator.methods.table"),
        ("emulator/methods/media.py", "import emulator.limits"),
        ("emulator/server.py", "import emulator.people"),
        ("emulator/world/world.py", "import emulator.telegram.state"),
        ("emulator/unplaced.py", "import json"),
        ("launch/run.py", "import bot"),
        ("launch/demo.py", "import storage.sqlite"),
        ("launch/demo.py", "import storage.postgres"),
        ("storage/postgres/feeds.py", "import storage.sqlite"),
    ],
)
def test_an_import_across_the_layers_is_found(copy: Path, module: str, line: str) -> None:
    path = copy / module
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = lint_imports(copy)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout
