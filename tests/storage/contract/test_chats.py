"""Chats: saved completely, moved, lost, deleted."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.chat import Chat, ChatKind, ChatState, Layout, Look, Place, QuietHours, QuietMode, Timetable
from domain.digest import Digest, DigestStory, Window
from domain.ids import ArticleId, ChatId, StoryId, UpdateId, person_id
from domain.post import Notice, PostKind
from storage.interface import Addressee, Storage

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
CHAT = Chat(
    id=ChatId(7),
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
    own_language_only=True,
    wants_review=True,
    muted_words=("футбол",),
    muted_sources=("Тандем",),
    look=Look(Layout.SHORT, has_picture=True),
    tastes=(("o:Тандем", -1), ("t:economy", 3)),
    set_up_by=person_id(9),
    next_due_at=NOW,
    last_digest_end=NOW - timedelta(days=1),
    served_slot="2026-02-28T08:00",
    created_at=NOW - timedelta(days=9),
)
PLAIN = Chat(ChatId(8), ChatKind.SUPERGROUP, "ru", Timetable("Asia/Almaty"), state=ChatState.ACTIVE, next_due_at=NOW)


def told(*stories: tuple[int, int]) -> Digest:
    """Return a digest of (story, article) pairs."""
    shown = tuple(
        DigestStory(StoryId(story), "", None, "ru", None, (), (), (), NOW, articles=(ArticleId(article),))
        for story, article in stories
    )
    return Digest(Window(NOW, NOW), shown)


@pytest.mark.parametrize("chat", [CHAT, PLAIN, replace(PLAIN, thread_id=5)])
async def test_a_chat_comes_back_as_it_was_saved(storage: Storage, chat: Chat) -> None:
    await storage.chats.save(chat, now=NOW)
    assert await storage.chats.get(chat.place) == chat


async def test_a_change_on_behalf_of_an_update_is_made_once(storage: Storage) -> None:
    chats = storage.chats
    await chats.save(CHAT, now=NOW, update_id=UpdateId(5))
    await chats.save(replace(CHAT, locale="ru"), now=NOW, update_id=UpdateId(5))
    found = await chats.get(Place(ChatId(7)))
    assert found is not None
    assert found.locale == "ky"
    assert await storage.inbox.is_applied(UpdateId(5))
    for article in (1, 2):
        await storage.told.record_shown(Place(ChatId(7)), told((1, article)), now=NOW, update_id=UpdateId(6))
    assert await storage.told.articles([Place(ChatId(7))], since=NOW) == {Place(ChatId(7)): {1}}


async def test_what_was_told_is_read_from_deliveries_that_were_sent_or_will_be(storage: Storage) -> None:
    await storage.chats.save(CHAT, now=NOW)
    await storage.told.record_shown(Place(ChatId(7)), told((1, 1), (2, 4)), now=NOW)
    await storage.outbox.enqueue(PostKind.BREAKING, told((1, 3)), [Addressee(CHAT, None)], now=NOW)
    assert await storage.told.articles([Place(ChatId(7)), Place(ChatId(8))], since=NOW - timedelta(days=1)) == {
        Place(ChatId(7)): {1, 3, 4},
        Place(ChatId(8)): frozenset(),
    }
    assert await storage.told.articles([Place(ChatId(7))], since=NOW + timedelta(seconds=1)) == {
        Place(ChatId(7)): frozenset()
    }
    await storage.chats.lose(ChatId(7), ChatState.UNREACHABLE, now=NOW)  # the alert was never sent
    assert await storage.told.articles([Place(ChatId(7))], since=NOW - timedelta(days=1)) == {Place(ChatId(7)): {1, 4}}


async def test_threads_of_a_forum_are_chats_of_their_own(storage: Storage) -> None:
    chats = storage.chats
    for thread in (None, 3, 4):
        await chats.save(replace(PLAIN, thread_id=thread), now=NOW)
    lost = await chats.lose_thread(Place(ChatId(8), 3), ChatState.SUSPENDED, now=NOW)
    assert [chat.thread_id for chat in lost] == [3]
    assert [(chat.thread_id, chat.state) for chat in await chats.threads_of(ChatId(8))] == [
        (None, ChatState.ACTIVE),
        (3, ChatState.SUSPENDED),
        (4, ChatState.ACTIVE),
    ]
    assert len(await chats.lose(ChatId(8), ChatState.UNREACHABLE, now=NOW)) == 3
    await storage.told.record_shown(Place(ChatId(8), 4), told((1, 1)), now=NOW)
    assert await storage.told.articles([Place(ChatId(8), 4)], since=NOW) == {Place(ChatId(8), 4): {1}}
    assert await storage.told.articles([Place(ChatId(8))], since=NOW) == {Place(ChatId(8)): frozenset()}


async def test_a_loss_and_the_notice_of_it_are_one_transaction(storage: Storage) -> None:
    chats = storage.chats
    await chats.save(replace(CHAT, id=ChatId(9), locale="uz", set_up_by=None), now=NOW)
    for thread, person in ((None, 9), (3, 9), (4, 10), (5, None)):
        await chats.save(
            replace(PLAIN, thread_id=thread, set_up_by=None if person is None else person_id(person)), now=NOW
        )
    for _ in range(2):
        await chats.lose(
            ChatId(8), ChatState.SUSPENDED, now=NOW, notice=Notice("delivery-suspended", {"title": "Соседи"})
        )
    queued = await storage.outbox.claim(now=NOW, limit=10, lease=timedelta(minutes=1))
    assert sorted((one.chat_id, one.thread_id, one.locale) for one in queued) == [(9, None, "uz"), (10, None, "ru")]


async def test_chats_planned_by_a_clock_that_was_ahead_are_found(storage: Storage) -> None:
    chats = storage.chats
    await chats.save(CHAT, now=NOW)
    await chats.save(replace(PLAIN, next_due_at=NOW + timedelta(days=900)), now=NOW)
    assert [chat.id for chat in await chats.planned_after(NOW + timedelta(days=9))] == [8]


async def test_a_move_keeps_what_was_set_up_before_it(storage: Storage) -> None:
    chats = storage.chats
    group = replace(PLAIN, id=ChatId(-5), kind=ChatKind.GROUP, topics=("economy",))
    await chats.save(group, now=NOW)
    await chats.save(
        replace(PLAIN, id=ChatId(-1005), state=ChatState.NEW), now=NOW
    )  # made by the first message in the supergroup
    await chats.migrate(ChatId(-5), ChatId(-1005), now=NOW)
    found = await chats.get(Place(ChatId(-1005)))
    assert found is not None
    assert (found.topics, found.kind, found.state) == (("economy",), ChatKind.SUPERGROUP, ChatState.ACTIVE)
    assert await chats.get(Place(ChatId(-5))) is None


async def test_only_active_chats_are_due(storage: Storage) -> None:
    chats = storage.chats
    for number, state in enumerate(ChatState, start=1):
        await chats.save(replace(CHAT, id=ChatId(number), state=state), now=NOW)
    assert [chat.state for chat in await chats.due(now=NOW, limit=10)] == [ChatState.ACTIVE]
    assert await chats.due(now=NOW - timedelta(seconds=1), limit=10) == ()
    assert [chat.state for chat in await chats.readers(wants_breaking=True)] == [ChatState.ACTIVE]


async def test_a_follow_is_added_once_and_removed_by_its_own_chat_only(storage: Storage) -> None:
    follow = await storage.follows.add(ChatId(7), "мост", at_once=False, now=NOW)
    assert (await storage.follows.add(ChatId(7), "мост", at_once=True, now=NOW)).id == follow.id
    assert [(found.query, found.at_once) for found in await storage.follows.of(ChatId(7))] == [("мост", True)]
    assert not await storage.follows.remove(ChatId(8), follow.id, now=NOW)
    assert await storage.follows.remove(ChatId(7), follow.id, now=NOW)
    assert await storage.follows.all() == ()


async def test_what_waits_is_taken_back_when_its_articles_are_shown_in_another_story(storage: Storage) -> None:
    """Stories are joined again while a delivery waits."""
    await storage.chats.save(CHAT, now=NOW)
    await storage.outbox.enqueue(PostKind.BREAKING, told((1, 3)), [Addressee(CHAT, None)], now=NOW)
    other = await storage.outbox.enqueue(PostKind.BREAKING, told((2, 4)), [Addressee(CHAT, None)], now=NOW)
    await storage.told.record_shown(Place(ChatId(7)), told((5, 3)), now=NOW)
    waiting = await storage.outbox.claim(now=NOW, limit=10, lease=timedelta(minutes=1))
    assert [one.post_id for one in waiting] == [other]  # the first of those that wait for the chat


async def test_what_a_person_set_up_is_found_each_chat_before_its_threads(storage: Storage) -> None:
    chats = storage.chats
    assert await chats.set_up_by(person_id(7)) == ()
    kept = [replace(CHAT, id=ChatId(-5), thread_id=thread, set_up_by=person_id(7)) for thread in (None, 4)]
    for chat in (
        *reversed(kept),
        replace(CHAT, id=ChatId(-9), set_up_by=person_id(7)),
        replace(CHAT, id=ChatId(-6), set_up_by=person_id(8)),
        PLAIN,
    ):
        await chats.save(chat, now=NOW)
    found = await chats.set_up_by(person_id(7))
    assert [chat.place for chat in found] == [Place(ChatId(-9)), Place(ChatId(-5)), Place(ChatId(-5), 4)]
    assert found[1:] == tuple(kept)
