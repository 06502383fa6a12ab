"""A story opened by its button: what is known of it, who said what, and what a reader may do with it."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.access import CHANGES
from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import PressOf
from handlers.stories import StoryRoom
from render.buttons import Press


def router() -> Router:
    routes = Router(name="story")
    routes.callback_query.register(open_, PressOf("open"))
    routes.callback_query.register(close, PressOf("close"), flags=CHANGES)
    return routes


async def open_(_query: CallbackQuery, press: Press, ask: Ask, stories: StoryRoom) -> Answer:
    """Open a story under the digest that names it; the digest stays as it is."""
    story = await stories.find(press.number()) if press.is_current else None
    if story is None:
        return Answer(toast=ask.t("story-gone" if press.is_current else "search-gone"))
    return say(await stories.screen(story, ask))


async def close(_query: CallbackQuery) -> Answer:
    """Take the story's message away, so that the reader is where the story was opened."""
    return Answer(deletes=True)
