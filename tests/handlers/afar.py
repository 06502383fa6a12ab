"""Helpers for tests that set up a group or channel from a private chat."""

from typing import Any

from domain.chat import ChatKind, Place
from emulator.people import MessageView, Person
from emulator.telegram.chats import Chat
from tests.handlers.rig import Rig
from tests.texts import TEXTS

RU = TEXTS.translator("ru")
CHANNEL, GROUP = 0, 1  # the numbers of the keys for choosing a channel and a group


async def a_channel(rig: Rig, owner: Person, title: str = "Утренние вести", **options: Any) -> Chat:
    return await rig.emulator.group(title, owner, **({"kind": ChatKind.CHANNEL, "bot_status": "left"} | options))


def said_in(rig: Rig, chat: Chat) -> list[str]:
    """Return what the bot has posted in a chat."""
    bot = rig.emulator.telegram.bot
    return [one.text for one in chat.messages.values() if (one.sender is bot or one.sender_chat) and not one.is_service]


async def picked(rig: Rig, owner: Person, chat: Chat, number: int = CHANNEL) -> MessageView:
    """Choose a chat with a key; return the screen of its settings."""
    listed = await rig.answer(owner, "/groups")
    await owner.press(RU("groups-pick-button"), listed)
    await owner.reads("полем ввода")
    before = len(owner.received)
    await owner.share_chat(chat, number)
    await rig.emulator.wait_for(lambda: len(owner.received) > before + 1)
    await rig.inbox.settle()
    return owner.last


async def stored(rig: Rig, chat: Chat) -> Any:
    return await rig.storage.chats.get(Place(chat.id))


def button(seen: MessageView, label: str) -> str:
    """Return the callback data of the button with this label."""
    found = [one["callback_data"] for row in seen.keyboard for one in row if one["text"].removeprefix("✅ ") == label]
    assert found, seen.buttons
    return str(found[0])
