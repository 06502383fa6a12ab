"""Chats that are lost during sending, with the emulator: blocked, moved, closed, without rights."""

from aiogram.types import Update

from delivery.losses import Losses
from delivery.membership import Membership
from domain.chat import ChatKind, ChatState, Place
from emulator.telegram import acts
from tests.builders import chat, digest
from tests.delivery.rig import Rig


async def test_a_chat_that_blocked_the_bot_gets_no_call_after_the_first_403(rig: Rig) -> None:
    aizada = await rig.reader()
    await aizada.block()
    for headline in ("Раз", "Два", "Три"):
        await rig.broadcast(digest(headline), chat(aizada.id))
    await rig.deliver()
    await rig.broadcast(digest("Четыре"), chat(aizada.id))
    await rig.deliver()
    assert len(rig.calls()) == 1
    known = await rig.storage.chats.get(Place(aizada.id))
    assert known is not None
    assert known.state is ChatState.UNREACHABLE
    assert set(await rig.states()) == {"dropped"}


async def test_a_deactivated_account_does_not_hold_up_others(rig: Rig) -> None:
    aizada, bek = await rig.reader("Айзада"), await rig.reader("Бек")
    await aizada.deactivate()
    await rig.broadcast(digest("Парк"), chat(aizada.id), chat(bek.id))
    await rig.deliver()
    assert "Парк" in bek.last.text
    assert await rig.states() == ["dropped", "sent"]


async def test_a_group_that_became_a_supergroup_gets_its_digest_there(rig: Rig) -> None:
    owner = await rig.reader()
    group = await rig.emulator.group("Соседи", owner, ChatKind.GROUP)
    await rig.storage.chats.save(chat(group.id, kind=ChatKind.GROUP), now=rig.clock.now())
    await rig.broadcast(digest("Парк"), chat(group.id))
    moved = acts.upgrade(rig.emulator.telegram, group)
    await rig.deliver()
    assert await rig.states() in (["waiting"], ["sent"])
    rig.clock.advance(2)
    await rig.deliver()
    assert await rig.states() == ["sent"]
    assert "Парк" in owner.inside(moved).last.text
    assert await rig.storage.chats.get(Place(group.id)) is None
    found = await rig.storage.chats.get(Place(moved.id))
    assert found is not None
    assert found.kind is ChatKind.SUPERGROUP


async def test_a_group_where_we_may_not_write_is_suspended_and_who_set_it_up_is_told(rig: Rig) -> None:
    owner = await rig.reader()
    group = await rig.emulator.group("Соседи", owner)
    await rig.storage.chats.save(chat(group.id, set_up_by=owner.id), now=rig.clock.now())
    acts.set_bot_status(rig.emulator.telegram, group, owner.user, "restricted", can_post=False)
    await rig.broadcast(digest("Парк"), chat(group.id, set_up_by=owner.id))
    await rig.deliver()
    found = await rig.storage.chats.get(Place(group.id))
    assert found is not None
    assert (found.state, found.topics) == (ChatState.SUSPENDED, ())
    assert "Соседи" in owner.last.text


async def test_a_closed_thread_pauses_alone(rig: Rig) -> None:
    owner = await rig.reader()
    forum = await rig.emulator.group("Форум", owner, is_forum=True)
    topics = [acts.open_topic(rig.emulator.telegram, forum, owner.user, name) for name in ("Новости", "Спорт")]
    chats = [chat(forum.id, thread_id=topic.thread_id, set_up_by=owner.id) for topic in topics]
    for one in chats:
        await rig.storage.chats.save(one, now=rig.clock.now())
    acts.set_topic_closed(rig.emulator.telegram, forum, owner.user, topics[0], closed=True)
    await rig.broadcast(digest("Парк"), *chats)
    await rig.deliver()
    states = [one.state for one in await rig.storage.chats.threads_of(forum.id)]
    assert states == [ChatState.SUSPENDED, ChatState.ACTIVE]
    assert "Форум" in owner.last.text
    inside = owner.inside(forum)
    assert [message.thread_id for message in inside.received] == [topics[1].thread_id]


