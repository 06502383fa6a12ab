"""Copies of the product to which a test adds something, and processes that run in them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# With what was compiled, which is as old as its source in the copy as well, but without what is being compiled now.
_UNFINISHED = shutil.ignore_patterns("*.pyc.*")
_IN_TESTS = shutil.ignore_patterns("*.pyc.*", "golden", "data", "new_*")


def copy_product(copy: Path, *, with_tests: bool = False) -> None:
    """Copy the packages, the locales and the settings into the folder; the tests as well where a process needs them."""
    folders = {path.parent for path in ROOT.glob("*/__init__.py")} | {ROOT / "locales"}
    folders = folders - {ROOT / "benchmarks"} | ({ROOT / "tests"} if with_tests else set())
    for folder in folders:
        shutil.copytree(folder, copy / folder.name, ignore=_IN_TESTS if folder.name == "tests" else _UNFINISHED)
    shutil.copy(ROOT / "settings.py", copy)


def answers_in(copy: Path, program: Path) -> dict[str, Any]:
    """Run a program on the copy's packages and return the JSON object that it prints."""
    done = subprocess.run(
        [sys.executable, program],
        cwd=copy,
        env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answered: dict[str, Any] = json.loads(done.stdout)
    return answered
