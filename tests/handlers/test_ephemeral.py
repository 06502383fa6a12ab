"""In groups, only the person who asks sees the answer to a menu's command or a press, where Telegram can do that."""

from datetime import timedelta

import pytest
from aiogram.types import BotCommandScopeAllChatAdministrators, BotCommandScopeAllGroupChats

from domain.chat import ChatKind, Place
from emulator.people import MessageView, Person
from emulator.telegram import acts
from handlers.commands import COMMANDS
from handlers.menus import Menus
from tests.handlers.rig import Rig
from tests.handlers.test_footer import data_of
from tests.handlers.test_groups import a_group
from tests.texts import TEXTS

RU = TEXTS.translator("ru")


async def privately(rig: Rig, person: Person, command: str) -> MessageView:
    """Send a command that only the bot sees; return its answer."""
    before = len(person.received)
    await person.send(command, is_ephemeral=True)
    await rig.emulator.wait_for(lambda: len(person.received) > before)
    await rig.inbox.settle()
    return person.received[before]


async def test_the_menus_of_groups_have_ephemeral_commands_and_private_chats_have_not(rig: Rig) -> None:
    await Menus(COMMANDS, TEXTS).set_all(rig.bot, {})
    for scope in (BotCommandScopeAllGroupChats(), BotCommandScopeAllChatAdministrators()):
        assert all(one.is_ephemeral for one in await rig.bot.get_my_commands(scope=scope, language_code="ky"))
    assert not any(one.is_ephemeral for one in await rig.bot.get_my_commands(language_code="ky"))


@pytest.mark.parametrize(
    "command", ["/help", "/digest", "/latest", "/search пожар", "/settings", "/nosuch@jarchi_demo_bot"]
)
async def test_an_ephemeral_command_is_answered_to_its_sender_alone(rig: Rig, command: str) -> None:
    await rig.tell("Тушат пожары в горах")
    owner, member = await a_group(rig)
    seen_before = [one.id for one in member.messages]
    if command.startswith("/nosuch"):
        assert await rig.silence(owner, command)
        return
    answer = await privately(rig, owner, command)
    assert answer.raw["ephemeral_message_id"] == answer.id
    assert answer.raw["receiver_user"]["id"] == owner.id
    assert [one.id for one in member.messages] == seen_before


@pytest.mark.parametrize("command", ["/digest", "/latest", "/week"])
async def test_what_one_member_was_shown_alone_is_still_news_for_the_group(rig: Rig, command: str) -> None:
    await rig.tell("Тушат пожары в горах")
    owner, member = await a_group(rig)
    place = Place(owner.chat.id)

    async def told() -> frozenset[int]:
        return (await rig.storage.told.articles([place], since=rig.clock.now() - timedelta(days=1)))[place]

    assert "Тушат пожары" in (await privately(rig, member, command)).text
    assert await told() == frozenset()
    assert "Тушат пожары" in (await rig.answer(member, command)).text
    assert await told()


async def test_each_member_reads_the_rest_of_a_digest_on_alone_and_it_stays_news_for_the_others(rig: Rig) -> None:
    for number in range(24):
        await rig.tell(f"В Оше открыли рынок номер {number}", topics=("economy",))
    owner, member = await a_group(rig)
    other = (await rig.newcomer("ru")).inside(owner.chat)
    await rig.pressed(owner, "1:b:done", await rig.answer(owner, "/start"))
    digest = owner.last
    place = Place(owner.chat.id)

    async def told() -> frozenset[int]:
        return (await rig.storage.told.articles([place], since=rig.clock.now() - timedelta(days=1)))[place]

    after_digest = await told()
    assert len(after_digest) == 10
    read: dict[int, list[list[str]]] = {}
    for person in (member, other):
        more, message = data_of(digest, "Ещё 14"), digest
        for _ in range(2):
            await rig.pressed(person, more, message)
            message = person.received[-1]
            assert message.raw["receiver_user"]["id"] == person.id
            read.setdefault(person.id, []).append([line for line in message.text.splitlines() if "рынок номер" in line])
            if "Ещё 4" in message.buttons:
                more = data_of(message, "Ещё 4")
    assert [len(page) for page in read[member.id]] == [10, 4]
    assert len({line.partition(" ")[2] for page in read[member.id] for line in page}) == 14, "no story comes twice"
    assert read[member.id] == read[other.id]
    assert await told() == after_digest


