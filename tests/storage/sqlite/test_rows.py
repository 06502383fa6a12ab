"""SQLite's rows, beyond the interface: nothing of people who left, no payload of handled updates."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.chat import Place
from domain.clock import AdjustableClock
from domain.ids import ChatId, UpdateId, person_id
from domain.post import PostKind
from storage.interface import Addressee, StoredUpdate
from storage.sqlite import SqliteStorage, open_storage
from storage.sqlite.inbox import mark_applied
from tests.storage.contract.test_chats import CHAT, NOW, PLAIN, told
from tests.storage.shelf import Shelf


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    storage = await open_storage(tmp_path / "jarchi.db", clock=AdjustableClock())
    yield storage
    await storage.close()


async def test_nothing_with_the_chats_id_is_left_after_deleting_it(opened: SqliteStorage) -> None:
    storage = opened.storage
    for chat in (CHAT, replace(PLAIN, id=ChatId(-5), set_up_by=person_id(7))):
        await storage.chats.save(chat, now=NOW)
    await storage.follows.add(ChatId(7), "мост", at_once=True, now=NOW)
    await storage.told.record_shown(Place(ChatId(7)), told((1, 1)), now=NOW)
    await storage.outbox.enqueue(PostKind.BREAKING, told((2, 1)), [Addressee(CHAT, None)], now=NOW)
    await storage.inbox.put(
        [StoredUpdate(UpdateId(1), ChatId(7), {"a": 1}), StoredUpdate(UpdateId(2), ChatId(7), {"a": 2})], now=NOW
    )
    await storage.chats.delete(ChatId(7), now=NOW, update_id=UpdateId(2))
    tables = [row[0] for row in await opened.database.read("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        columns = [row[1] for row in await opened.database.read(f"PRAGMA table_info({table})")]
        for column in set(columns) & {"chat_id", "set_up_by", "user_id"}:
            rows = await opened.database.read(f"SELECT count(*) FROM {table} WHERE {column} = 7")
            assert rows[0][0] == 0, f"{table}.{column}"
    assert await storage.chats.get(Place(ChatId(-5))) is not None


async def test_a_mark_goes_with_its_transaction(opened: SqliteStorage) -> None:
    async def fail() -> None:
        async with opened.database.write() as connection:
            assert await mark_applied(connection, UpdateId(10), NOW, step="a change")
            raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        await fail()
    async with opened.database.write() as connection:
        assert await mark_applied(connection, UpdateId(10), NOW, step="a change")
        assert not await mark_applied(connection, UpdateId(10), NOW, step="a change")
        assert await mark_applied(connection, UpdateId(10), NOW, step="another change")


async def test_what_was_handled_is_gone_from_the_files_as_well(opened: SqliteStorage, tmp_path: Path) -> None:
    await opened.storage.inbox.put(
        [StoredUpdate(UpdateId(1), ChatId(7), {"update_id": 1, "message": {"text": "редкостноеслово " * 250}})], now=NOW
    )
    await Shelf(opened.storage).tell("Открыт мост")  # the transactions that store articles do not erase
    await opened.storage.inbox.mark_handled([UpdateId(1)], now=NOW)
    await opened.database.empty_journal()
    file = (tmp_path / "jarchi.db").read_bytes()
    assert "мост".encode() in file
    assert json.dumps("редкостноеслово")[1:-1].encode() not in file


async def test_what_was_deleted_is_gone_from_the_files_as_well(opened: SqliteStorage, tmp_path: Path) -> None:
    await opened.storage.chats.save(replace(CHAT, muted_words=("необычноеслово",)), now=NOW)
    await opened.storage.inbox.put(
        [
            StoredUpdate(UpdateId(1), ChatId(7), {"update_id": 1, "message": {"text": "редкостноеслово " * 250}})
        ],  # fills whole pages
        now=NOW,
    )
    await Shelf(opened.storage).tell("Открыт мост")  # the transactions that store articles do not erase
    await opened.storage.chats.delete(ChatId(7), now=NOW)

    def kept() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("jarchi.db"))

    assert b"SQLite format 3" in kept()
    for word in ("необычноеслово", "редкостноеслово"):
        assert word.encode() not in kept()
        assert json.dumps(word)[1:-1].encode() not in kept()
