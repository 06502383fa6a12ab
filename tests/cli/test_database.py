"""backup, restore, check and search in a terminal, as processes with real files."""

import asyncio
import fcntl
import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.app import _app
from domain.audit import Change
from domain.ids import person_id
from tests.cli.test_command_line import run
from tests.storage.openers import open_storage
from tests.storage.shelf import NOW, Shelf
from tests.storage.sqlite.files import make_older, version_of


async def _fill(folder: Path, *titles: str) -> None:
    async with open_storage(folder) as opened:
        shelf = Shelf(opened.storage)
        for title in titles:
            await shelf.tell(title)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "jarchi.db"
    asyncio.run(_fill(tmp_path, "Тушат пожары в горах", "Открыт мост"))
    return path


def titles(path: Path, *words: str) -> list[str]:
    answer = run("search", *words, "--json", env={"DATABASE_PATH": str(path)})
    assert answer.returncode == 0, answer.stderr
    return [story["title"] for story in json.loads(answer.stdout)["stories"]]


def test_search_finds_forms_understands_the_query_and_suggests(database: Path) -> None:
    assert titles(database, "пожаров") == ["Тушат пожары в горах"]
    assert titles(database, "страна:kg", "-мост", "since:9999d") == ["Тушат пожары в горах"]
    wrong = run("search", "gj;fhs", env={"DATABASE_PATH": str(database)})
    assert "Тушат пожары" in wrong.stdout
    assert "пожары" in wrong.stderr
    assert "пожары?" in run("search", "похары", env={"DATABASE_PATH": str(database)}).stdout


def test_a_backup_is_restored(database: Path, tmp_path: Path) -> None:
    copy, env = tmp_path / "copy.db", {"DATABASE_PATH": str(database)}
    saved = run("backup", str(copy), env=env)
    assert saved.returncode == 0
    assert str(copy.stat().st_size) in saved.stdout
    asyncio.run(_fill(tmp_path / "other", "Иная весть"))
    database.write_bytes((tmp_path / "other" / "jarchi.db").read_bytes())
    restored = run("restore", str(copy), env=env)
    assert restored.returncode == 0, restored.stderr
    assert titles(database, "мосты") == ["Открыт мост"]


@pytest.mark.parametrize("arguments", [["backup", ""], ["restore", ""], ["pairs", "export", "--out", ""]])
def test_an_empty_name_of_a_file_is_refused_before_anything_is_opened(arguments: list[str]) -> None:
    answer = CliRunner().invoke(_app, arguments)
    assert (answer.exit_code, "name of a file" in answer.output) == (2, True)


def test_a_backup_replaces_neither_a_pipe_nor_a_link(database: Path, tmp_path: Path) -> None:
    pipe, link, copy = tmp_path / "pipe", tmp_path / "link", tmp_path / "copy.db"
    os.mkfifo(pipe)
    env = {"DATABASE_PATH": str(database)}
    assert run("backup", str(pipe), env=env).returncode == 2
    assert pipe.is_fifo()
    link.symlink_to(copy)
    assert run("backup", str(link), env=env).returncode == 0
    assert link.is_symlink()
    assert copy.is_file()


def test_a_drill_says_what_a_backup_holds_and_touches_nothing(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    env = {"DATABASE_PATH": str(tmp_path / "absent.db")}
    assert run("backup", str(copy), env={"DATABASE_PATH": str(database)}).returncode == 0
    drilled = run("restore", str(copy), "--drill", "--json", env=env)
    assert drilled.returncode == 0, drilled.stderr
    said = json.loads(drilled.stdout)
    assert said["faults"] == []
    assert said["holds"]["articles"] == 2
    assert not (tmp_path / "absent.db").exists()
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    cut = run("restore", str(copy), "--drill", env=env)
    assert cut.returncode == 2
    assert "is damaged" in cut.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("backup", "jarchi.db"), "is the database itself"),
        (("backup", "nowhere/copy.db"), "no folder"),
        (("restore", "absent.db"), "There is nothing at"),
        (("restore", "notes.txt"), "is damaged"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    database: Path, tmp_path: Path, words: tuple[str, str], said: str
) -> None:
    (tmp_path / "notes.txt").write_text("nothing to restore\n" * 1000)
    before = database.read_bytes()
    answer = run(words[0], str(tmp_path / words[1]), env={"DATABASE_PATH": str(database)})
    assert answer.returncode == 2
    assert said in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1
    assert database.read_bytes() == before


