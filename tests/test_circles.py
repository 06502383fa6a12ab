"""No module imports itself through other modules.

Imports inside functions count, because they hide a cycle without breaking it. An import that is there for a reason (a
library that takes seconds to load) gives that reason in a comment on its line or the line above, and does not count.
"""

import ast
import tokenize
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = sorted({path.relative_to(ROOT).parts[0] for path in ROOT.glob("[a-z]*/**/*.py")} - {"build", "docs"})


def modules_of(root: Path, rooms: list[str]) -> dict[str, Path]:
    """Return the file of each module in those packages and of the modules beside them, by dotted name."""
    files = [*root.glob("*.py"), *(path for room in rooms for path in (root / room).rglob("*.py"))]
    return {".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path for path in files}


def graph_of(modules: dict[str, Path]) -> dict[str, set[str]]:
    """Return the imports of each module among the others."""
    found: dict[str, set[str]] = {}
    for module, path in modules.items():
        names = (_known(name, modules) for name in imported(path, module))
        found[module] = {name for name in names if name not in ("", module)}
    return found


def imported(path: Path, module: str) -> Iterator[str]:
    """Yield the dotted names that a file imports, without imports in functions that give a reason."""
    tree = ast.parse(path.read_text("utf-8"))
    top = {id(node) for node in tree.body}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    commented = set() if all(id(node) in top for node in imports) else _commented_lines(path)
    for node in imports:
        if id(node) not in top and {node.lineno - 1, node.lineno} & commented:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
            continue
        package = module if path.name == "__init__.py" else module.rpartition(".")[0]
        start = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
        parent = ".".join(part for part in (start, node.module or "") if part)
        yield from (f"{parent}.{alias.name}" for alias in node.names)


def _commented_lines(path: Path) -> set[int]:
    with path.open("rb") as file:
        return {token.start[0] for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT}


def _known(name: str, modules: dict[str, Path]) -> str:
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def circle_in(graph: dict[str, set[str]]) -> list[str]:
    """Return the modules of one cycle in the order of their imports, or an empty list."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


@pytest.mark.untraced
def test_no_module_imports_itself_by_a_way_round() -> None:
    modules = modules_of(ROOT, ROOMS)
    assert {"bot", "emulator.server", "tests.test_circles"} <= modules.keys()
    circle = circle_in(graph_of(modules))
    assert circle == [], " → ".join(circle)


@pytest.mark.parametrize(
    ("back", "is_circle"),
    [
        ("from room.first import value", True),
        ("from room import first", True),
        ("from . import first", True),
        ("from .first import value", True),
        ("import room.first", True),
        ("def later():\n    import room.first", True),
        ("if TYPE_CHECKING:\n    from room.first import value", True),
        ("def later():\n    # takes seconds to load\n    import room.first", False),
        ("def later():\n    import room.first  # takes seconds to load", False),
        ("import room.first  # a comment excuses nothing at the top", True),
        ("import room", False),
    ],
)
def test_a_circle_is_found_wherever_the_import_stands(tmp_path: Path, back: str, is_circle: bool) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "__init__.py").touch()
    (room / "first.py").write_text("import room.second\nvalue = 1\n")
    (room / "second.py").write_text("from room.third import value\n")
    (room / "third.py").write_text(f"value = 1\n{back}\n")
    circle = circle_in(graph_of(modules_of(tmp_path, ["room"])))
    assert bool(circle) is is_circle
    assert not is_circle or set(circle) == {"room.first", "room.second", "room.third"}
