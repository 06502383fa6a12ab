"""The buttons under a digest: the rest of it, search, settings, and a pause that can be undone."""

from dataclasses import replace
from datetime import date, timedelta

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.timetable import plan
from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import PressOf
from handlers.pages import Pages
from handlers.preferences import with_owner
from handlers.requests import DigestRequests
from render.buttons import Press
from render.dates import zone_of
from render.footer import rest_of
from render.screens.start import rested_message, undone_message
from render.search import search_usage

_LONGEST_PAUSE = 366  # days of the longest pause that a button can set


def router() -> Router:
    routes = Router(name="footer")
    routes.callback_query.register(more, PressOf("more"))
    routes.callback_query.register(go, PressOf("go"), flags=CHANGES)
    routes.callback_query.register(rest, PressOf("rest"), flags=CHANGES)
    routes.callback_query.register(undo, PressOf("undo"), flags=CHANGES)
    return routes


async def more(_query: CallbackQuery, press: Press, ask: Ask, digests: DigestRequests) -> Answer:
    """Show what a digest left out, and stories that have come since.

    If only one member of a group sees the answer, these stories do not count as told to the group. So the button under
    the answer carries the number of stories that this person has seen, and a press on it continues after them.
    """
    wanted = rest_of(press, ask.now)
    if wanted is None:
        return Answer(toast=ask.t("search-gone"))
    window, kind, seen = wanted
    digest = await digests.rest(ask, window, kind, seen=seen)
    if not digest.stories:
        return Answer(toast=ask.t("digest-rest-none"))
    seen = seen + len(digest.stories) if ask.is_for_one else 0
    return say(*digests.drawn(digest, ask, title_key="digest-title-rest", rest=kind, seen=seen))


async def go(_query: CallbackQuery, press: Press, ask: Ask, pages: Pages) -> Answer:
    """Open search or settings in a new message, because a digest must not be edited."""
    if press.value() == "search":
        return say(search_usage(ask.t))
    return say(await pages.screen("main", ask.chat, ask.now))


async def rest(_query: CallbackQuery, press: Press, ask: Ask, pages: Pages) -> Answer:
    """Pause the digests for some days; the answer has a button that undoes it."""
    days = press.number()
    if not press.is_current or days is None or not 0 < days <= _LONGEST_PAUSE:
        return say(await pages.screen("pause", ask.chat, ask.now))
    until = ask.now.astimezone(zone_of(ask.zone)).date() + timedelta(days=days)
    earlier = ask.chat.timetable.paused_until
    await _pause(until, ask, pages)
    return say(rested_message(until, None if earlier == until else earlier, ask.t))


async def undo(_query: CallbackQuery, press: Press, ask: Ask, pages: Pages) -> Answer:
    """Undo a pause that was set by a button under a digest: restore the earlier pause, or end it if there was none."""
    day = press.number()
    if not press.is_current or day is None or day > date.max.toordinal():
        return show(await pages.screen("pause", ask.chat, ask.now), ask.t("button-old"))
    await _pause(date.fromordinal(day) if day else None, ask, pages)
    return show(undone_message(ask.t))


async def _pause(until: date | None, ask: Ask, pages: Pages) -> None:
    table = replace(ask.chat.timetable, paused_until=until)
    changed = plan(with_owner(replace(ask.chat, timetable=table), ask.person, ask.now), ask.now)
    await pages.news.chats.save(changed, now=ask.now, update_id=ask.update_id)
