"""The people and chats of the demo: a reader, a person who manages the feeds, a group and a channel."""

from dataclasses import dataclass

from domain.chat import ChatKind
from emulator.emulator import Emulator
from emulator.people import Person
from emulator.telegram import acts
from emulator.telegram.chats import Chat


@dataclass(frozen=True, slots=True)
class Cast:
    reader: Person
    admin: Person  # the person whose id must be in ADMIN_IDS
    group: Chat
    channel: Chat


async def seat(emulator: Emulator) -> Cast:
    """Add the people and chats, and return them.

    The bot is in neither group nor channel, so that a newcomer can try to add it.
    """
    reader = await emulator.person("Айзада", "ky", last_name="Маратова")
    admin = await emulator.person("Тимур", "ru", last_name="Сабиров")
    reader.chat.role, admin.chat.role = "reader", "editor"
    group = await emulator.group("Кино клуб", reader, ChatKind.SUPERGROUP, bot_status="left")
    acts.set_person_status(emulator.telegram, group, admin.user, "member")
    channel = await emulator.group(
        "Кабарлар · Новости · News", admin, ChatKind.CHANNEL, username="demo_news", bot_status="left"
    )
    return Cast(reader, admin, group, channel)
