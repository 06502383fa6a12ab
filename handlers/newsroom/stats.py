"""/stats: how many readers, deliveries and news there are."""

from aiogram import F, Router
from aiogram.types import Message

from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import Command
from handlers.pages import Pages
from render.newsroom.stats import stats_message
from storage.interface import Storage
from storage.reporting import read_report


def router() -> Router:
    routes = Router(name="stats")
    routes.message.register(stats, Command("stats"), F.chat.type == "private")
    return routes


async def stats(_message: Message, ask: Ask, news: Storage, pages: Pages) -> Answer:
    """Show the statistics."""
    report = await read_report(news, now=ask.now)
    return say(stats_message(report, pages.titles[ask.t.locale], ask.t))
