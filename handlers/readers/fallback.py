"""Last of all: commands nobody knows, pictures and voices, and what came without a word."""

from aiogram import F, Router
from aiogram.types import Message

from handlers.answers import Answer, say
from render.screens.about import unknown_message, wordless_message
from render.texts import Translator


def router() -> Router:
    routes = Router(name="fallback")
    routes.message.register(unknown, F.chat.type == "private", F.text.startswith("/"))
    routes.message.register(wordless, F.chat.type == "private")
    return routes


async def unknown(_message: Message, t: Translator) -> Answer:
    return say(unknown_message(t))


async def wordless(_message: Message, t: Translator) -> Answer:
    return say(wordless_message(t))
