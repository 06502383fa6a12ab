"""The data from which screens are drawn, and parts that several screens have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.chat import COUNTRIES, Chat, Follow
from render.buttons import Flow, choice, data, rows
from render.cities import City, city_of
from render.dates import clock_text
from render.markup import tidy
from render.message import Button, OutgoingMessage
from render.texts import Translator
from text.languages import LANGUAGES

# Each language's name in the language itself, so that everybody recognises theirs.
LANGUAGE_NAMES = {code: language.title for code, language in LANGUAGES.items()}
STEPS = ("locale", "languages", "countries", "topics", "hours")


@dataclass(frozen=True, slots=True)
class Page:
    """The data from which a screen is drawn."""

    chat: Chat
    t: Translator
    topics: Mapping[str, str]  # key → title in the reader's language
    now: datetime
    flow: Flow = Flow.SETTINGS
    follows: tuple[Follow, ...] = ()
    cities: tuple[City, ...] = ()  # the cities that were found for what was typed
    zones: tuple[str, ...] = ()  # the IANA names of zones that were found for what was typed
    typed: str = ""  # what was typed as a city's name
    is_afar: bool = False  # whether the chat is a group or channel that is set up from a private chat


def several(
    name: str, page: Page, labels: Mapping[str, str], chosen: tuple[str, ...], *, width: int
) -> OutgoingMessage:
    buttons = [choice(label, page.flow, name, key, is_chosen=key in chosen) for key, label in labels.items()]
    return OutgoingMessage(page.t.html(text_key(name, page)), (*rows(buttons, width), *around(name, page)))


def country_names(t: Translator) -> dict[str, str]:
    return {code: t(f"country-{code}") for code in COUNTRIES}


def zone_name(page: Page) -> str:
    """Return a city in the chat's zone; if none is known, the zone's name."""
    country = next(iter(page.chat.countries), None)
    city = city_of(page.chat.timetable.zone, country)
    return page.t(f"city-{city.key}") if city else place_name(page.chat.timetable.zone)


def place_name(zone: str) -> str:
    """Return the place in the name of a zone: Kathmandu for Asia/Kathmandu."""
    return zone.rpartition("/")[2].replace("_", " ")


def around(name: str, page: Page) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons that lead to other screens: back and forward in /start, back in /settings."""
    t = page.t
    if page.flow is Flow.SETTINGS:
        return ((Button(t("button-back"), data(Flow.SETTINGS, "main")),),)
    step = STEPS.index(name) if name in STEPS else 0
    back = (Button(t("button-back"), data(Flow.START, STEPS[step - 1])),) if step else ()
    if step + 1 < len(STEPS):
        return ((*back, Button(t("button-next"), data(Flow.START, STEPS[step + 1]))),)
    return ((*back, Button(t("button-done"), data(Flow.START, "done"))),)


def text_key(name: str, page: Page) -> str:
    return f"start-{name}" if page.flow is Flow.START and name in STEPS else f"{name}-screen"


def hours_text(chat: Chat) -> str:
    return ", ".join(clock_text(hour) for hour in chat.timetable.hours)


def days_text(page: Page) -> str:
    days = page.chat.timetable.weekdays
    if len(days) == 7:
        return page.t("every-day")
    return ", ".join(page.t("weekday-short", weekday=day + 1) for day in days)


_LABEL = 28  # the most UTF-16 units of a button's text


def label(text: str) -> str:
    return tidy(text, _LABEL)
