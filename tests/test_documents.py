"""The documents name only what the tree has."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "benchmarks/README.md", *(ROOT / "docs").glob("*.md")]
ROOMS = sorted(path.parent.name for path in ROOT.glob("*/__init__.py"))
# A path in backticks, such as `feeds/parsing/kinds.py`; CODE and NAME stand for what somebody adds.
PATHS = re.compile(rf"`((?:{'|'.join([*ROOMS, 'docs', 'locales', 'tests'])})/[\w/.-]*)`")


def paths_in(text: str) -> set[str]:
    return {path for path in PATHS.findall(text) if not re.search(r"\b(?:CODE|NAME)\b", path)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_exists(document: Path) -> None:
    missing = {path for path in paths_in(document.read_text("utf-8")) if not (ROOT / path).exists()}
    assert missing == set()


def test_the_architecture_names_a_file_of_every_room() -> None:
    named = {path.split("/")[0] for path in paths_in((ROOT / "docs" / "architecture.md").read_text("utf-8"))}
    assert named >= set(ROOMS) - {"benchmarks", "cli", "emulator"}


def test_a_missing_path_is_found() -> None:
    assert paths_in("See `feeds/nowhere.py` and `text/languages/CODE.py`.") == {"feeds/nowhere.py"}
