"""Who may set up a group or channel from a private chat: its admins, and only by the buttons of its settings."""

import pytest

from emulator.people import MessageView, Person
from emulator.telegram.chats import Chat
from render.buttons import for_chat, read
from tests.handlers.afar import RU, a_channel, button, picked, said_in, stored
from tests.handlers.rig import Rig
from tests.handlers.test_buttons_in_groups import FORGED


async def everywhere(rig: Rig, person: Person, chat: Chat, screen: MessageView) -> None:
    for forged in FORGED:
        if read(forged) is not None:
            await person.answered(await person.press_data(for_chat(forged, chat.id), screen), timeout=30)
    await rig.inbox.settle()


@pytest.mark.slow
@pytest.mark.parametrize("status", ["member", "left", "kicked", "restricted"])
async def test_who_is_no_admin_or_no_more_changes_nothing_by_any_button(rig: Rig, status: str) -> None:
    owner, other = await rig.reader(), await rig.reader()
    channel = await a_channel(rig, owner)
    screen = await picked(rig, owner, channel)
    await rig.pressed(owner, button(screen, RU("button-done")), screen)
    before, own = await stored(rig, channel), await rig.chat(other)
    rig.emulator.telegram.member_of(channel, other.user).status = status
    theirs = await rig.answer(other, "/settings")
    shown, received = theirs.text, len(other.received)
    await everywhere(rig, other, channel, theirs)
    # This person was an admin when the screen was drawn, but is none any more.
    rig.emulator.telegram.member_of(channel, owner.user).status = status
    await everywhere(rig, owner, channel, screen)
    assert await stored(rig, channel) == before
    assert (await rig.chat(other), theirs.text, len(other.received)) == (own, shown, received)
    assert said_in(rig, channel) == []


async def test_an_admin_cannot_do_from_afar_what_is_no_setting(rig: Rig) -> None:
    """A forged button about a channel cannot show, delete or save anything on behalf of the channel."""
    await rig.tell("Сом укрепился к доллару")
    owner = await rig.reader()
    channel = await a_channel(rig, owner)
    screen = await picked(rig, owner, channel)
    await rig.pressed(owner, button(screen, RU("button-done")), screen)
    before, received = await stored(rig, channel), len(owner.received)
    for forged in (
        "1:s:delete:yes", "1:s:open:1", "1:s:more:1:2:p", "1:s:save:1:d0:on", "1:s:latest:economy:kg", "1:s:keep:on",
        "1:s:groups", "1:s:pick", "1:s:search:1.1", "1:s:rest:7", "1:s:nosuchscreen",
    ):  # fmt: skip
        assert await rig.pressed(owner, for_chat(forged, channel.id), screen) == RU("button-old"), forged
    assert (await stored(rig, channel), len(owner.received)) == (before, received)
    assert said_in(rig, channel) == []


async def test_a_button_about_another_chat_does_nothing_in_a_group(rig: Rig) -> None:
    owner = await rig.reader()
    channel = await a_channel(rig, owner, bot_status="administrator")
    group = await rig.emulator.group("Соседи", owner)
    inside = owner.inside(group)
    await inside.reads("/start")
    screen = await rig.answer(inside, "/start")
    for about in (channel.id, group.id):
        await rig.pressed(inside, for_chat("1:s:topics:economy:on", about), screen)
    assert await stored(rig, channel) is None
    assert await stored(rig, group) is None


async def test_a_shared_chat_that_the_bot_or_the_person_left_is_refused_in_words(rig: Rig) -> None:
    owner = await rig.reader()
    group = await rig.emulator.group("Соседи", owner)
    shared = {"message_id": 900, "date": 1, "chat": {"id": owner.id, "type": "private"}, "from": owner.user.wire()}
    for chat_id, words in ((group.id, "только администраторы"), (-1009999, "/groups"), (owner.id, "")):
        if chat_id == group.id:
            rig.emulator.telegram.member_of(group, owner.user).status = "member"
        before = len(owner.received)
        message = shared | {"chat_shared": {"request_id": 2, "chat_id": chat_id, "title": "Соседи"}}
        await rig.inbox.receive([{"update_id": 999_000_100 + before, "message": message}])
        await rig.inbox.settle()
        assert [words in one.text for one in owner.received[before:]] == ([True] if words else [])
