"""/echo: an invented command that repeats its argument."""

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import Command
from render.message import OutgoingMessage


def router() -> Router:
    routes = Router(name="echo")
    for observer in (routes.message, routes.channel_post):
        observer.register(echo, Command("echo"))
    return routes


async def echo(_message: Message, command: CommandObject, ask: Ask) -> Answer:
    return say(OutgoingMessage(ask.t.html("echo-answer", words=command.args or "…")))
