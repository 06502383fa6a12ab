"""/city name: the time zone by a city; while /start is not finished, a city's name alone will do."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import BaseFilter, CommandObject
from aiogram.types import Message

from domain.chat import Chat
from domain.timetable import plan
from handlers.access import CHANGES
from handlers.answers import Answer, say
from handlers.filters import Command, IsNew
from handlers.pages import Pages, flow_of
from handlers.preferences import Preferences, owned
from render.buttons import Press
from render.cities import City, find_cities
from render.texts import Texts
from storage.interface import Storage


class NamesCity(BaseFilter):
    """The whole message is the name of one city; the handler receives it as `city`."""

    async def __call__(self, message: Message, texts: Texts) -> bool | dict[str, object]:
        found = find_cities(message.text or "", texts, limit=1, whole_only=True)
        return {"city": found[0]} if found else False


def router() -> Router:
    routes = Router(name="city")
    for observer in (routes.message, routes.channel_post):
        observer.register(look_up, Command("city"), flags=CHANGES)
    routes.message.register(move, F.chat.type == "private", IsNew(), NamesCity(), flags=CHANGES)
    return routes


async def look_up(
    message: Message,
    command: CommandObject,
    chat: Chat,
    person: int | None,
    pages: Pages,
    preferences: Preferences,
    news: Storage,
    now: datetime,
    update_id: int,
) -> Answer:
    cities = find_cities(command.args or "", pages.texts)
    if len(cities) == 1:
        return await move(message, cities[0], chat, person, pages, preferences, news, now, update_id)
    return say(await pages.screen("zone", chat, now, cities=cities, typed=command.args or ""))


async def move(
    _message: Message,
    city: City,
    chat: Chat,
    person: int | None,
    pages: Pages,
    preferences: Preferences,
    news: Storage,
    now: datetime,
    update_id: int,
) -> Answer:
    press = Press(flow_of(chat), "zone", (city.key,))
    changed = plan(owned(preferences.wanted(chat, press, now), person, now), now)
    await news.chats.save(changed, now=now, update_id=update_id)
    return say(await pages.screen("hours", changed, now))
