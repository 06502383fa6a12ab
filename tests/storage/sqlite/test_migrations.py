"""Migrations: unchanged once released, and every older file becomes the same as a new one."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from domain.chat import Place
from domain.clock import AdjustableClock
from domain.faults import StorageBug
from domain.ids import ChatId
from storage.interface import StorageError
from storage.search_request import request_of
from storage.sqlite import copies, open_storage
from storage.sqlite.migrate import FOLDER, migrations, statements
from text.query import parse

# Hashes of all migrations that were ever on main. A faulty one is corrected by the next one.
FROZEN = {
    1: "b3cf0b97391d3313",
    2: "f12855eae7e12ddd",
    3: "4b9d9f37d6e44166",
    4: "1bee2ed0d75b22b8",
    5: "a65e739ebbc0e6cd",
    6: "1b87692d831fab11",
    7: "c6de365f00856ad7",
    8: "ede0a3aa589d688a",
    9: "be7ae839fb0e0646",
    10: "40eea038310434cd",
    11: "62d2bc2d9cb71934",
    12: "319e6a80ca9d26bd",
    13: "d9946c34db0bd9bd",
    14: "9c484916ffae5f52",
    15: "ef86a7fdef441538",
    16: "8dce2a3d223f257e",
    17: "f71d82434efd639e",
    18: "85e99e88af37b4ba",
    19: "c7ab858028dfed9b",
    20: "1d30321aecded744",
    21: "4a0c8eb1550c2b11",
    22: "8e0d0b0674136322",
    23: "86f840265110f98c",
    24: "c4b159a624c5caac",
    25: "59982e900e5ea2a1",
    26: "0b596e140c8f721d",
    27: "8200c1d550945a97",
    28: "db2ef7159ea27f02",
    29: "818ec5503004e149",
    30: "adfb39b6da946028",
    31: "06fc2523bf60122e",
    32: "c7a079db52921e96",
    33: "9e318dc2ec8f7a65",
    34: "9a640d71f1f96454",
    35: "d59658c9c18435ae",
    36: "3506eb3ea1d1e9cb",
    37: "02d767acb864c1a5",
    38: "014a751ad636f91d",
    39: "551714a0d0e7d258",
    40: "deab560da74c51ae",
    41: "1740717976af693e",
    42: "377a23b2f19f36f2",
}
SEEDS = Path(__file__).with_name("seeds.sql")  # rows for each version, after a line `-- VERSION`


def seeds(version: int) -> str:
    """Return the statements for rows that are new in that version, as it wrote them."""
    parts = SEEDS.read_text("utf-8").split("\n-- ")
    return "\n".join(part.partition("\n")[2] for part in parts if part.split()[0] == str(version))


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def schema(path: Path) -> list[tuple[str, ...]]:
    with opened(path) as connection:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name")
        return [(kind, name, table, " ".join((sql or "").replace('"', "").split())) for kind, name, table, sql in rows]


def index_settings(path: Path) -> dict[str, int]:
    with opened(path) as connection:
        return dict(connection.execute("SELECT k, v FROM words_config"))


Contents = dict[str, list[dict[str, object]]]


def contents(path: Path) -> Contents:
    """Return the rows of every table but those of the search index, in the order of their keys."""
    with opened(path) as connection:
        connection.row_factory = sqlite3.Row
        names = [row["name"] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            name: sorted(map(dict, connection.execute(f"SELECT * FROM {name}")), key=lambda row: repr([*row.items()]))
            for name in names
            if not name.startswith(("words", "sqlite"))
        }


def make(path: Path, version: int) -> None:
    """Make a file as that version of the program left it, with rows in every table."""
    with opened(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for number, sql in migrations()[:version]:
            for statement in [*statements(sql), *statements(seeds(number))]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


def test_no_migration_was_changed_after_it_came_out() -> None:
    found = {number: hashlib.sha256(sql.encode()).hexdigest()[:16] for number, sql in migrations()}
    assert {number: found.get(number) for number in FROZEN} == FROZEN
    assert set(found) == set(FROZEN), "write the new migration down here"
    assert all(path.name[:4].isdigit() for path in FOLDER.glob("*.sql"))


@pytest.mark.parametrize("version", range(len(FROZEN)))
async def test_a_file_of_an_older_version_becomes_a_new_one_and_keeps_what_it_holds(
    tmp_path: Path, version: int
) -> None:
    fresh = await open_storage(tmp_path / "fresh.db", clock=AdjustableClock())
    await fresh.close()
    path, copy, again = tmp_path / "old.db", tmp_path / "copy.db", tmp_path / "again.db"
    make(path, version)
    copies.copy(path, copy)
    assert contents(copy) == contents(path)
    with opened(path) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE TABLE%'")]
        tables = [name for name in tables if not name.startswith(("words", "sqlite"))]
        before = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
    assert all(before.values()), f"nothing is seeded into {[name for name, count in before.items() if not count]}"
    migrated = await open_storage(path, clock=AdjustableClock())
    try:
        faults = await migrated.storage.housekeeping.check()
        assert [fault.partition(" until ")[0] for fault in faults] == ["retention waits"] * (version >= 20)
        waiting = await migrated.storage.articles.without_annotation(limit=10)
        # Up to version 27, an article that waited for its page was not queued for the annotator.
        assert [article.id for article in waiting] == ([] if not version else [1, 2] if version >= 5 else [2])
        if version >= 2:
            for query in ("пожары страна:kg тема:общество", "пожар до:2026-02-26", "с:2026-02-25"):
                page = await migrated.storage.search.search(request_of(parse(query), limit=5))
                assert page.best == (1,), query
        if version >= 9:
            for query, best in (
                ("мост", (4, 3)), ("старый до:2012-01", (3,)), ("старый мост до:2025-09", (4, 3)),
                ("мост до:2026-02-26 topic:law-and-crime", (3,)), ("мосты с:2025-01", (4,)),
                ("мост до:2025-07-02", (4, 3)), ("мост до:2025-07-01", (3,)),
            ):  # fmt: skip
                page = await migrated.storage.search.search(request_of(parse(query), limit=5))
                assert page.best == best, query
        if version >= 3:
            chat = await migrated.storage.chats.get(Place(ChatId(7)))
            assert chat is not None
            assert [follow.query for follow in await migrated.storage.follows.of(ChatId(7))] == ["мост"]
            told = await migrated.storage.told.articles([Place(ChatId(7))], since=datetime.fromtimestamp(0, UTC))
            assert told == {Place(ChatId(7)): {1} if version >= 10 else frozenset()}
    finally:
        await migrated.close()
    assert schema(path) == schema(tmp_path / "fresh.db")
    assert index_settings(path) == index_settings(tmp_path / "fresh.db")
    if version:
        copies.restore(copy, again)
        assert schema(again) == schema(path)
        assert contents(again) == contents(path), "a backup of that version becomes what the file itself becomes"
    if 15 <= version < 28:
        before["annotator_queue"] += 1
    with opened(path) as connection:
        assert before == {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


async def test_the_index_is_merged_seldom_and_in_memory(tmp_path: Path) -> None:
    await (await open_storage(tmp_path / "fresh.db", clock=AdjustableClock())).close()
    found = index_settings(tmp_path / "fresh.db")
    assert (found["automerge"], found["hashsize"], found["pgsz"]) == (6, 8 << 20, 4050)


async def test_whoever_waits_for_a_large_file_of_an_older_version_is_told_why(tmp_path: Path) -> None:
    make(tmp_path / "old.db", 9)
    for path, lines in ((tmp_path / "old.db", 1), (tmp_path / "old.db", 0), (tmp_path / "new.db", 0)):
        with capture_logs() as logs:
            await (await open_storage(path, clock=AdjustableClock())).close()
        said = [line for line in logs if "older version" in line["event"]]
        assert [(line["version"], line["wanted"]) for line in said] == [(9, len(FROZEN))] * lines


async def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "jarchi.db"
    make(path, len(FROZEN))
    with opened(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = path.read_bytes()
    with pytest.raises(StorageError) as refused:
        await open_storage(path, clock=AdjustableClock())
    assert refused.value.key == "storage-newer"
    assert path.read_bytes() == before


async def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "jarchi.db"
    make(path, 3)
    before = schema(path)
    broken = [*migrations()[:3], (4, "CREATE TABLE half (id INTEGER); SELECT no_such_function();")]
    monkeypatch.setattr("storage.sqlite.migrate.migrations", lambda: broken)
    with pytest.raises(StorageBug, match="no_such_function"):
        await open_storage(path, clock=AdjustableClock())
    assert schema(path) == before
