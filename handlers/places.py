"""Finding the groups and channels that a person may set up."""

import asyncio

from aiogram import Bot

from delivery.membership import Rank, facts_of, rank_of
from domain.chat import Chat
from domain.ids import PersonId
from handlers.ask import Ask
from render.screens.groups import TitledChat
from storage.interface import Storage

MOST_SHOWN = 20


async def places_of(ask: Ask, bot: Bot, news: Storage) -> tuple[TitledChat, ...]:
    """Return the chats that the person set up, with their present titles.

    The person must still be an admin there, and the bot a member.
    """
    if ask.person is None:
        return ()
    # A forum may be stored several times, as a chat and as its threads; it is listed once.
    stored = {chat.id: chat for chat in reversed(await news.chats.set_up_by(ask.person))}
    chats = sorted(stored.values(), key=lambda chat: chat.id, reverse=True)[:MOST_SHOWN]
    found = await asyncio.gather(*(_titled(chat, ask.person, bot) for chat in chats))
    return tuple(one for one in found if one is not None)


async def _titled(chat: Chat, person: PersonId, bot: Bot) -> TitledChat | None:
    facts, rank = await asyncio.gather(facts_of(bot, chat.id), rank_of(bot, chat.id, person))
    return None if facts is None or rank is not Rank.ADMIN else TitledChat(chat, facts.title)