async def test_an_admin_sets_a_group_up_unseen(rig: Rig) -> None:
    owner, member = await a_group(rig)
    seen_before = [one.id for one in member.messages]
    screen = await privately(rig, owner, "/settings")
    for data in ("1:s:topics", "1:s:topics:economy:on", "1:s:main"):
        await rig.pressed(owner, data, screen)
    assert "Экономика" in screen.text
    assert (await rig.chat(owner)).topics == ("economy",)
    assert [one.id for one in member.messages] == seen_before


async def test_a_member_gets_the_refusal_alone(rig: Rig) -> None:
    owner, member = await a_group(rig)
    before = len(owner.messages)
    assert (await privately(rig, member, "/settings")).text == RU("group-admins-only")
    assert len(owner.messages) == before


async def test_a_members_press_is_answered_to_them_alone_and_pages_turn_in_place_then(rig: Rig) -> None:
    owner, member = await a_group(rig)
    for number in range(13):
        await rig.tell(f"В Оше открыли рынок номер {number}")
    results = await rig.answer(owner, "/search рынок")
    shown, before = results.text, len(owner.messages)
    await member.answered(await member.press("→", results), timeout=30)
    await rig.inbox.settle()
    second = member.received[-1]
    assert second.raw["receiver_user"]["id"] == member.id
    text = second.text
    await member.answered(await member.press("→", second), timeout=30)
    await rig.inbox.settle()
    assert member.received[-1].id == second.id
    assert second.text != text
    assert (results.text, len(owner.messages)) == (shown, before)


async def test_a_first_digest_is_for_the_whole_group(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару")
    owner, member = await a_group(rig)
    await rig.pressed(owner, "1:b:done", await rig.answer(owner, "/start"))
    assert "Сом укрепился к доллару" in member.last.text


@pytest.mark.parametrize("seconds", [0, 60])
async def test_where_telegram_refuses_that_the_answer_comes_as_before(rig: Rig, seconds: int) -> None:
    owner, member = await a_group(rig)
    before = len(member.received)
    if seconds:  # the bot gets the update too late
        await owner.send("/help", is_ephemeral=True)
        rig.clock.advance(seconds)
    else:
        rig.emulator.faults.add("error", method="sendMessage", status=400, times=1)
        await owner.send("/help", is_ephemeral=True)
    await rig.emulator.wait_for(lambda: len(member.received) > before)
    assert "ephemeral_message_id" not in member.last.raw
    assert member.last.text == owner.last.text


async def test_a_channel_and_a_private_chat_have_none(rig: Rig) -> None:
    owner, _ = await a_group(rig, kind=ChatKind.CHANNEL, bot_status="administrator")
    screen = await rig.answer(owner, "/settings")
    await rig.pressed(owner, "1:s:topics", screen)
    reader = await rig.reader()
    await rig.answer(reader, "/settings")
    assert not [one for seen in (owner, reader) for one in seen.received if "ephemeral_message_id" in one.raw]


async def test_an_ephemeral_command_in_a_thread_is_about_that_thread(rig: Rig) -> None:
    owner, member = await a_group(rig, is_forum=True)
    topic = acts.open_topic(rig.emulator.telegram, owner.chat, owner.user, "Экономика")
    before, seen = len(owner.received), len(member.messages)
    await owner.send("/topics", thread=topic.thread_id, is_ephemeral=True)
    await rig.emulator.wait_for(lambda: len(owner.received) > before)
    await rig.inbox.settle()
    screen = owner.last
    assert screen.thread_id == topic.thread_id
    (economy,) = [one for row in screen.keyboard for one in row if one["text"] == "Экономика"]
    await rig.pressed(owner, economy["callback_data"], screen)
    chat = await rig.storage.chats.get(Place(owner.chat.id, topic.thread_id))
    assert chat is not None
    assert chat.topics == ("economy",)
    assert len(member.messages) == seen
