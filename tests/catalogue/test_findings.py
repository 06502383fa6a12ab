"""Writing whether the catalogue's addresses answered changes nothing else in its files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalogue.document import CatalogueError
from catalogue.findings import write_findings
from catalogue.sources import load_sources

NOW = datetime(2026, 11, 24, tzinfo=UTC)
BEFORE = """# Outlets, by hand

[[feed]]
url = "https://one.example/rss"
title = "One"  # ours
verified = false
seen = "2025"
kind = "private"

[[feed]]
url = "@two_news"
title = "Two"

[[feed]]
url = "https://three.example/rss"
title = "Three"
verified = true
seen = "2026-08"

[[feed]]
url = "https://four.example/rss"
title = "Four"
"""
AFTER = """# Outlets, by hand

[[feed]]
url = "https://one.example/rss"
title = "One"  # ours
verified = true
seen = "2026-11"
kind = "private"

[[feed]]
url = "@two_news"
title = "Two"
verified = true
seen = "2026-11"

[[feed]]
url = "https://three.example/rss"
title = "Three"
verified = false
seen = "2026-08"

[[feed]]
url = "https://four.example/rss"
title = "Four"
"""


def test_findings_are_written_beside_their_address(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(BEFORE, "utf-8")
    answers = {
        "https://one.example/rss": True,
        "https://t.me/s/two_news": True,
        "https://three.example/rss": False,
        "https://elsewhere.example/rss": True,
    }
    assert write_findings(tmp_path, answers, now=NOW) == 3
    assert (tmp_path / "feeds.toml").read_text("utf-8") == AFTER
    assert [source.is_verified for source in load_sources(tmp_path)] == [True, True, False, False]
    assert write_findings(tmp_path, answers, now=NOW) == 3
    assert (tmp_path / "feeds.toml").read_text("utf-8") == AFTER


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(BEFORE, "utf-8")
    (tmp_path / "outlets" / "kg.toml").mkdir(parents=True)
    with pytest.raises(CatalogueError, match=r"^kg\.toml:1: cannot be written: Is a directory$"):
        write_findings(tmp_path, {"https://one.example/rss": True}, now=NOW)
