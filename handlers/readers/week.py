"""/week: the last seven days by affairs; also, for a reader who was away for days, what the reader missed."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.access import CHANGES
from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.requests import DigestRequests
from render.buttons import Press


def router() -> Router:
    routes = Router(name="week")
    for observer in (routes.message, routes.channel_post):
        observer.register(week, Command("week"))
    routes.callback_query.register(missed, PressOf("missed"), flags=CHANGES)
    return routes


async def week(_message: Message, ask: Ask, digests: DigestRequests) -> Answer:
    review = await digests.week(ask)
    return say(*digests.drawn(review, ask, title_key="digest-title-week", empty_key="week-empty"))


async def missed(_query: CallbackQuery, press: Press, ask: Ask, digests: DigestRequests) -> Answer:
    """Show what the reader missed, in a new message; nothing that was told is repeated."""
    if not press.is_current:
        return Answer(toast=ask.t("button-old"))
    review = await digests.missed(ask)
    if not review.stories:
        return Answer(toast=ask.t("missed-none"))
    return say(*digests.drawn(review, ask, title_key="digest-title-missed"))
