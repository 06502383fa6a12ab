"""/digest: the chat's own digest of the last 24 hours; /latest: all topics, one, or stories with the words given."""

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import Command
from handlers.requests import DigestRequests
from render.footer import Rest


def router() -> Router:
    routes = Router(name="digest")
    for observer in (routes.message, routes.channel_post):
        observer.register(digest, Command("digest"))
        observer.register(latest, Command("latest"))
    return routes


async def digest(_message: Message, ask: Ask, digests: DigestRequests) -> Answer:
    own, empty = await digests.own(ask)
    return say(*digests.drawn(own, ask, title_key="digest-title-now", empty_key=empty, rest=Rest.ASKED))


async def latest(_message: Message, command: CommandObject, ask: Ask, digests: DigestRequests) -> Answer:
    newest, empty = await digests.latest(ask, command.args or "")
    return say(*digests.drawn(newest, ask, title_key="digest-title-latest", empty_key=empty))
