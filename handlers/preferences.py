"""Changing a chat as a pressed button says. Pure.

A button's data names the wanted state, so a second press on it changes nothing.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, time, timedelta

from domain.chat import COUNTRIES, Chat, ChatKind, ChatState, Layout, QuietHours, QuietMode
from domain.ids import PersonId
from handlers.newcomer import in_language, reproposed
from handlers.topics import TopicNames
from render.buttons import Flow, Press
from render.cities import BY_KEY
from render.dates import zone_of
from render.screens.lists import mute_key
from render.screens.timetable import BY_NAME, REVIEW
from render.settings import ELSEWHERE
from render.zones import is_zone
from text.languages import LANGUAGES, LOCALES


class Preferences:
    """The changes that buttons can make; they depend on the topics in use and the default zone."""

    def __init__(self, topics: TopicNames, default_zone: str) -> None:
        self._topics = topics
        self._default_zone = default_zone
        self._changes: dict[str, Callable[[Chat, Press, datetime], Chat]] = {
            "locale": self._locale,
            "languages": _languages,
            "countries": self._countries,
            "topics": self._of_topics,
            "hours": _hours,
            "weekdays": _weekdays,
            "zone": _zone,
            "quiet": _quiet,
            "breaking": _breaking,
            "pause": _pause,
            "wider": _wider,
            "tastes": _tastes,
            "look": _look,
            "mutes": _mutes,
        }

    def wanted(self, chat: Chat, press: Press, now: datetime) -> Chat:
        """Return the chat as the button wants it; it is unchanged if the button opens a screen or is outdated."""
        change = self._changes.get(press.screen)
        if change is None or not press.is_current or not press.values:
            return chat
        return change(chat, press, now)

    @staticmethod
    def refusal(chat: Chat, press: Press) -> str | None:
        """Return the text key of the reason for refusing a press; None if it is not refused.

        It is refused if it would take the last hour or the last day from a timetable.
        """
        if press.is_on or not press.is_current or not press.values:
            return None
        if press.screen == "hours" and press.flow is Flow.SETTINGS and len(chat.timetable.hours) == 1:
            return "hours-at-least-one" if _time(press.value()) in chat.timetable.hours else None
        if press.screen == "weekdays" and press.values[0] == "".join(map(str, chat.timetable.weekdays)):
            return "weekdays-at-least-one"
        return None

    def _locale(self, chat: Chat, press: Press, _now: datetime) -> Chat:
        return in_language(chat, press.value(), self._default_zone) if press.value() in LOCALES else chat

    def _of_topics(self, chat: Chat, press: Press, _now: datetime) -> Chat:
        return replace(chat, topics=_with(chat.topics, press, self._topics.keys))

    def _countries(self, chat: Chat, press: Press, _now: datetime) -> Chat:
        countries = _with(chat.countries, press, COUNTRIES)
        zone = chat.timetable.zone
        if press.flow is Flow.START:
            zone = reproposed(zone, countries, self._default_zone)
        return replace(chat, countries=countries, timetable=replace(chat.timetable, zone=zone))


def with_owner(chat: Chat, person: PersonId | None, now: datetime) -> Chat:
    """Return the chat with the values that are set when it is first stored; those that it already has stay unchanged.

    They are the moment when it was first stored and, for a group or channel, the person to notify if the bot can no
    longer write there.
    """
    is_private = chat.kind is ChatKind.PRIVATE
    return replace(
        chat,
        created_at=chat.created_at or now,
        set_up_by=None if is_private else chat.set_up_by or person,
    )


def activate(chat: Chat, person: PersonId | None, now: datetime) -> Chat:
    """Return the chat with digests turned on, and with the person as its owner if it has none."""
    return replace(with_owner(chat, person, now), state=ChatState.ACTIVE)


def _with(chosen: tuple[str, ...], press: Press, allowed: Collection[str]) -> tuple[str, ...]:
    """Return the choice with the pressed key or without it, as the button says."""
    key = press.value()
    rest = tuple(item for item in chosen if item != key)
    return (*rest, key) if press.is_on and key in allowed and key not in chosen else chosen if press.is_on else rest


def _languages(chat: Chat, press: Press, _now: datetime) -> Chat:
    if press.value() == ELSEWHERE:
        return replace(chat, own_language_only=not press.is_on)
    return replace(chat, languages=_with(chat.languages, press, tuple(LANGUAGES)))


def _hours(chat: Chat, press: Press, _now: datetime) -> Chat:
    hour = _time(press.value())
    if hour is None:
        return chat
    if press.flow is Flow.START:  # in /start only one hour can be chosen; more can be added in the settings
        hours = {hour}
    else:
        hours = {*chat.timetable.hours, hour} if press.is_on else {*chat.timetable.hours} - {hour}
    return replace(chat, timetable=replace(chat.timetable, hours=tuple(sorted(hours)))) if hours else chat


def _weekdays(chat: Chat, press: Press, _now: datetime) -> Chat:
    if press.value() == REVIEW:
        return replace(chat, wants_review=press.is_on)
    days = _with(tuple(str(day) for day in chat.timetable.weekdays), press, "0123456")
    chosen = tuple(sorted(int(day) for day in days))
    return replace(chat, timetable=replace(chat.timetable, weekdays=chosen)) if chosen else chat


def _zone(chat: Chat, press: Press, _now: datetime) -> Chat:
    if press.value() == BY_NAME:
        zone = press.value(1) if is_zone(press.value(1)) else None
    else:
        city = BY_KEY.get(press.value())
        zone = city.zone if city else None
    return replace(chat, timetable=replace(chat.timetable, zone=zone)) if zone else chat


def _quiet(chat: Chat, press: Press, _now: datetime) -> Chat:
    quiet = chat.timetable.quiet
    match press.values:
        case ("span", span):
            start, end = _time(span[:2] + "00"), _time(span[2:] + "00")
            if start is not None and end is not None and start != end:
                quiet = QuietHours(start, end, quiet.mode if quiet else QuietMode.SILENT)
        case ("mode", mode) if quiet is not None and mode in tuple(QuietMode):
            quiet = replace(quiet, mode=QuietMode(mode))
        case ("off",):
            quiet = None
    return replace(chat, timetable=replace(chat.timetable, quiet=quiet))


def _breaking(chat: Chat, press: Press, _now: datetime) -> Chat:
    match press.value():
        case "news":
            return replace(chat, wants_breaking=press.is_on)
        case "night":
            return replace(chat, breaking_in_quiet_hours=press.is_on)
    return chat


def _pause(chat: Chat, press: Press, now: datetime) -> Chat:
    days = press.number()
    if days is None or days > 366:
        return chat
    today = now.astimezone(zone_of(chat.timetable.zone)).date()
    until = today + timedelta(days=days) if days else None
    return replace(chat, timetable=replace(chat.timetable, paused_until=until))


def _wider(chat: Chat, press: Press, _now: datetime) -> Chat:
    """Return the chat without its choice of languages, or of both languages and countries, as the button says.

    The button is offered with the first digest if there was news only without these choices.
    """
    match press.value():
        case "languages":
            return replace(chat, languages=())
        case "countries":
            return replace(chat, languages=(), countries=())
    return chat


def _look(chat: Chat, press: Press, _now: datetime) -> Chat:
    if press.value() == "picture":
        return replace(chat, look=replace(chat.look, has_picture=press.is_on))
    known = press.value() in tuple(Layout)
    return replace(chat, look=replace(chat.look, layout=Layout(press.value()))) if known else chat


def _mutes(chat: Chat, press: Press, _now: datetime) -> Chat:
    kind, key = press.value(), press.value(1)
    if kind == "word":
        return replace(chat, muted_words=tuple(word for word in chat.muted_words if mute_key(word) != key))
    return replace(chat, muted_sources=tuple(name for name in chat.muted_sources if mute_key(name) != key))


def _tastes(chat: Chat, press: Press, _now: datetime) -> Chat:
    if press.value() == "reset":
        return replace(chat, tastes=())
    return replace(chat, tastes=tuple(one for one in chat.tastes if mute_key(one[0]) != press.value(1)))


def _time(text: str) -> time | None:
    try:
        return time(int(text[:2]), int(text[2:4]))
    except ValueError:
        return None
