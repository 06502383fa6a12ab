"""/stop: turns off digests and keeps everything; one button turns them on again."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.chat import ChatState
from domain.timetable import plan
from handlers.access import AFAR, CHANGES
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.preferences import activate
from render.screens.start import nothing_to_stop, resumed_message, stopped_message
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="stop")
    routes.message.register(stop, Command("stop"), flags=CHANGES)
    routes.channel_post.register(stop, Command("stop"), flags=CHANGES)
    routes.callback_query.register(resume, PressOf("resume"), flags=AFAR)
    return routes


async def stop(_message: Message, ask: Ask, news: Storage) -> Answer:
    if ask.chat.state is ChatState.NEW:
        return say(nothing_to_stop(ask.t))
    stopped = plan(replace(ask.chat, state=ChatState.STOPPED), ask.now)
    await news.chats.save(stopped, now=ask.now, update_id=ask.update_id)
    return say(stopped_message(ask.t))


async def resume(_query: CallbackQuery, ask: Ask, news: Storage) -> Answer:
    awake = plan(activate(ask.chat, ask.person, ask.now), ask.now)
    await news.chats.save(awake, now=ask.now, update_id=ask.update_id)
    return show(resumed_message(awake, ask.t, ask.now))
