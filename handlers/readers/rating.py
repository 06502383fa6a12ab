"""👍 and 👎 under a digest: asks what the reader wants more or less of, and stores the answer as a preference."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.tastes import MOST, outlet_key, topic_key, with_taste
from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import PressOf
from handlers.pages import Pages
from handlers.preferences import with_owner
from render.buttons import Flow, Press
from render.footer import outlet_code, rated
from render.screens.rating import rating_question


def router() -> Router:
    routes = Router(name="rating")
    routes.callback_query.register(rate, PressOf("rate"), flags=CHANGES)
    routes.callback_query.register(prefer, PressOf("prefer"), flags=CHANGES)
    return routes


async def rate(_query: CallbackQuery, press: Press, ask: Ask, pages: Pages) -> Answer:
    """Ask of which topic or outlet of a digest the reader wants to see more, or less, as the pressed button says.

    If the button is outdated, show all preferences.
    """
    titles = pages.titles[ask.t.locale]
    topics, outlets = rated(press, titles, await _outlets(pages)) if press.is_current else ((), ())
    if not topics and not outlets:
        return say(await pages.screen("tastes", ask.chat, ask.now, flow=Flow.SETTINGS))
    is_more = press.value() == "+"
    return say(rating_question(topics, outlets, ask.t, titles=titles, tastes=ask.chat.tastes, is_more=is_more))


async def prefer(_query: CallbackQuery, press: Press, ask: Ask, pages: Pages) -> Answer:
    """Store the preference for a topic or outlet, and show all preferences, which can be removed there."""
    steps = press.number(2)
    key = await _key(press, pages) if press.is_current and steps is not None else None
    if key is None or steps is None:
        return show(await pages.screen("tastes", ask.chat, ask.now, flow=Flow.SETTINGS), ask.t("button-old"))
    before, wanted = dict(ask.chat.tastes).get(key, 0), max(-MOST, min(MOST, steps - MOST))
    changed = with_owner(replace(ask.chat, tastes=with_taste(ask.chat.tastes, key, wanted)), ask.person, ask.now)
    if wanted == before:
        said = "taste-most"
    else:
        await pages.news.chats.save(changed, now=ask.now, update_id=ask.update_id)
        said = "taste-more" if wanted > before else "taste-less"
    return show(await pages.screen("tastes", changed, ask.now, flow=Flow.SETTINGS), ask.t(said))


async def _key(press: Press, pages: Pages) -> str | None:
    name = press.value(1)
    if press.value() == "t":
        return topic_key(name) if name in next(iter(pages.titles.values())) else None
    known = [outlet for outlet in sorted(await _outlets(pages)) if outlet_code(outlet) == name]
    return outlet_key(known[0]) if known else None


async def _outlets(pages: Pages) -> frozenset[str]:
    return frozenset(feed.source for feed in await pages.news.feeds.all())
