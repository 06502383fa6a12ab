"""Everything that the README tells a newcomer to type exists."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.sources import load_feeds
from cli.app import COMMANDS
from domain.clock import AdjustableClock
from emulator.world import World
from text.languages import LOCALES

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(page.read_text("utf-8") for page in PAGES)


def test_every_make_target_named_exists() -> None:
    named = set(re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", TEXT, re.MULTILINE))
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8")))
    assert {a or b for a, b in named}
    assert {a or b for a, b in named} <= targets


@pytest.mark.parametrize("line", sorted(set(re.findall(r"python bot\.py ([a-z]+(?: [a-z]+)?)?", TEXT)) - {""}))
def test_every_command_named_answers_help(line: str) -> None:
    words = line.split()
    assert words[0] in COMMANDS
    words = words if words[0] == "feeds" else words[:1]
    answer = subprocess.run(
        [sys.executable, "bot.py", *words, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert "Usage:" in answer.stdout


def test_every_command_is_told_of() -> None:
    assert {name for name in COMMANDS if f"python bot.py {name}" not in TEXT} == set()


def test_every_relative_link_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_as_many_outlets_are_promised_as_the_demo_has() -> None:
    number = ("eight", "nine", "ten", "eleven", "twelve")[len(World(AdjustableClock()).outlets) - 8]
    assert f"{number} invented outlets" in (ROOT / "README.md").read_text("utf-8")


def test_every_language_the_bot_speaks_has_a_feed_that_is_written_in_it() -> None:
    written = {feed.language for feed in load_feeds(ROOT / "catalogue")}
    assert written >= set(LOCALES)
