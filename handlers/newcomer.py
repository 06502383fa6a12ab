"""Proposed settings for a new chat, by the language of the person's Telegram app."""

from collections.abc import Sequence
from dataclasses import replace

from domain.chat import Chat, ChatKind, ChatState, Timetable
from domain.ids import ChatId
from render.cities import BY_KEY, CAPITALS, zone_for
from text.languages import LANGUAGES, LOCALES


def newcomer(
    chat_id: ChatId,
    kind: ChatKind,
    *,
    thread_id: int | None,
    language_code: str | None,
    default_locale: str,
    default_zone: str,
) -> Chat:
    """Return a chat with proposed settings; it is stored only when the person makes a choice."""
    code = (language_code or "").partition("-")[0].lower()
    locale = code if code in LOCALES else default_locale
    languages, countries = proposed(locale)
    zone = zone_for(countries, default_zone)
    return Chat(
        id=chat_id,
        kind=kind,
        thread_id=thread_id,
        locale=locale,
        timetable=Timetable(zone),
        languages=languages,
        countries=countries,
    )


def proposed(locale: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the languages to read and the countries that are proposed with a language of the bot."""
    home = LANGUAGES[locale].country
    return ((locale, "ru"), (home,)) if home else ((locale,), ())


def in_language(chat: Chat, locale: str, default_zone: str) -> Chat:
    """Return the chat with another language of the bot; settings that were proposed with the old one are replaced."""
    chat = replace(chat, locale=locale)
    if chat.state is not ChatState.NEW:
        return chat
    languages, countries = proposed(locale)
    if chat.languages in [proposed(other)[0] for other in LOCALES]:
        chat = replace(chat, languages=languages)
    if chat.countries in [proposed(other)[1] for other in LOCALES]:
        zone = reproposed(chat.timetable.zone, countries, default_zone)
        chat = replace(chat, countries=countries, timetable=replace(chat.timetable, zone=zone))
    return chat


def is_proposed(zone: str, default_zone: str) -> bool:
    """Return whether the zone is one that the bot proposes, so that the reader has probably not chosen it."""
    return zone in {default_zone, *(BY_KEY[key].zone for key in CAPITALS.values())}


def reproposed(chat_zone: str, countries: Sequence[str], default_zone: str) -> str:
    """Return the zone to propose for these countries; if the present zone was chosen by the reader, it stays."""
    return zone_for(countries, default_zone) if is_proposed(chat_zone, default_zone) else chat_zone
