"""/alerts: which troubles a person of the newsroom wants to be told of, and the buttons under each trouble."""

from datetime import timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.ids import PersonId
from domain.trouble import Rest, TroubleKind
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from render.buttons import Press
from render.message import OutgoingMessage
from render.newsroom.troubles import alerts_screen, trouble_screen
from storage.interface import Storage

LATER = timedelta(days=1)


def router() -> Router:
    routes = Router(name="alerts")
    routes.message.register(alerts, Command("alerts"), F.chat.type == "private")
    routes.callback_query.register(press_, PressOf("alerts"))
    return routes


async def alerts(_message: Message, ask: Ask, news: Storage) -> Answer:
    return say(await _screen(news, ask))


async def press_(_query: CallbackQuery, press: Press, ask: Ask, news: Storage) -> Answer:
    """Do what a button says for the person who pressed it; a trouble that has ended cannot be muted."""
    if ask.person is None:
        return Answer()
    wish, key = press.value(), ":".join(press.values[1:])
    if press.is_current and wish == "want":
        await _want(press, ask.person, ask, news)
    elif press.is_current and wish == "wake" and not key:
        await news.troubles.wake(ask.person, now=ask.now, update_id=ask.update_id)
    elif press.is_current and wish in ("mute", "snooze", "wake"):
        return await _rest(wish, key, ask.person, ask, news)
    return show(await _screen(news, ask))


async def _want(press: Press, person: PersonId, ask: Ask, news: Storage) -> None:
    kinds = [kind for kind in TroubleKind if press.value(1) in (kind, "all")]
    if kinds and press.value(2) in ("on", "off"):
        await news.troubles.wish(person, kinds, is_on=press.value(2) == "on", now=ask.now, update_id=ask.update_id)


async def _rest(wish: str, key: str, person: PersonId, ask: Ask, news: Storage) -> Answer:
    trouble = next((one.trouble for one in await news.troubles.current() if one.trouble.key == key), None)
    if trouble is None:
        return Answer(toast=ask.t("trouble-past"))
    rest = Rest(person, key, ask.now + LATER if wish == "snooze" else None)
    if wish == "wake":
        await news.troubles.wake(person, key, now=ask.now, update_id=ask.update_id)
    else:
        await news.troubles.rest(rest, now=ask.now, update_id=ask.update_id)
    return show(trouble_screen(trouble, None if wish == "wake" else rest, ask.t))


async def _screen(news: Storage, ask: Ask) -> OutgoingMessage:
    wanted = (await news.troubles.wishes()).get(ask.person, frozenset()) if ask.person else frozenset()
    rests = [rest for rest in await news.troubles.rests() if rest.person == ask.person]
    return alerts_screen(wanted, await news.troubles.current(), rests, ask.t)
