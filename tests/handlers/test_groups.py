"""Groups, channels and forum threads: the bot only answers what is meant for it, and only admins change settings."""

import pytest

from domain.chat import ChatKind, ChatState, Place
from emulator.people import Person
from emulator.telegram import acts
from tests.handlers.rig import Rig


async def a_group(rig: Rig, **options: object) -> tuple[Person, Person]:
    """Return the owner and a member of a group with the bot, after its greeting."""
    owner = await rig.newcomer("ru")
    group = await rig.emulator.group("Новости двора", owner, **options)  # type: ignore[arg-type]
    member = (await rig.newcomer("ru")).inside(group)
    inside = owner.inside(group)
    if group.kind is not ChatKind.CHANNEL:
        await inside.reads("/start")
    return inside, member


async def test_a_group_is_greeted_when_the_bot_is_added(rig: Rig) -> None:
    owner, _ = await a_group(rig)
    assert "Администратор" in owner.last.text
    assert await rig.storage.chats.get(Place(owner.chat.id)) is None


async def test_talk_in_a_group_is_not_answered(rig: Rig) -> None:
    _, member = await a_group(rig)
    bot = (await rig.bot.me()).username
    for text in ("Всем привет", "пожар", "/digest@some_other_bot", "/nosuchcommand", "/nosuchcommand@" + str(bot)):
        assert await rig.silence(member, text), text


async def test_commands_meant_for_the_bot_are_answered(rig: Rig) -> None:
    _, member = await a_group(rig)
    bot = (await rig.bot.me()).username
    for text in ("/help", f"/help@{bot}", f"/digest@{bot}", f"/search@{bot} пожар"):
        assert (await rig.answer(member, text)).text, text


@pytest.mark.parametrize(
    "command", ["/start", "/settings", "/topics", "/stop", "/deleteme", "/follow сом", "/mute сом"]
)
async def test_members_cannot_change_a_groups_settings(rig: Rig, command: str) -> None:
    _, member = await a_group(rig)
    assert "только администраторы" in (await rig.answer(member, command)).text
    assert await rig.storage.chats.get(Place(member.chat.id)) is None


async def test_an_admin_sets_a_group_up_and_members_cannot_press_its_buttons(rig: Rig) -> None:
    owner, member = await a_group(rig)
    screen = await rig.answer(owner, "/start")
    assert "администраторы" in await rig.pressed(member, "1:b:topics:economy:on", screen)
    await rig.pressed(owner, "1:b:topics:economy:on", screen)
    await rig.pressed(owner, "1:b:done", screen)
    chat = await rig.chat(owner)
    assert (chat.state, chat.topics, chat.set_up_by) == (ChatState.ACTIVE, ("economy",), owner.id)
    assert chat.kind is ChatKind.SUPERGROUP


@pytest.mark.parametrize(
    ("sender", "words"), [("the group itself", "Настройки"), ("a channel", "только администраторы")]
)
async def test_an_anonymous_admin_is_recognised_and_a_guest_channel_is_not(rig: Rig, sender: str, words: str) -> None:
    owner, _ = await a_group(rig)
    group = {"id": owner.chat.id, "type": "supergroup", "title": "Новости двора"}
    channel = {"id": -1009999999999, "type": "channel", "title": "Чужой канал"}
    message = {
        "message_id": 500,
        "date": int(rig.clock.now().timestamp()),
        "chat": group,
        "sender_chat": group if sender == "the group itself" else channel,
        "from": {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
        "text": "/settings",
        "entities": [{"type": "bot_command", "offset": 0, "length": 9}],
    }
    before = len(owner.received)
    await rig.inbox.receive([{"update_id": 999_000_001, "message": message}])
    await rig.emulator.wait_for(lambda: len(owner.received) > before)
    assert words in owner.last.text


async def test_who_sets_a_group_up_anonymously_is_not_taken_for_the_account_that_stands_in(rig: Rig) -> None:
    owner, _ = await a_group(rig)
    group = {"id": owner.chat.id, "type": "supergroup", "title": "Новости двора"}
    stand_in = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    message = {"message_id": 500, "date": 1, "chat": group, "sender_chat": group, "from": stand_in, "text": "/mute сом"}
    await rig.inbox.receive([{"update_id": 999_000_001, "message": message}])
    await rig.inbox.settle()
    assert (await rig.chat(owner)).set_up_by is None
    screen = await rig.answer(owner, "/start")
    await rig.pressed(owner, "1:b:done", screen)
    assert (await rig.chat(owner)).set_up_by == owner.id


async def test_forum_threads_are_set_up_one_by_one(rig: Rig) -> None:
    owner, _ = await a_group(rig, is_forum=True)
    thread = acts.open_topic(rig.emulator.telegram, owner.chat, owner.user, "Экономика")
    before = len(owner.received)
    await owner.send("/start", thread=thread.thread_id)
    await rig.emulator.wait_for(lambda: len(owner.received) > before)
    assert owner.last.thread_id == thread.thread_id
    await rig.pressed(owner, "1:b:done")
    await rig.inbox.settle()
    chat = await rig.storage.chats.get(Place(owner.chat.id, thread.thread_id))
    assert chat is not None
    assert chat.state is ChatState.ACTIVE
    assert await rig.storage.chats.get(Place(owner.chat.id)) is None


async def test_a_channels_admin_sets_it_up_by_a_post(rig: Rig) -> None:
    owner, _ = await a_group(rig, kind=ChatKind.CHANNEL, bot_status="administrator")
    screen = await rig.answer(owner, "/start")
    await rig.pressed(owner, "1:b:done", screen)
    chat = await rig.chat(owner)
    assert (chat.kind, chat.state, chat.set_up_by) == (ChatKind.CHANNEL, ChatState.ACTIVE, owner.id)


async def test_being_removed_and_added_again_wakes_a_group(rig: Rig) -> None:
    owner, _ = await a_group(rig)
    screen = await rig.answer(owner, "/start")
    await rig.pressed(owner, "1:b:done", screen)
    said = len(owner.received)
    acts.set_bot_status(rig.emulator.telegram, owner.chat, owner.user, "left")
    await rig.settle(owner)
    assert (await rig.chat(owner)).state is ChatState.UNREACHABLE
    acts.set_bot_status(rig.emulator.telegram, owner.chat, owner.user, "member")
    await rig.settle(owner)
    assert (await rig.chat(owner)).state is ChatState.ACTIVE
    assert len(owner.received) == said  # no second greeting
