"""/stop: no more pushes, everything kept, one tap back."""

from dataclasses import replace
from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.chat import Chat, ChatState
from domain.timetable import plan
from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.filters import Command, Pressed
from handlers.preferences import set_up
from render.screens.start import nothing_to_stop, resumed_message, stopped_message
from render.texts import Translator
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="stop")
    routes.message.register(stop, Command("stop"), flags=CHANGES)
    routes.channel_post.register(stop, Command("stop"), flags=CHANGES)
    routes.callback_query.register(resume, Pressed("resume"), flags=CHANGES)
    return routes


async def stop(_message: Message, chat: Chat, news: Storage, t: Translator, now: datetime, update_id: int) -> Answer:
    if chat.state is ChatState.NEW:
        return say(nothing_to_stop(t))
    await news.chats.save(plan(replace(chat, state=ChatState.STOPPED), now), now=now, update_id=update_id)
    return say(stopped_message(t))


async def resume(
    _query: CallbackQuery, chat: Chat, person: int, news: Storage, t: Translator, now: datetime, update_id: int
) -> Answer:
    awake = plan(set_up(chat, person, now), now)
    await news.chats.save(awake, now=now, update_id=update_id)
    return show(resumed_message(awake, t))
