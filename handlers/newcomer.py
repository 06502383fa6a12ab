"""A chat before it has chosen anything: proposals that its Telegram language allows."""

from collections.abc import Sequence

from domain.chat import LOCALES, Chat, ChatKind, Timetable
from render.cities import BY_KEY, CAPITALS, zone_for

_HOME = {"ky": "kg", "kk": "kz", "uz": "uz", "tg": "tj"}


def newcomer(
    chat_id: int,
    kind: ChatKind,
    *,
    thread_id: int | None,
    language_code: str | None,
    default_locale: str,
    default_zone: str,
) -> Chat:
    """Not stored until it chooses something."""
    code = (language_code or "").partition("-")[0].lower()
    locale = code if code in LOCALES else default_locale
    countries = (_HOME[locale],) if locale in _HOME else ()
    languages = (locale, "ru") if locale in _HOME else (locale,)
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


def is_proposed(zone: str, default_zone: str) -> bool:
    """Whether nobody has chosen a zone that a proposal could not be."""
    return zone in {default_zone, *(BY_KEY[key].zone for key in CAPITALS.values())}


def reproposed(chat_zone: str, countries: Sequence[str], default_zone: str) -> str:
    """The zone after a change of countries, while a proposal stands."""
    return zone_for(countries, default_zone) if is_proposed(chat_zone, default_zone) else chat_zone
