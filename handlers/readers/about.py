"""/help and /privacy."""

from aiogram import Router
from aiogram.types import Message

from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import Command
from handlers.menu import Audience, Menu
from render.screens.about import help_message, privacy_message


def router() -> Router:
    routes = Router(name="about")
    for observer in (routes.message, routes.channel_post):
        observer.register(help_, Command("help"))
        observer.register(privacy, Command("privacy"))
    return routes


async def help_(_message: Message, ask: Ask, menu: Menu) -> Answer:
    readers = menu.helped(Audience.EVERYBODY, Audience.ADMINS)
    return say(help_message(ask.t, readers, menu.of_newsroom(ask.role), bot_name=ask.bot_name))


async def privacy(_message: Message, ask: Ask) -> Answer:
    return say(privacy_message(ask.t))
