"""The pinned packages can be installed with `pip install -r requirements.txt`, on every supported Python."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROMISED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
OLDEST = f"{PROMISED.removeprefix('>=')}.0"
LISTS = ["requirements.txt", "requirements-dev.txt"]
MACHINES = [
    {"extra": "", "python_version": python, "python_full_version": f"{python}.0", "sys_platform": system.lower(),
     "platform_system": system, "platform_machine": machine}
    for python in ("3.11", "3.12", "3.13", "3.14")
    for system, machine in (("Linux", "x86_64"), ("Linux", "aarch64"), ("Darwin", "arm64"))
]  # fmt: skip
PINNED = re.compile(r"(?m)^([a-z0-9][a-z0-9._-]*)==(\S+)(?: ; ([^\\\n]+?))? \\\n((?:    --hash=\S+(?: \\)?\n)*)")


def pins(file: str) -> dict[str, str]:
    """Return package → version of one list."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return {canonicalize_name(found[1]): found[2] for found in PINNED.finditer(text)}


def lacking(pinned: dict[str, str]) -> list[str]:
    """Return dependencies of the installed packages that the list leaves open or contradicts."""
    faults = []
    for name in pinned:
        try:
            declared = distribution(name).requires or []
        except PackageNotFoundError:  # for another platform
            continue
        for wanted in map(Requirement, declared):
            if wanted.marker and not any(map(wanted.marker.evaluate, MACHINES)):
                continue
            release = pinned.get(canonicalize_name(wanted.name))
            if release is None:
                faults.append(f"{name} needs {wanted.name}, which is not pinned")
            elif not wanted.specifier.contains(release, prereleases=True):
                faults.append(f"{name} needs {wanted}, and {release} is pinned")
    return faults


@pytest.mark.parametrize("file", LISTS)
def test_every_pinned_release_takes_the_oldest_python_promised(file: str) -> None:
    refused = []
    for name in pins(file):
        try:
            wants = (distribution(name).metadata.get_all("Requires-Python") or [None])[0]
        except PackageNotFoundError:  # for another platform
            continue
        if wants and not SpecifierSet(wants).contains(OLDEST):
            refused.append(f"{name} wants Python {wants}")
    assert not refused


@pytest.mark.parametrize("file", LISTS)
def test_a_list_holds_whatever_its_packages_declare(file: str) -> None:
    assert lacking(pins(file)) == []


def test_a_package_left_out_of_a_list_is_missed() -> None:
    pinned = pins("requirements.txt")
    del pinned["navec"]
    assert "natasha needs navec, which is not pinned" in lacking(pinned)
    assert any("aiohttp" in fault for fault in lacking(pinned | {"aiohttp": "1.0"}))


@pytest.mark.parametrize("file", LISTS)
def test_every_line_of_a_list_is_a_pin_with_hashes(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    lines = re.findall(r"(?m)^(?!#|\s|$).*", text)
    found = list(PINNED.finditer(text))
    assert [match[0].splitlines()[0] for match in found] == lines
    assert [match[1] for match in found if "--hash=sha256:" not in match[4]] == []


def test_the_tests_run_on_the_releases_that_the_bot_is_installed_with() -> None:
    ours, theirs = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: theirs.get(name) for name in ours} == ours


@pytest.mark.parametrize("file", ["Makefile", "Dockerfile"])
def test_nothing_installs_with_the_dependencies_switched_off(file: str) -> None:
    assert "--no-deps" not in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", [*LISTS, "requirements.in", "requirements-dev.in"])
def test_a_list_names_no_place_that_packages_come_from(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", text)
