"""/digest: the chat's own digest of the last 24 hours.

/latest: the latest news of all topics, one topic, or given words.
"""

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.requests import DigestRequests
from handlers.topics import Asked
from render.buttons import Press
from render.footer import Rest
from render.latest import chosen


def router() -> Router:
    routes = Router(name="digest")
    for observer in (routes.message, routes.channel_post):
        observer.register(digest, Command("digest"))
        observer.register(latest, Command("latest"))
    # A press edits the message, which in a group only an admin may do (CHANGES). In groups these buttons are not drawn.
    routes.callback_query.register(turn, PressOf("latest"), flags=CHANGES)
    return routes


async def digest(_message: Message, ask: Ask, digests: DigestRequests) -> Answer:
    own, empty = await digests.own(ask)
    return say(*digests.drawn(own, ask, title_key="digest-title-now", empty_key=empty, rest=Rest.ASKED))


async def latest(_message: Message, command: CommandObject, ask: Ask, digests: DigestRequests) -> Answer:
    asked = await digests.asked(command.args or "")
    newest, empty = await digests.latest(ask, asked)
    return say(digests.drawn_latest(newest, empty, ask, asked))


async def turn(_query: CallbackQuery, press: Press, ask: Ask, digests: DigestRequests) -> Answer:
    """Show the latest news of another topic or country in the same message."""
    if not press.is_current:
        return Answer(toast=ask.t("search-gone"))
    asked = Asked(*chosen(press.value(), press.value(1), digests.topic_names.titles[ask.t.locale]))
    newest, empty = await digests.latest(ask, asked)
    return show(digests.drawn_latest(newest, empty, ask, asked))