def test_nothing_is_restored_under_a_running_bot(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("backup", str(copy), env={"DATABASE_PATH": str(database)}).returncode == 0
    with Path(f"{database}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = run("restore", str(copy), env={"DATABASE_PATH": str(database)})
        assert run("backup", str(tmp_path / "again.db"), env={"DATABASE_PATH": str(database)}).returncode == 0
    assert answer.returncode == 1
    assert "in use" in answer.stderr


@pytest.mark.parametrize("words", [("search", "мост"), ("stories",), ("backup", "copy.db"), ("run",)])
def test_a_damaged_database_is_said_plainly_with_what_to_do_and_left_as_it_is(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = tmp_path / "news.db"
    path.write_bytes(b"SQLite format 3\x00" + b"damaged beyond repair " * 1000)
    before = path.read_bytes()
    words = tuple(str(tmp_path / word) if word.endswith(".db") else word for word in words)
    answer = run(*words, env={"DATABASE_PATH": str(path), "BOT_TOKEN": "123456789:" + "a" * 35})
    assert answer.returncode == 2
    assert "is damaged" in answer.stderr
    assert "restore a backup" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert path.read_bytes() == before


def test_check_says_what_is_wrong_with_the_database(database: Path) -> None:
    def fault() -> str | None:
        answer = run("check", "--json", env={"DATABASE_PATH": str(database)})
        found: dict[str, str | None] = {one["what"]: one["fault"] for one in json.loads(answer.stdout)["checks"]}
        return found["database"]

    assert fault() is None
    database.write_bytes(b"no database " * 1000)
    assert "is damaged" in str(fault())


READING = (("search", "мост"), ("stories",), ("digest",), ("feeds", "list"), ("check",))


@pytest.mark.parametrize("words", READING)
def test_a_command_that_reads_leaves_an_older_bots_database_as_it_is(database: Path, words: tuple[str, ...]) -> None:
    version = make_older(database)
    answer = run(*words, env={"DATABASE_PATH": str(database)})
    assert answer.returncode == (1 if words[0] == "check" else 2)
    assert "was made by an older version of Jarchi" in answer.stderr + answer.stdout
    assert version_of(database) == version
    assert [path.name for path in database.parent.glob("*.db*")] == ["jarchi.db"]


def test_an_older_database_is_backed_up_as_it_is_and_changed_only_under_the_lock(
    database: Path, tmp_path: Path
) -> None:
    version, env, copy = make_older(database), {"DATABASE_PATH": str(database)}, tmp_path / "copy.db"
    link = tmp_path / "elsewhere" / "news.db"
    link.parent.mkdir()
    link.symlink_to(database)
    with Path(f"{database}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert run("backup", str(copy), env=env).returncode == 0
        for path in (database, link):
            refused = run("poll", env={"DATABASE_PATH": str(path)})
            assert refused.returncode == 1
            assert "in use" in refused.stderr, "the lock is the file's, whatever it is called"
    assert (version_of(database), version_of(copy)) == (version, version)
    polled = run("poll", env=env | {"CATALOGUE_DIR": str(_empty_catalogue(tmp_path))})
    assert polled.returncode == 0, polled.stderr
    assert version_of(database) > version
    (kept,) = database.parent.glob("jarchi.db.before-schema-*")
    assert version_of(kept) == version
    assert kept.stat().st_mode & 0o777 == 0o600


def _empty_catalogue(folder: Path) -> Path:
    catalogue = folder / "catalogue"
    shutil.copytree(Path(__file__).parents[2] / "catalogue", catalogue)
    (catalogue / "feeds.toml").write_text("")
    return catalogue


def test_search_says_which_stories_only_other_words_or_languages_found(tmp_path: Path) -> None:
    path = tmp_path / "jarchi.db"
    asyncio.run(_fill(tmp_path, "Возгорание на складе", "Пожар в лесу"))
    env = {"DATABASE_PATH": str(path)}
    found = json.loads(run("search", "пожар", "--json", env=env).stdout)["stories"]
    assert [(story["title"], story["by_word"]) for story in found] == [
        ("Пожар в лесу", True),
        ("Возгорание на складе", False),
    ]
    lines = run("search", "пожар", env=env).stdout.splitlines()
    assert [line for line in lines if "other words and languages" in line] == [lines[1]]
    assert titles(path, "пожар", "--own-language") == ["Пожар в лесу"]


async def _change(folder: Path) -> None:
    async with open_storage(folder) as opened:
        await opened.storage.newsroom.record(
            [Change(person_id(5), "feed-added", "Тандем"), Change(None, "role", about=person_id(7))], now=NOW
        )
        await opened.storage.newsroom.record(
            [Change(person_id(5), "feed-edited", "Тандем", "country: ", "country: kg")], now=NOW
        )


def test_audit_lists_what_the_newsroom_changed_newest_first_and_goes_on_from_a_number(tmp_path: Path) -> None:
    asyncio.run(_change(tmp_path))
    env = {"DATABASE_PATH": str(tmp_path / "jarchi.db")}
    lines = run("audit", env=env).stdout.splitlines()
    assert [line.split("UTC  ")[1] for line in lines] == [
        "5  feed-edited Тандем: country: -> country: kg", "forgotten  role 7", "5  feed-added Тандем",
    ]  # fmt: skip
    assert "2026-03-01 06:00 UTC" in lines[0]
    found = json.loads(run("audit", "--limit", "1", "--json", env=env).stdout)["changes"]
    assert [one["after"] for one in found] == ["country: kg"]
    rest = json.loads(run("audit", "--before", str(found[0]["id"]), "--json", env=env).stdout)["changes"]
    assert [one["action"] for one in rest] == ["role", "feed-added"]
    beyond = run("audit", "--before", str(10**20), env=env)
    assert (beyond.returncode, "is not in the range" in beyond.stderr) == (2, True)
