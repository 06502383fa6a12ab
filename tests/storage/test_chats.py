"""Chats in SQLite: saved whole, moved, lost, forgotten."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from domain.chat import Chat, ChatKind, ChatState, QuietHours, QuietMode, Timetable
from domain.clock import SystemClock
from domain.digest import Digest, DigestStory, Window
from domain.post import Notice, PostKind
from storage.interface import Addressee, StoredUpdate
from storage.sqlite import SqliteStorage, open_storage

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
CHAT = Chat(
    id=7,
    kind=ChatKind.PRIVATE,
    locale="ky",
    timetable=Timetable(
        "Asia/Bishkek",
        (time(8), time(20, 30)),
        (0, 2, 4),
        QuietHours(time(22), time(7), QuietMode.HOLD),
        date(2026, 3, 8),
    ),
    state=ChatState.ACTIVE,
    languages=("ky", "ru"),
    countries=("kg",),
    topics=("economy", "society"),
    wants_breaking=True,
    breaking_in_quiet_hours=True,
    muted_words=("футбол",),
    muted_sources=("Тандем",),
    set_up_by=9,
    next_due_at=NOW,
    last_digest_end=NOW - timedelta(days=1),
    served_slot="2026-02-28T08:00",
    settings_message_id=4,
    created_at=NOW - timedelta(days=9),
)
PLAIN = Chat(8, ChatKind.SUPERGROUP, "ru", Timetable("Asia/Almaty"), state=ChatState.ACTIVE, next_due_at=NOW)


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    storage = await open_storage(tmp_path / "jarchi.db", clock=SystemClock())
    yield storage
    await storage.close()


def told(*stories: tuple[int, int]) -> Digest:
    """(story, article) pairs."""
    shown = tuple(
        DigestStory(story, "", None, "ru", None, (), (), (), NOW, articles=(article,)) for story, article in stories
    )
    return Digest(Window(NOW, NOW), shown)


@pytest.mark.parametrize("chat", [CHAT, PLAIN, replace(PLAIN, thread_id=5)])
async def test_a_chat_comes_back_as_it_was_saved(opened: SqliteStorage, chat: Chat) -> None:
    await opened.storage.chats.save(chat)
    assert await opened.storage.chats.get(chat.id, chat.thread_id) == chat


async def test_nothing_with_the_chats_id_is_left_after_deleting_it(opened: SqliteStorage) -> None:
    storage = opened.storage
    for chat in (CHAT, replace(PLAIN, id=-5, set_up_by=7)):
        await storage.chats.save(chat)
    await storage.chats.add_follow(7, "мост", at_once=True, now=NOW)
    await storage.chats.record_shown(7, told((1, 1)), now=NOW)
    await storage.outbox.enqueue(PostKind.BREAKING, told((2, 1)), [Addressee(CHAT, None)], now=NOW)
    await storage.inbox.put([StoredUpdate(1, 7, {"a": 1}), StoredUpdate(2, 7, {"a": 2})], now=NOW)
    await storage.chats.delete(7, update_id=2)
    tables = [row[0] for row in await opened.database.read("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        columns = [row[1] for row in await opened.database.read(f"PRAGMA table_info({table})")]
        for column in set(columns) & {"chat_id", "set_up_by", "user_id"}:
            rows = await opened.database.read(f"SELECT count(*) FROM {table} WHERE {column} = 7")
            assert rows[0][0] == 0, f"{table}.{column}"
    assert await storage.chats.get(-5) is not None


async def test_a_change_on_behalf_of_an_update_is_made_once(opened: SqliteStorage) -> None:
    chats = opened.storage.chats
    await chats.save(CHAT, update_id=5)
    await chats.save(replace(CHAT, locale="ru"), update_id=5)
    found = await chats.get(7)
    assert found is not None
    assert found.locale == "ky"
    assert await opened.storage.inbox.is_applied(5)
    for _ in range(2):
        await chats.record_shown(7, told((1, 1)), now=NOW, update_id=6)
    rows = await opened.database.read("SELECT count(*) FROM deliveries")
    assert rows[0][0] == 1


async def test_what_was_told_is_read_from_deliveries_that_were_sent_or_will_be(opened: SqliteStorage) -> None:
    storage = opened.storage
    await storage.chats.save(CHAT)
    await storage.chats.record_shown(7, told((1, 1), (2, 4)), now=NOW)
    await storage.outbox.enqueue(PostKind.BREAKING, told((1, 3)), [Addressee(CHAT, None)], now=NOW)
    assert await storage.chats.told([7, 8], since=NOW - timedelta(days=1)) == {7: {1, 3, 4}, 8: frozenset()}
    assert await storage.chats.told([7], since=NOW + timedelta(seconds=1)) == {7: frozenset()}
    await opened.storage.chats.lose(7, ChatState.UNREACHABLE, now=NOW)  # the alert was never sent
    assert await storage.chats.told([7], since=NOW - timedelta(days=1)) == {7: {1, 4}}


async def test_threads_of_a_forum_are_chats_of_their_own(opened: SqliteStorage) -> None:
    chats = opened.storage.chats
    for thread in (None, 3, 4):
        await chats.save(replace(PLAIN, thread_id=thread))
    lost = await chats.lose(8, ChatState.SUSPENDED, now=NOW, thread_id=3)
    assert [chat.thread_id for chat in lost] == [3]
    assert [(chat.thread_id, chat.state) for chat in await chats.threads_of(8)] == [
        (None, ChatState.ACTIVE),
        (3, ChatState.SUSPENDED),
        (4, ChatState.ACTIVE),
    ]
    assert len(await chats.lose(8, ChatState.UNREACHABLE, now=NOW)) == 3
    await chats.record_shown(8, told((1, 1)), now=NOW, thread_id=4)
    assert await chats.told([8], since=NOW, thread_id=4) == {8: {1}}
    assert await chats.told([8], since=NOW) == {8: frozenset()}


async def test_a_loss_and_the_notice_of_it_are_one_transaction(opened: SqliteStorage) -> None:
    chats = opened.storage.chats
    await chats.save(replace(CHAT, id=9, locale="uz", set_up_by=None))
    for thread, person in ((None, 9), (3, 9), (4, 10), (5, None)):
        await chats.save(replace(PLAIN, thread_id=thread, set_up_by=person))
    for _ in range(2):
        await chats.lose(8, ChatState.SUSPENDED, now=NOW, notice=Notice("delivery-suspended", {"title": "Соседи"}))
    rows = await opened.database.read("SELECT chat_id, thread_id, locale FROM deliveries ORDER BY chat_id")
    assert [tuple(row) for row in rows] == [(9, 0, "uz"), (10, 0, "ru")]


async def test_chats_planned_by_a_clock_that_was_ahead_are_found(opened: SqliteStorage) -> None:
    chats = opened.storage.chats
    await chats.save(CHAT)
    await chats.save(replace(PLAIN, next_due_at=NOW + timedelta(days=900)))
    assert [chat.id for chat in await chats.planned_after(NOW + timedelta(days=9))] == [8]


async def test_a_move_keeps_what_was_set_up_before_it(opened: SqliteStorage) -> None:
    chats = opened.storage.chats
    group = replace(PLAIN, id=-5, kind=ChatKind.GROUP, topics=("economy",))
    await chats.save(group)
    await chats.save(replace(PLAIN, id=-1005, state=ChatState.NEW))  # the first words in the supergroup made this
    await chats.migrate(-5, -1005)
    found = await chats.get(-1005)
    assert found is not None
    assert (found.topics, found.kind, found.state) == (("economy",), ChatKind.SUPERGROUP, ChatState.ACTIVE)
    assert await chats.get(-5) is None


async def test_only_active_chats_are_due(opened: SqliteStorage) -> None:
    chats = opened.storage.chats
    for number, state in enumerate(ChatState, start=1):
        await chats.save(replace(CHAT, id=number, state=state))
    assert [chat.state for chat in await chats.due(now=NOW, limit=10)] == [ChatState.ACTIVE]
    assert await chats.due(now=NOW - timedelta(seconds=1), limit=10) == ()
    assert [chat.state for chat in await chats.readers(wants_breaking=True)] == [ChatState.ACTIVE]


async def test_a_follow_is_added_once_and_removed_by_its_own_chat_only(opened: SqliteStorage) -> None:
    chats = opened.storage.chats
    follow = await chats.add_follow(7, "мост", at_once=False, now=NOW)
    assert (await chats.add_follow(7, "мост", at_once=True, now=NOW)).id == follow.id
    assert [(found.query, found.at_once) for found in await chats.follows(7)] == [("мост", True)]
    assert not await chats.remove_follow(8, follow.id)
    assert await chats.remove_follow(7, follow.id)
    assert await chats.follows() == ()


async def test_what_was_deleted_is_gone_from_the_files_as_well(opened: SqliteStorage, tmp_path: Path) -> None:
    await opened.storage.chats.save(replace(CHAT, muted_words=("необычноеслово",)))
    await opened.storage.inbox.put(
        [StoredUpdate(1, 7, {"update_id": 1, "message": {"text": "редкостноеслово"}})], now=NOW
    )
    await opened.storage.chats.delete(7)

    def kept() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("jarchi.db"))

    assert b"SQLite format 3" in kept()
    for word in ("необычноеслово", "редкостноеслово"):
        assert word.encode() not in kept()
        assert json.dumps(word)[1:-1].encode() not in kept()


async def test_what_waits_is_taken_back_when_its_articles_are_shown_in_another_story(opened: SqliteStorage) -> None:
    """Stories are joined again while it waits."""
    storage = opened.storage
    await storage.chats.save(CHAT)
    await storage.outbox.enqueue(PostKind.BREAKING, told((1, 3)), [Addressee(CHAT, None)], now=NOW)
    await storage.outbox.enqueue(PostKind.BREAKING, told((2, 4)), [Addressee(CHAT, None)], now=NOW)
    await storage.chats.record_shown(7, told((5, 3)), now=NOW)
    waiting = await storage.outbox.claim(now=NOW, limit=10, lease=timedelta(minutes=1))
    assert [one.post_id for one in waiting] == [2]  # the first of those that wait for the chat
