"""Changes of the bot's place in a chat, by the emulator's own updates."""

import asyncio
from datetime import timedelta

import pytest
from aiogram.types import Update

from delivery.membership import Membership, may_change_settings
from delivery.payload import strip_update
from domain.chat import ChatKind, ChatState, Place
from domain.ids import ChatId, person_id
from emulator.people import Person
from emulator.telegram import acts
from tests.builders import chat, digest
from tests.delivery.rig import Rig


async def apply_all(rig: Rig) -> None:
    """Fetch updates from the emulated Telegram and apply them in the same way as the inbox does."""
    membership = Membership(rig.bot, rig.storage, rig.clock)
    offset = None
    while updates := await rig.bot.get_updates(offset=offset, timeout=0, limit=100):
        offset = updates[-1].update_id + 1
        for update in updates:
            kept = strip_update(update.model_dump(mode="json", by_alias=True, exclude_none=True))
            if kept is not None:
                await membership.apply(Update.model_validate(kept, context={"bot": rig.bot}))


async def state(rig: Rig, chat_id: ChatId, thread_id: int | None = None) -> ChatState:
    found = await rig.storage.chats.get(Place(chat_id, thread_id))
    assert found is not None
    return found.state


async def test_a_chat_that_blocks_the_bot_sleeps_until_it_unblocks_it(rig: Rig) -> None:
    aizada = await rig.reader()
    await aizada.block()
    await apply_all(rig)
    assert await state(rig, aizada.id) is ChatState.UNREACHABLE
    await aizada.unblock()
    await apply_all(rig)
    found = await rig.storage.chats.get(Place(aizada.id))
    assert found is not None
    assert found.state is ChatState.ACTIVE
    assert found.next_due_at is not None
    assert found.next_due_at > rig.clock.now()


async def test_who_had_stopped_stays_stopped_after_unblocking(rig: Rig) -> None:
    aizada = await rig.reader(state=ChatState.STOPPED)
    await aizada.block()
    await aizada.unblock()
    await apply_all(rig)
    assert await state(rig, aizada.id) is ChatState.STOPPED


async def a_group(rig: Rig, kind: ChatKind = ChatKind.SUPERGROUP, **options: object) -> tuple[Person, int]:
    owner = await rig.reader()
    group = await rig.emulator.group("Соседи", owner, kind, **options)  # type: ignore[arg-type]
    await rig.storage.chats.save(chat(group.id, kind=kind, set_up_by=owner.id), now=rig.clock.now())
    return owner, group.id


async def test_a_group_that_throws_the_bot_out_and_takes_it_back(rig: Rig) -> None:
    owner, group_id = await a_group(rig)
    group = rig.emulator.telegram.chats[group_id]
    acts.set_bot_status(rig.emulator.telegram, group, owner.user, "kicked")
    await apply_all(rig)
    assert await state(rig, ChatId(group_id)) is ChatState.UNREACHABLE
    acts.set_bot_status(rig.emulator.telegram, group, owner.user, "member")
    await apply_all(rig)
    assert await state(rig, ChatId(group_id)) is ChatState.ACTIVE


async def test_rights_that_are_lost_suspend_a_group_and_its_owner_is_told(rig: Rig) -> None:
    owner, group_id = await a_group(rig)
    group = rig.emulator.telegram.chats[group_id]
    acts.set_bot_status(rig.emulator.telegram, group, owner.user, "restricted", can_post=False)
    await apply_all(rig)
    assert await state(rig, ChatId(group_id)) is ChatState.SUSPENDED
    outbox = rig.outbox()
    await outbox.start()
    await outbox.run_once()
    await outbox.close()
    assert "Соседи" in owner.last.text
    acts.set_bot_status(rig.emulator.telegram, group, owner.user, "member")
    await apply_all(rig)
    assert await state(rig, ChatId(group_id)) is ChatState.ACTIVE


