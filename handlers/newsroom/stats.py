"""/stats: how many readers, deliveries and news there are."""

from datetime import timedelta

from aiogram import F, Router
from aiogram.types import Message

from domain.stats import shown
from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import Command
from render.newsroom.stats import stats_message
from storage.interface import Storage

DAYS = 30


def router() -> Router:
    routes = Router(name="stats")
    routes.message.register(stats, Command("stats"), F.chat.type == "private")
    return routes


async def stats(_message: Message, ask: Ask, news: Storage) -> Answer:
    """Count the last month."""
    counts = await news.stats.counts(since=ask.now - timedelta(days=DAYS))
    return say(stats_message(shown(counts), DAYS, ask.t))
