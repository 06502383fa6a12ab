"""Inline mode: @bot and words in any chat."""

from aiogram import Router
from aiogram.types import InlineQuery

from handlers.answers import Answer
from handlers.ask import Ask
from handlers.inline import InlineSearch


def router() -> Router:
    routes = Router(name="inline")
    routes.inline_query.register(find)
    return routes


async def find(query: InlineQuery, ask: Ask, inline: InlineSearch) -> Answer:
    return Answer(inline=await inline.page(query.query, query.offset, ask))
