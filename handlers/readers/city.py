"""/city with a city, the name of a zone or the local time.

Until /start is finished, the city's name alone is enough.
"""

from aiogram import F, Router
from aiogram.filters import BaseFilter, CommandObject
from aiogram.types import Message

from domain.timetable import plan
from handlers.access import CHANGES
from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import Command, IsNew
from handlers.pages import Pages, flow_of
from handlers.preferences import with_owner
from render.buttons import Press
from render.cities import City, find_cities
from render.screens.timetable import BY_NAME
from render.zones import cities_showing, find_zones, read_time, zones_showing


class NamesCity(BaseFilter):
    """Matches if the whole message is the name of one city; the handler receives it as `city`."""

    async def __call__(self, message: Message, pages: Pages) -> bool | dict[str, object]:
        found = find_cities(message.text or "", pages.texts, limit=1, whole_only=True)
        return {"city": found[0]} if found else False


def router() -> Router:
    routes = Router(name="city")
    for observer in (routes.message, routes.channel_post):
        observer.register(look_up, Command("city"), flags=CHANGES)
    routes.message.register(move, F.chat.type == "private", IsNew(), NamesCity(), flags=CHANGES)
    return routes


async def look_up(message: Message, command: CommandObject, ask: Ask, pages: Pages) -> Answer:
    typed = command.args or ""
    shown = read_time(typed)
    if shown is not None:
        cities = cities_showing(shown, ask.now, ask.chat.countries)
        zones = () if cities else zones_showing(shown, ask.now)
    else:
        cities = find_cities(typed, pages.texts)
        zones = () if cities else find_zones(typed)
    if len(cities) == 1 and not zones:
        return await move(message, cities[0], ask, pages)
    if len(zones) == 1:
        return await _move_to((BY_NAME, zones[0]), ask, pages)
    return say(await pages.screen("zone", ask.chat, ask.now, cities=cities, zones=zones, typed=typed))


async def move(_message: Message, city: City, ask: Ask, pages: Pages) -> Answer:
    return await _move_to((city.key,), ask, pages)


async def _move_to(values: tuple[str, ...], ask: Ask, pages: Pages) -> Answer:
    press = Press(flow_of(ask.chat), "zone", values)
    changed = plan(with_owner(pages.preferences.wanted(ask.chat, press, ask.now), ask.person, ask.now), ask.now)
    await pages.news.chats.save(changed, now=ask.now, update_id=ask.update_id)
    return say(await pages.screen("hours", changed, ask.now))
