"""What the security page says about the code is found in the code."""

import importlib
import re
from functools import reduce
from pathlib import Path

import pytest

from domain.draft import KEPT
from handlers.inline import CACHED
from handlers.readers.suggest import MOST_OF_ONE
from jobs.retention import DELIVERIES_KEPT
from settings import Settings
from storage.interface.inbox import PAYLOAD_KEPT, UPDATES_KEPT

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/security.md").read_text("utf-8")
WORDS = " ".join(PAGE.split())


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w-]+/[\w./-]*)`", PAGE))))
def test_every_file_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([A-Z]+_[A-Z_]+)`", PAGE))))
def test_every_setting_named_is_one(name: str) -> None:
    assert name.lower() in Settings.model_fields


def test_how_long_things_are_kept_is_told_as_it_is() -> None:
    assert DELIVERIES_KEPT.days == 8
    assert "which stories, for eight days" in WORDS
    assert PAYLOAD_KEPT.total_seconds() == 3600
    assert UPDATES_KEPT.days == 2
    assert "after an hour at the latest; its number for two days" in WORDS
    assert (MOST_OF_ONE, KEPT.days) == (3, 30)
    assert "three suggestions waiting at most" in WORDS
    assert "or after thirty days" in WORDS
    assert CACHED == 60
    assert "may repeat the answer to a query for a minute" in WORDS


UNITS = {"": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
ROWS = re.findall(r"(?m)^\| (?P<what>[^|]+) \| (?P<most>[\d, KMGiB]+) \| (?P<where>`[^|]+) \|$", PAGE)


def numbers(most: str) -> list[float]:
    found = re.findall(r"(\d+(?:,\d{3})*)(?: ([KMG]iB))?", most)
    return [int(digits.replace(",", "")) * UNITS[unit] for digits, unit in found]


def in_the_code(where: str) -> list[float]:
    """Return the values of the names in a cell such as "`feeds/pages.py` ROBOTS_KEPT"; a path holds until the next."""
    found: list[float] = []
    module = ""
    for word in where.replace(",", " ").split():
        if word.startswith("`"):
            module = word.strip("`").removesuffix(".py").replace("/", ".")
        else:
            first, *rest = word.split(".")
            owner = getattr(importlib.import_module(module), first)
            found.append(float(reduce(getattr, rest, owner() if rest else owner)))
    return found


def test_every_row_of_limits_is_read() -> None:
    chapter = PAGE.partition("### Limits")[2].partition("\n## ")[0]
    assert len(ROWS) == len([line for line in chapter.splitlines() if line.startswith("| ")]) - 1  # its head
    assert len(ROWS) > 20


@pytest.mark.parametrize(("what", "most", "where"), ROWS)
def test_each_limit_is_the_one_in_the_code(what: str, most: str, where: str) -> None:
    assert numbers(most) == in_the_code(where), what


def test_the_report_goes_to_a_page_that_is_there() -> None:
    links = re.findall(r"\]\(([^)]+)\)", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert links == ["docs/security.md"]
