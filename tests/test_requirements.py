"""What is pinned installs on the oldest Python that pyproject.toml promises."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
PROMISED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
OLDEST = f"{PROMISED.removeprefix('>=')}.0"


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_pinned_release_takes_the_oldest_python_promised(file: str) -> None:
    refused = []
    for name in re.findall(r"(?m)^([a-z0-9][a-z0-9._-]*)==", (ROOT / file).read_text(encoding="utf-8")):
        try:
            wants = metadata(name).get("Requires-Python")
        except PackageNotFoundError:  # for another platform
            continue
        if wants and not SpecifierSet(wants).contains(OLDEST):
            refused.append(f"{name} wants Python {wants}")
    assert not refused
