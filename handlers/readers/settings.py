"""/settings and /topics, and all buttons on their screens and in the steps of /start."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.chat import ChatKind
from domain.timetable import plan
from handlers.access import AFAR, CHANGES
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.pages import Pages
from handlers.preferences import with_owner
from handlers.roles import may
from render.buttons import Press
from render.newsroom.topics import manage_row
from render.settings import SCREENS, after


def router() -> Router:
    routes = Router(name="settings")
    for observer in (routes.message, routes.channel_post):
        observer.register(settings, Command("settings"), flags=CHANGES)
        observer.register(topics, Command("topics"), flags=CHANGES)
    # The screen of follows has another handler, because its buttons change more than the chat.
    routes.callback_query.register(choose, PressOf(*(name for name in SCREENS if name != "follows")), flags=AFAR)
    return routes


async def settings(_message: Message, ask: Ask, pages: Pages) -> Answer:
    return say(await pages.screen("main", ask.chat, ask.now))


async def topics(_message: Message, ask: Ask, pages: Pages) -> Answer:
    screen = await pages.screen("topics", ask.chat, ask.now)
    if may(ask.role, "topic") and ask.chat.kind is ChatKind.PRIVATE:
        screen = replace(screen, buttons=(*screen.buttons, manage_row(ask.t)))
    return say(screen)


async def choose(_query: CallbackQuery, press: Press, ask: Ask, pages: Pages) -> Answer:
    chat = ask.chat
    changed = pages.preferences.wanted(chat, press, ask.now)
    if changed != chat:
        changed = plan(with_owner(changed, ask.person, ask.now), ask.now)
        await pages.news.chats.save(changed, now=ask.now, update_id=ask.update_id)
    said = pages.preferences.refusal(chat, press) if press.is_current else "button-old"
    toast = (ask.seen_by or pages.texts.translator(changed.locale))(said) if said else None
    return show(await pages.screen(after(press), changed, ask.now, flow=press.flow, seen_by=ask.seen_by), toast)
