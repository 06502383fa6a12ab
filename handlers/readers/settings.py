"""/settings and /topics, and every button of their screens and of the steps of /start."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.chat import Chat
from domain.timetable import plan
from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.filters import Command, Pressed
from handlers.pages import Pages
from handlers.preferences import Preferences, owned
from render.buttons import Flow, Press
from render.settings import SCREENS, after
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="settings")
    for observer in (routes.message, routes.channel_post):
        observer.register(settings, Command("settings"), flags=CHANGES)
        observer.register(topics, Command("topics"), flags=CHANGES)
    routes.callback_query.register(choose, Pressed(*SCREENS), flags=CHANGES)
    routes.callback_query.register(outdated, flags=CHANGES)
    return routes


async def settings(_message: Message, chat: Chat, pages: Pages, now: datetime) -> Answer:
    return say(await pages.screen("main", chat, now))


async def topics(_message: Message, chat: Chat, pages: Pages, now: datetime) -> Answer:
    return say(await pages.screen("topics", chat, now))


async def choose(
    _query: CallbackQuery,
    press: Press,
    chat: Chat,
    person: int,
    pages: Pages,
    preferences: Preferences,
    news: Storage,
    now: datetime,
    update_id: int,
) -> Answer:
    changed = preferences.wanted(chat, press, now)
    if changed != chat:
        changed = plan(owned(changed, person, now), now)
        await news.chats.save(changed, now=now, update_id=update_id)
    said = preferences.refusal(chat, press) if press.is_current else "button-old"
    toast = pages.texts.translator(changed.locale)(said) if said else None
    return show(await pages.screen(after(press), changed, now, flow=press.flow), toast)


async def outdated(_query: CallbackQuery, chat: Chat, pages: Pages, now: datetime) -> Answer:
    """A button of a screen that is no more."""
    toast = pages.texts.translator(chat.locale)("button-old")
    return show(await pages.screen("main", chat, now, flow=Flow.SETTINGS), toast)
