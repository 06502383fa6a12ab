"""`move` copies a database to PostgreSQL and back, and refuses a target that is not empty."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.context import CommandFailed
from launch.moving import move
from storage.interface import no_step
from tests.cli.test_command_line import run
from tests.storage.openers import open_storage
from tests.storage.postgres.opener import made_database, opened_at, schemas_of
from tests.storage.shelf import Shelf


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    folder = tmp_path / "first"
    folder.mkdir()
    async with open_storage(folder) as opened:
        shelf = Shelf(opened.storage)
        for number in range(5):
            await shelf.tell(f"Пожар номер {number}")
    return folder / "jarchi.db"


@pytest.fixture
def url() -> Iterator[str]:
    with made_database() as address:
        yield address


def titles(env: dict[str, str]) -> list[str]:
    answer = run("search", "пожары", "--json", env=env)
    assert answer.returncode == 0, answer.stderr
    return [story["title"] for story in json.loads(answer.stdout)["stories"]]


def test_a_database_moves_there_and_back(database: Path, url: str, tmp_path: Path) -> None:
    here, there = {"DATABASE_PATH": str(database)}, {"DATABASE_URL": url}
    answer = run("move", "--to", url, env=here)
    assert answer.returncode == 0, answer.stderr
    assert "counts and contents are the same" in answer.stdout
    assert answer.stderr == "", "nobody looks at a terminal"
    assert len(titles(here)) == 5
    assert titles(there) == titles(here)
    again = run("move", "--to", url, env=here)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert "holds something already" in again.stderr
    back = tmp_path / "back.db"
    counted = run("move", "--to", str(back), "--json", env=there)
    assert counted.returncode == 0, counted.stderr
    assert json.loads(counted.stdout)["rows"]["articles"] == 5
    assert titles({"DATABASE_PATH": str(back)}) == titles(here)
    assert run("move", "--to", str(back), env=there).returncode == 1


async def test_what_holds_anything_is_no_target(database: Path, url: str) -> None:
    async with opened_at(url) as storage:
        await storage.pace.close("telegram", 1)
    with pytest.raises(CommandFailed) as refused:
        await move(database, url, no_step)
    assert "holds something already" in str(refused.value)


async def test_a_row_that_the_target_cannot_hold_is_said_in_one_line(database: Path, url: str) -> None:
    async with open_storage(database.parent) as opened:
        shelf = Shelf(opened.storage)
        far = "".join(chr(0x4E00 + (number * number) % 20_000) for number in range(3000))
        await shelf.poll(shelf.article("Далёкий мост", url=f"https://tandem.example/{far}"))
    with pytest.raises(CommandFailed) as refused:
        await move(database, url, no_step)
    assert str(refused.value).startswith("Nothing was moved: index row ")
    assert "\n" not in str(refused.value)
    async with opened_at(url) as there:
        assert not any((await there.housekeeping.counts()).values())


def test_a_backup_of_it_is_made_tried_and_put_back(database: Path, url: str, tmp_path: Path) -> None:
    there, copy = {"DATABASE_URL": url}, tmp_path / "copy.zip"
    assert run("move", "--to", url, env={"DATABASE_PATH": str(database)}).returncode == 0
    assert run("backup", str(copy), env=there).returncode == 0
    drilled = run("restore", "--drill", str(copy), "--json", env=there)
    assert drilled.returncode == 0, drilled.stderr
    assert json.loads(drilled.stdout)["holds"]["articles"] == 5
    before = titles(there)
    assert run("restore", str(copy), env=there).returncode == 0
    assert titles(there) == before
    assert schemas_of(url) == ["public"]
    copy.write_bytes(copy.read_bytes()[:-40])
    damaged = run("restore", str(copy), env=there)
    assert damaged.returncode != 0
    assert "is damaged" in damaged.stderr
    assert titles(there) == before


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("postgresql://jarchi:h%40rd@db.example.org/jarchi", "--to holds a password"),
        ("postgresql://jarchi@db.example.org/jarchi?password=h%40rd", "--to holds a password"),
        ("postgresql://jarchi:h%40rd@db:port/jarchi", "--to: an address such as postgresql://"),
        ("postgresql://db.example.org", "--to: an address such as postgresql://"),
    ],
)
async def test_an_address_that_is_wrong_or_shows_a_password_is_refused(target: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(CommandFailed) as refused:
        await move(tmp_path / "none.db", target, no_step)
    assert (refused.value.status, str(refused.value).count("\n")) == (2, 0)
    assert str(refused.value).startswith(said)
    assert "h%40rd" not in str(refused.value)
