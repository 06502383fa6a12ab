"""Every method of the storage has a test in this folder, and every key of a fault has its text."""

import ast
import inspect
import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_type_hints

import pytest

from cli.faults import STORAGE_FAULTS
from storage.interface import Storage, StorageFault, StorageKeeper
from tests.texts import TEXTS

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(__file__).parent
_READERS_ONLY = {
    StorageFault.INTERRUPTED,
    StorageFault.FOLLOW_GONE,
    StorageFault.STORY_CHANGED,
}  # no command can cause these


def methods() -> set[str]:
    """Return all methods of all Protocols of a storage, such as `feeds.add`."""
    protocols = {**get_type_hints(Storage), "keeper": StorageKeeper}
    return {
        f"{store}.{name}"
        for store, protocol in protocols.items()
        for name, _ in inspect.getmembers(protocol, lambda one: inspect.isfunction(one) or isinstance(one, property))
        if not name.startswith("_")
    }


def called_by(sources: Iterable[str]) -> set[str]:
    """Return the methods of a storage that the tests in these sources call."""
    found = set()
    for source in sources:
        for test in ast.walk(ast.parse(source)):
            if isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef) and test.name.startswith("test_"):
                found |= {_asked(node) for node in ast.walk(test) if isinstance(node, ast.Attribute)}
    return found


def _asked(node: ast.Attribute) -> str:
    """Return `feeds.add` for storage.feeds.add, and for feeds.add if a test has a variable of that name."""
    match node.value:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return f"{name}.{node.attr}"
        case ast.Call(func=ast.Name(id="keeper_at")):
            return f"keeper.{node.attr}"
    return ""


def test_every_method_of_every_protocol_is_asked_by_a_test_of_the_contract() -> None:
    sources = [path.read_text("utf-8") for path in FOLDER.glob("test_*.py") if path != Path(__file__)]
    assert methods() - called_by(sources) == set()


def test_a_method_that_only_a_helper_calls_counts_as_untested() -> None:
    helper = "async def feed(storage):\n    await storage.feeds.add(1)\n"
    asked = (
        "async def test_it(storage):\n    pages = storage.pages\n    await pages.due()\n    await storage.feeds.all()\n"
    )
    assert "feeds.add" not in called_by([helper, asked])
    assert {"pages.due", "feeds.all"} <= called_by([helper, asked])
    assert {"feeds.add", "pages.due", "told.articles", "keeper.hold", "keeper.name"} <= methods()


@pytest.mark.parametrize("name", [*sorted(get_type_hints(Storage)), "keeper"])
def test_every_method_says_what_it_does(name: str) -> None:
    protocol = StorageKeeper if name == "keeper" else get_type_hints(Storage)[name]
    silent = [
        method
        for method, function in inspect.getmembers(protocol, inspect.isfunction)
        if not method.startswith("_") and not function.__doc__
    ]
    assert silent == []


def test_every_fault_that_is_raised_has_a_name_and_is_said_to_readers_and_to_the_operator() -> None:
    raised = set()
    for path in (ROOT / "storage").rglob("*.py"):
        raised |= set(re.findall(r'StorageError\(\s*"([\w-]+)"', path.read_text("utf-8")))
        raised |= {StorageFault[name] for name in re.findall(r"StorageError\(\s*StorageFault\.(\w+)", path.read_text())}
    assert raised == set(StorageFault)
    assert set(StorageFault) - set(STORAGE_FAULTS) == _READERS_ONLY
    texts = TEXTS
    for locale in ("ru", "ky", "kk", "uz", "tg", "en"):
        for key in StorageFault:
            assert texts.translator(locale)(key, version=2, known=1, reason="no") not in ("", key), (locale, key)
