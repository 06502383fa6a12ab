"""No file of the project is too long to be read at once."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = [path.parent for path in ROOT.glob("*/__init__.py")] + [ROOT / "tests"]
LONGEST = 300  # lines


def test_no_file_is_long() -> None:
    files = [*ROOT.glob("*.py"), *(path for room in ROOMS for path in room.rglob("*.py"))]
    assert len(files) > 500, "or the files were not found"
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
