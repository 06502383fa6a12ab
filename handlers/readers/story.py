"""A story that was opened by its button: its summary and sources, and what a reader can do with it."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.bookmark import BookmarkKind
from domain.ids import ArticleId, MessageId
from domain.tastes import MOST
from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import PressOf
from handlers.stories import StoryRoom
from render.buttons import Press
from render.screens.story import Origin, origin_of

_KINDS = {"save": BookmarkKind.SAVED, "watch": BookmarkKind.FOLLOWED}


def router() -> Router:
    routes = Router(name="story")
    routes.callback_query.register(open_, PressOf("open"))
    routes.callback_query.register(look, PressOf("story"), flags=CHANGES)
    routes.callback_query.register(mark, PressOf(*_KINDS), flags=CHANGES)
    routes.callback_query.register(taste, PressOf("taste"), flags=CHANGES)
    routes.callback_query.register(close, PressOf("close"), flags=CHANGES)
    return routes


async def open_(query: CallbackQuery, press: Press, ask: Ask, stories: StoryRoom) -> Answer:
    """Open a story in a new message below the digest, which is not edited."""
    story = await stories.find(press.id(ArticleId)) if press.is_current else None
    if story is None:
        return _gone(press, ask)
    return say(await stories.opened(story, ask, Origin(number=query.message.message_id if query.message else 0)))


async def look(_query: CallbackQuery, press: Press, ask: Ask, stories: StoryRoom) -> Answer:
    """Open a story of a list in the same message."""
    story = await stories.find(press.id(ArticleId)) if press.is_current else None
    if story is None:
        return _gone(press, ask)
    return show(await stories.opened(story, ask, origin_of(press.value(1))))


async def mark(query: CallbackQuery, press: Press, ask: Ask, stories: StoryRoom) -> Answer:
    """Add a bookmark that saves a story or asks for its further news, or remove it, as the button says."""
    story = await stories.find(press.id(ArticleId)) if press.is_current else None
    if story is None:
        return _gone(press, ask)
    origin = origin_of(press.value(1))
    under = MessageId(query.message.message_id) if query.message else None
    told_by = await stories.told_by(story, origin, ask) or under
    said = await stories.mark(story, _KINDS[press.screen], ask, told_by, is_on=press.is_on)
    return show(await stories.screen(story, ask, origin), said)


async def taste(_query: CallbackQuery, press: Press, ask: Ask, stories: StoryRoom) -> Answer:
    """Rank stories like this one higher, or stories of its topic or outlet lower."""
    of_topic, of_outlet = press.number(2), press.number(3)
    story = await stories.find(press.id(ArticleId)) if press.is_current else None
    if story is None or of_topic is None or of_outlet is None:
        return _gone(press, ask)
    changed, said = await stories.taste(story, ask, (of_topic - MOST, of_outlet - MOST))
    return show(await stories.screen(story, changed, origin_of(press.value(1))), said)


async def close(_query: CallbackQuery) -> Answer:
    """Delete the story's message, so that the reader is back where the story was opened."""
    return Answer(deletes=True)


def _gone(press: Press, ask: Ask) -> Answer:
    return Answer(toast=ask.t("story-gone" if press.is_current else "search-gone"))
