"""The last handlers: unknown commands and buttons, pictures, voice messages, and messages without words."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from handlers.access import CHANGES
from handlers.albums import Albums
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.pages import Pages
from render.buttons import Flow
from render.screens.about import unknown_message, wordless_message


def router() -> Router:
    routes = Router(name="fallback")
    routes.message.register(unknown, F.chat.type == "private", F.text.startswith("/"))
    routes.message.register(wordless, F.chat.type == "private")
    routes.callback_query.register(outdated, flags=CHANGES)
    return routes


async def unknown(_message: Message, ask: Ask) -> Answer:
    return say(unknown_message(ask.t))


async def wordless(message: Message, ask: Ask, albums: Albums) -> Answer:
    """Answer a picture, a voice message or the like; an album gets one answer."""
    return Answer() if albums.is_met(message) else say(wordless_message(ask.t))


async def outdated(_query: CallbackQuery, ask: Ask, pages: Pages) -> Answer:
    """Answer a button of a screen that does not exist any more."""
    return show(await pages.screen("main", ask.chat, ask.now, flow=Flow.SETTINGS), ask.t("button-old"))