async def test_a_channel_needs_the_right_to_post(rig: Rig) -> None:
    owner, channel_id = await a_group(rig, ChatKind.CHANNEL, bot_status="administrator")
    await apply_all(rig)
    assert await state(rig, ChatId(channel_id)) is ChatState.ACTIVE
    channel = rig.emulator.telegram.chats[channel_id]
    acts.set_bot_status(rig.emulator.telegram, channel, owner.user, "administrator", can_post=False)
    await apply_all(rig)
    assert await state(rig, ChatId(channel_id)) is ChatState.SUSPENDED


async def test_a_closed_thread_pauses_and_resumes_when_it_is_opened(rig: Rig) -> None:
    owner = await rig.reader()
    forum = await rig.emulator.group("Форум", owner, is_forum=True, bot_status="administrator")
    topic = acts.open_topic(rig.emulator.telegram, forum, owner.user, "Новости")
    await rig.storage.chats.save(chat(forum.id, thread_id=topic.thread_id, set_up_by=owner.id), now=rig.clock.now())
    await rig.storage.chats.save(chat(forum.id), now=rig.clock.now())
    acts.set_topic_closed(rig.emulator.telegram, forum, owner.user, topic, closed=True)
    await apply_all(rig)
    assert await state(rig, forum.id, topic.thread_id) is ChatState.SUSPENDED
    assert await state(rig, forum.id) is ChatState.ACTIVE
    acts.set_topic_closed(rig.emulator.telegram, forum, owner.user, topic, closed=False)
    await apply_all(rig)
    assert await state(rig, forum.id, topic.thread_id) is ChatState.ACTIVE


async def test_a_move_to_a_supergroup_takes_everything_along(rig: Rig) -> None:
    owner, group_id = await a_group(rig, ChatKind.GROUP)
    await rig.storage.follows.add(ChatId(group_id), "мост", at_once=False, now=rig.clock.now())
    await rig.broadcast(digest("Парк"), chat(group_id))
    moved = acts.upgrade(rig.emulator.telegram, rig.emulator.telegram.chats[group_id])
    await apply_all(rig)
    assert await rig.storage.chats.get(Place(ChatId(group_id))) is None
    found = await rig.storage.chats.get(Place(moved.id))
    assert found is not None
    assert (found.kind, found.set_up_by) == (ChatKind.SUPERGROUP, owner.id)
    assert [follow.query for follow in await rig.storage.follows.of(moved.id)] == ["мост"]
    claimed = await rig.storage.outbox.claim(now=rig.clock.now(), limit=5, lease=timedelta(minutes=1))
    assert [delivery.chat_id for delivery in claimed] == [moved.id]


@pytest.mark.parametrize(("status", "allowed"), [("creator", True), ("administrator", True), ("member", False)])
async def test_only_admins_change_a_groups_settings(rig: Rig, status: str, *, allowed: bool) -> None:
    _, group_id = await a_group(rig)
    bek = await rig.emulator.person("Бек")
    acts.set_person_status(rig.emulator.telegram, rig.emulator.telegram.chats[group_id], bek.user, status)
    assert await may_change_settings(rig.bot, ChatId(group_id), ChatKind.SUPERGROUP, bek.id) is allowed


async def test_an_anonymous_admin_speaks_as_the_group(rig: Rig) -> None:
    _, group_id = await a_group(rig)
    assert await may_change_settings(
        rig.bot, ChatId(group_id), ChatKind.SUPERGROUP, person_id(1087968824), ChatId(group_id)
    )
    assert not await may_change_settings(
        rig.bot, ChatId(group_id), ChatKind.SUPERGROUP, person_id(136817688), ChatId(-1009)
    )


async def test_in_a_private_chat_its_person_decides(rig: Rig) -> None:
    assert await may_change_settings(rig.bot, ChatId(5), ChatKind.PRIVATE, person_id(5))
    assert not await may_change_settings(rig.bot, ChatId(5), ChatKind.PRIVATE, person_id(6))
    async with asyncio.timeout(1):
        assert not await may_change_settings(rig.bot, ChatId(-5), ChatKind.SUPERGROUP, person_id(6))
