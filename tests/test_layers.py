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
CONTRACTS = PROJECT["importlinter"]["contracts"]
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
    layers = [name for layer in CONTRACTS[0]["layers"] for name in re.split(r"\W+", layer)]
    assert set(PROJECT["importlinter"]["root_packages"]) == ours == set(layers)
    whole = ours | {"benchmarks", "tests"}
    assert set(PROJECT["mypy"]["files"]) == whole | {"bot.py", "settings.py"}
    assert set(PROJECT["ruff"]["lint"]["isort"]["known-first-party"]) == whole | {"bot", "settings"}


def test_the_layers_hold() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


BREACHES = [
    ("The layers", "text/clean.py", "import storage.interface"),
    ("The layers", "feeds/poller.py", "import delivery"),
    ("The layers", "stories/index.py", "import digest"),
    ("The layers", "catalogue/loader.py", "import workers"),
    ("The layers", "storage/search_request.py", "import feeds.jobs"),
    ("The layers", "cli/run.py", "import launch.run"),
    ("The layers", "jobs/digests.py", "import launch.telegram"),
    ("The layers of the emulator", "emulator/telegram/chats.py", "import emulator.wire.call"),
    ("The layers of the emulator", "emulator/wire/call.py", "import emulator.methods.table"),
    ("The layers of the emulator", "emulator/methods/media.py", "import emulator.limits"),
    ("The layers of the emulator", "emulator/server.py", "import emulator.people"),
    ("The layers of the emulator", "emulator/world/world.py", "import emulator.telegram.state"),
    ("The workers' room", "workers/pool.py", "import feeds.jobs"),
    ("The workers' room", "workers/pool.py", "import domain.feed"),
    ("Nobody but launch", "render/digest.py", "import settings"),
    ("What the program is put together from", "launch/run.py", "import bot"),
    ("One module names the storages", "handlers/commands.py", "import storage.sqlite"),
    ("One module names the storages", "launch/demo.py", "import storage.sqlite"),
    ("One module names the storages", "launch/demo.py", "import storage.postgres"),
    ("No storage leans on another one", "storage/postgres/feeds.py", "import storage.sqlite"),
    ("What decides sees no storage", "digest/rank.py", "import storage.interface"),
    ("What decides sees no storage", "stories/index.py", "import storage.interface"),
    ("What decides knows no framework", "domain/feed.py", "import aiohttp"),
    ("aiogram stays", "feeds/poller.py", "import aiogram"),
    ("feedparser has one home", "render/digest.py", "import feedparser"),
    ("APScheduler has one home", "feeds/poller.py", "import apscheduler"),
    ("aiosqlite and asyncpg have one home each", "jobs/digests.py", "import aiosqlite"),
    ("aiosqlite and asyncpg have one home each", "delivery/outbox.py", "import asyncpg"),
]


def test_each_import_that_breaks_a_contract_is_found_and_named(copy: Path) -> None:
    for _, module, line in BREACHES:
        with (copy / module).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    (copy / "emulator" / "unplaced.py").write_text("import json\n")
    result = lint_imports(copy)
    assert result.returncode == 1, result.stdout
    said = " ".join(re.sub("^-+$", "", result.stdout, flags=re.MULTILINE).split())  # names are broken into lines
    verdicts, details = said.split(" Broken contracts ")
    for contract, module, line in BREACHES:
        name = name_of(contract)
        assert f" {name} BROKEN " in verdicts
        others = "|".join(re.escape(f" {one['name']} ") for one in CONTRACTS)
        about = re.split(others, details.partition(f"{name} ")[2])[0]
        chain = f"{module.removesuffix('.py').replace('/', '.')} -> {line.removeprefix('import ')}"
        assert f" {chain} (l." in about, (name, chain)
    assert " not listed as layers: - emulator.unplaced " in details


def test_every_contract_is_broken_by_one_of_these_imports() -> None:
    assert {name_of(contract) for contract, _, _ in BREACHES} == {one["name"] for one in CONTRACTS}


def name_of(contract: str) -> str:
    """Return the full name of the only contract whose name is or begins with these words."""
    names = [one["name"] for one in CONTRACTS]
    (name,) = [contract] if contract in names else [name for name in names if name.startswith(contract)]
    return str(name)
