"""/saved and /following: the stories that a reader saved, and those of which they want further news."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.bookmark import BookmarkKind
from domain.ids import ArticleId
from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.stories import StoryRoom
from render.buttons import Press
from render.screens.story import SHELVES


def router() -> Router:
    routes = Router(name="bookmarks")
    for observer in (routes.message, routes.channel_post):
        observer.register(saved, Command("saved"), flags=CHANGES)
        observer.register(following, Command("following"), flags=CHANGES)
    routes.callback_query.register(turn, PressOf("shelf"), flags=CHANGES)
    routes.callback_query.register(drop, PressOf("drop"), flags=CHANGES)
    return routes


async def saved(_message: Message, ask: Ask, stories: StoryRoom) -> Answer:
    return say(await stories.shelf(BookmarkKind.SAVED, 0, ask))


async def following(_message: Message, ask: Ask, stories: StoryRoom) -> Answer:
    return say(await stories.shelf(BookmarkKind.FOLLOWED, 0, ask))


async def turn(_query: CallbackQuery, press: Press, ask: Ask, stories: StoryRoom) -> Answer:
    kind = SHELVES.get(press.value(), BookmarkKind.SAVED)
    return show(await stories.shelf(kind, press.number(1) or 0, ask), None if press.is_current else ask.t("button-old"))


async def drop(_query: CallbackQuery, press: Press, ask: Ask, stories: StoryRoom) -> Answer:
    """Remove a bookmark from the list that shows it, even if its story was deleted."""
    kind, article_id = SHELVES.get(press.value()), press.id(ArticleId, 2)
    if kind is None or article_id is None or not press.is_current:
        return Answer(toast=ask.t("search-gone"))
    await stories.news.bookmarks.remove(ask.chat.place, kind, [article_id], now=ask.now, update_id=ask.update_id)
    return show(await stories.shelf(kind, press.number(1) or 0, ask))