async def test_who_blocks_while_a_delivery_is_parked_gets_no_call_for_it(rig: Rig) -> None:
    aizada = await rig.reader()
    await rig.broadcast(digest("Парк"), chat(aizada.id))
    rig.emulator.faults.add("flood", method="sendMessage", seconds=1)
    await rig.deliver()
    await rig.storage.chats.lose(aizada.id, ChatState.UNREACHABLE, now=rig.clock.now())
    rig.clock.advance(10)
    await rig.deliver()
    assert len(rig.calls()) == 1
    assert await rig.states() == ["dropped"]


async def test_the_general_thread_of_a_forum_closes_alone(rig: Rig) -> None:
    owner = await rig.reader()
    forum = await rig.emulator.group("Форум", owner, is_forum=True)
    topic = acts.open_topic(rig.emulator.telegram, forum, owner.user, "Новости")
    for one in (chat(forum.id, set_up_by=owner.id), chat(forum.id, thread_id=topic.thread_id, set_up_by=owner.id)):
        await rig.storage.chats.save(one, now=rig.clock.now())
    for service, expected in (("forum_topic_closed", ChatState.SUSPENDED), ("forum_topic_reopened", ChatState.ACTIVE)):
        where = {"id": forum.id, "type": "supergroup", "is_forum": True}
        # No message_thread_id, which means the general thread.
        message = {"message_id": 9, "date": 1, "chat": where, service: {}}
        update = Update.model_validate({"update_id": 1, "message": message})
        await Membership(rig.bot, rig.storage, rig.clock).apply(update)
        states = [one.state for one in await rig.storage.chats.threads_of(forum.id)]
        assert states == [expected, ChatState.ACTIVE]
    await rig.deliver()
    assert "Форум" in owner.last.text


async def test_who_blocked_the_bot_is_not_told_about_a_group_either(rig: Rig) -> None:
    owner = await rig.reader(state=ChatState.UNREACHABLE)
    await owner.block()
    group = await rig.emulator.group("Соседи", owner)
    await rig.storage.chats.save(chat(group.id, set_up_by=owner.id), now=rig.clock.now())
    acts.set_bot_status(rig.emulator.telegram, group, owner.user, "restricted", can_post=False)
    await rig.broadcast(digest("Парк"), chat(group.id))
    await rig.deliver()
    await rig.deliver()
    assert [line["chat_id"] for line in rig.calls()] == [str(group.id)]


async def test_what_a_lost_group_is_called_is_forgotten_once_it_was_told(rig: Rig) -> None:
    owner, other = await rig.reader(), await rig.reader("Бек")
    forum = await rig.emulator.group("Соседи", owner, is_forum=True)
    topic = acts.open_topic(rig.emulator.telegram, forum, owner.user, "Новости")
    for one in (chat(forum.id, set_up_by=owner.id), chat(forum.id, thread_id=topic.thread_id, set_up_by=other.id)):
        await rig.storage.chats.save(one, now=rig.clock.now())
    await Losses(rig.bot, rig.storage, rig.clock).closed(forum.id)
    await rig.deliver()
    assert "Соседи" in owner.last.text
    assert "Соседи" in other.last.text
    assert await titles(rig) == []


async def test_nor_does_it_stay_when_who_would_be_told_wants_to_be_forgotten(rig: Rig) -> None:
    owner, other = await rig.reader(), await rig.reader("Бек")
    forum = await rig.emulator.group("Соседи", owner, is_forum=True)
    topic = acts.open_topic(rig.emulator.telegram, forum, owner.user, "Новости")
    for one in (chat(forum.id, set_up_by=owner.id), chat(forum.id, thread_id=topic.thread_id, set_up_by=other.id)):
        await rig.storage.chats.save(one, now=rig.clock.now())
    await Losses(rig.bot, rig.storage, rig.clock).closed(forum.id)
    await rig.storage.chats.delete(owner.id, now=rig.clock.now())
    assert len(await titles(rig)) == 1  # Bek has not been notified yet
    await rig.storage.chats.delete(other.id, now=rig.clock.now())
    assert await titles(rig) == []


async def titles(rig: Rig) -> list[str]:
    return [words for words in await rig.inside.notices() if "Соседи" in words]
