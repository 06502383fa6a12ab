"""/help and /privacy."""

from aiogram import Router
from aiogram.types import Message

from handlers.answers import Answer, say
from handlers.filters import Command
from render.screens.about import help_message, privacy_message
from render.texts import Translator


def router() -> Router:
    routes = Router(name="about")
    for observer in (routes.message, routes.channel_post):
        observer.register(help_, Command("help"))
        observer.register(privacy, Command("privacy"))
    return routes


async def help_(_message: Message, t: Translator, person: int | None, admin_ids: frozenset[int]) -> Answer:
    return say(help_message(t, is_newsroom=person in admin_ids))


async def privacy(_message: Message, t: Translator) -> Answer:
    return say(privacy_message(t))
