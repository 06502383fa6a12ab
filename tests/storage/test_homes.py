"""Every storage is used only in its own folder: no other test names it, and no other file has SQL."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
OWN = (TESTS / "storage" / "sqlite", TESTS / "storage" / "postgres")
# The import contracts list what may not be imported.
ELSEWHERE = [path for path in TESTS.rglob("*.py") if not set(OWN) & set(path.parents) and path.name != "test_layers.py"]
_NAMES = re.compile(r"storage\.(?:sqlite|postgres)\b|^(?:sqlite3|aiosqlite|asyncpg)\b")
_SQL = re.compile(
    r"\s*(?:SELECT\s.+\sFROM\s|SELECT \(|INSERT\s.*INTO\s|UPDATE\s\S+\sSET\s|DELETE\sFROM\s|PRAGMA\s|"
    r"(?:CREATE|DROP|ALTER)\s(?:TABLE|TRIGGER|INDEX)\s)",
    re.DOTALL,
)


def breaches(source: str) -> list[str]:
    """Return the database modules that Python source imports or patches, and the SQL that it contains."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names if _NAMES.search(name.name)]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{name.name}" for name in node.names]
            # Helpers in tests.storage.postgres may be imported everywhere.
            found += [name for name in names if _NAMES.search(name) and not name.startswith("tests.")]
        elif (text := _text(node)) and (_SQL.match(text) or text.startswith(("storage.sqlite.", "storage.postgres."))):
            found.append(text)
    return found


def _text(node: ast.AST) -> str:
    """Return the text of a string; each value in an f-string is replaced by a name."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or "value" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize("path", ELSEWHERE, ids=lambda path: str(path.relative_to(TESTS)))
def test_no_other_test_knows_a_database(path: Path) -> None:
    if path == Path(__file__).resolve():
        return
    assert breaches(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import sqlite3",
        "import asyncpg",
        "from storage.postgres import PostgresKeeper",
        "from storage.sqlite import open_storage",
        "from storage import sqlite",
        "from storage.sqlite.database import Database",
        'rows = database.read("SELECT state FROM deliveries")',
        'database.write(f"UPDATE {table} SET x = 1")',
        'database.write("UPDATE feeds SET next_poll_at = 0")',
        'patch("storage.sqlite.search.index._APART", 2)',
    ],
)
def test_who_knows_a_database_is_found(source: str) -> None:
    assert breaches(source)
