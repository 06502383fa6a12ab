"""With --json, every command prints its result as one JSON document on standard output."""

import asyncio
import importlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from cli.app import COMMANDS
from domain.clock import AdjustableClock
from domain.feed import NewFeed
from tests.cli.test_command_line import run
from tests.storage.openers import open_storage
from tests.storage.shelf import Shelf

FEED = "https://tandem.example/rss"
# Commands that run until stopped; `run` has no result at all, and the demo's result is the address of its page.
SERVES = {"run", "demo"}
# The arguments to test each command with; FILE stands for an existing file, NEW for one that does not exist.
WORDS = {
    "poll": (),
    "feeds add": ("https://parus.example/rss", "--unchecked"),
    "feeds list": (),
    "feeds check": ("file:///etc/passwd",),
    "feeds import": ("FILE.opml", "--dry-run"),
    "feeds edit": (FEED, "--proxy", "direct"),
    "feeds full-text": (FEED,),
    "feeds reread": (),
    "feeds export": (),
    "stories": (),
    "search": ("мосты",),
    "digest": (),
    "annotate": ("FILE.jsonl",),
    "audit": (),
    "stats": (),
    "pairs export": ("--out", "NEW"),
    "backup": ("NEW.db",),
    "restore": ("FILE.db",),
    "check": (),
}


def _walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for inner, under in command.commands.items():
            yield from _walk(f"{name} {inner}", under)
    else:
        yield name, command


def commands() -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, (module, _) in COMMANDS.items():
        found |= _walk(name, getattr(importlib.import_module(module), name.replace("-", "_")))
    return found


@pytest.mark.parametrize("name", sorted(set(commands()) - {"run"}))
def test_every_command_that_has_a_result_takes_json(name: str) -> None:
    assert "--json" in {word for option in commands()[name].params for word in option.opts}


def test_every_command_is_tried_below() -> None:
    # `move` needs two databases: tests/cli/test_move.py.
    assert set(commands()) == set(WORDS) | SERVES | {"move"}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a database of one story and one feed that is not due, and with the files for commands."""
    folder = tmp_path_factory.mktemp("json")

    async def fill() -> None:
        async with open_storage(folder) as opened:
            await Shelf(opened.storage).tell("Открыт мост")
            feed = NewFeed(url=FEED, title="Тандем", source="Тандем", origin="terminal")
            await opened.storage.feeds.add_many([feed], now=AdjustableClock().now())

    asyncio.run(fill())
    shutil.copy(folder / "jarchi.db", folder / "FILE.db")
    (folder / "catalogue").mkdir()
    for name in ("topics.toml", "phrases.toml"):
        text = (Path(__file__).parents[2] / "catalogue" / name).read_text("utf-8")
        (folder / "catalogue" / name).write_text(text, "utf-8")
    (folder / "catalogue" / "feeds.toml").write_text("", "utf-8")
    (folder / "catalogue" / "lexicon").mkdir()
    (folder / "catalogue" / "lexicon" / "words.tsv").write_text("", "utf-8")
    outline = '<outline type="rss" text="Парус" xmlUrl="https://parus.example/rss"/>'
    (folder / "FILE.opml").write_text(f'<opml version="2.0"><body>{outline}</body></opml>', "utf-8")
    (folder / "FILE.jsonl").write_text('{"id": 1, "text": "В городе открыли мост."}\n' * 2, "utf-8")
    return folder


def answer(shelf: Path, name: str, *more: str) -> Any:
    given = [str(shelf / word) if word.startswith(("FILE", "NEW")) else word for word in (*WORDS[name], *more)]
    env = {"DATABASE_PATH": str(shelf / "jarchi.db"), "CATALOGUE_DIR": str(shelf / "catalogue")}
    done = run(*name.split(), *given, "--json", env=env)
    assert done.returncode == (1 if name == "feeds check" else 0), done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", [name for name in WORDS if name != "poll"])
def test_the_whole_output_is_one_document(shelf: Path, name: str) -> None:
    document = answer(shelf, name)
    assert isinstance(document, dict)
    assert document


def test_the_documents_say_what_the_lines_say(shelf: Path) -> None:
    assert FEED in {feed["url"] for feed in answer(shelf, "feeds export")["feeds"]}
    assert answer(shelf, "feeds full-text") == {"url": FEED, "full_text": True}
    assert answer(shelf, "feeds full-text", "--off") == {"url": FEED, "full_text": False}
    saved = answer(shelf, "backup")
    assert saved == {"file": str(shelf / "NEW.db"), "bytes": (shelf / "NEW.db").stat().st_size}
    assert answer(shelf, "restore") == {"database": str(shelf / "jarchi.db"), "restored_from": str(shelf / "FILE.db")}
    read = answer(shelf, "annotate")["articles"]
    assert [row["language"] for row in read] == ["ru", "ru"]
