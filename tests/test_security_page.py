"""What the security page says about the code is found in the code."""

import re
from pathlib import Path

import pytest

from handlers.inline import CACHED
from jobs.retention import DELIVERIES_KEPT
from settings import Settings
from storage.interface.inbox import PAYLOAD_KEPT, UPDATES_KEPT

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/security.md").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w-]+/[\w./-]*)`", PAGE))))
def test_every_file_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([A-Z]+_[A-Z_]+)`", PAGE))))
def test_every_setting_named_is_one(name: str) -> None:
    assert name.lower() in Settings.model_fields


def test_how_long_things_are_kept_is_told_as_it_is() -> None:
    assert DELIVERIES_KEPT.days == 8
    assert "which stories, for\neight days" in PAGE
    assert PAYLOAD_KEPT.total_seconds() == 3600
    assert UPDATES_KEPT.days == 2
    assert "after an hour at the latest; its number for\ntwo days" in PAGE
    assert CACHED == 60
    assert "may repeat the answer to a query for a minute" in PAGE


def test_the_report_goes_to_a_page_that_is_there() -> None:
    links = re.findall(r"\]\(([^)]+)\)", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert links == ["docs/security.md"]
