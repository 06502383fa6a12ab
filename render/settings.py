"""The steps of /start and the pages of /settings: the same screens, with other buttons under them."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from domain.chat import COUNTRIES, LOCALES, Chat, ChatState, Follow, QuietMode
from render.buttons import Flow, Press, choice, data, rows
from render.cities import BY_KEY, USUAL, City, city_of
from render.dates import clock_text, day_short, zone_text
from render.digest import FLAGS
from render.markup import tidy
from render.message import Button, OutgoingMessage
from render.texts import Translator

# Written in themselves, so that everybody finds their own.
LANGUAGE_NAMES = {
    "ru": "Русский", "ky": "Кыргызча", "kk": "Қазақша", "uz": "Oʻzbekcha", "tg": "Тоҷикӣ", "en": "English",
}  # fmt: skip
STEPS = ("locale", "languages", "countries", "topics", "hours")
HOURS = tuple(time(hour) for hour in (6, 7, 8, 9, 10, 12, 13, 15, 17, 18, 19, 20, 21, 22, 23))
QUIET_SPANS = ((22, 7), (23, 7), (23, 8), (0, 8))


@dataclass(frozen=True, slots=True)
class Page:
    """What a screen is drawn from."""

    chat: Chat
    t: Translator
    topics: Mapping[str, str]  # key → title in the reader's language
    now: datetime
    flow: Flow = Flow.SETTINGS
    follows: tuple[Follow, ...] = ()
    cities: tuple[City, ...] = ()  # found by typing
    typed: str = ""  # what was typed for a city's name


def settings_screen(name: str, page: Page) -> OutgoingMessage:
    """The screen of that name; the first page of settings where there is none."""
    return SCREENS.get(name, _main)(page)


def _main(page: Page) -> OutgoingMessage:
    chat, t = page.chat, page.t
    lines = [
        t.html("settings-title"),
        "",
        t.html("settings-digests", hours=_hours(chat), days=_days(page)),
        t.html("settings-zone", city=zone_name(page), clock=zone_text(t, chat.timetable.zone, page.now)),
        t.html("settings-topics", topics=_listed(page, chat.topics, page.topics)),
        t.html("settings-countries", countries=_listed(page, chat.countries, country_names(t))),
        t.html("settings-languages", languages=_listed(page, chat.languages, LANGUAGE_NAMES)),
        t.html("settings-breaking-line", state=t("state-on" if chat.wants_breaking else "state-off")),
    ]
    if (state := _state_line(page)) is not None:
        lines += ["", state]
    names = ("topics", "countries", "languages", "hours", "weekdays", "zone", "quiet", "breaking", "follows", "mutes")
    buttons = [Button(t(f"settings-{name}-button"), data(Flow.SETTINGS, name)) for name in (*names, "pause", "locale")]
    return OutgoingMessage("\n".join(lines), (*rows(buttons, 2), *_resume(page)))


def _locale(page: Page) -> OutgoingMessage:
    buttons = [
        Button(f"{'✅ ' if page.chat.locale == code else ''}{LANGUAGE_NAMES[code]}", data(page.flow, "locale", code))
        for code in LOCALES
    ]
    return OutgoingMessage(page.t.html(_key("locale", page)), (*rows(buttons, 2), *_around("locale", page)))


def _languages(page: Page) -> OutgoingMessage:
    return _several("languages", page, LANGUAGE_NAMES, page.chat.languages, width=2)


def _countries(page: Page) -> OutgoingMessage:
    names = {code: f"{FLAGS[code]} {name}" for code, name in country_names(page.t).items()}
    return _several("countries", page, names, page.chat.countries, width=2)


def _topics(page: Page) -> OutgoingMessage:
    return _several("topics", page, page.topics, page.chat.topics, width=2)


def _several(
    name: str, page: Page, labels: Mapping[str, str], chosen: tuple[str, ...], *, width: int
) -> OutgoingMessage:
    buttons = [choice(label, page.flow, name, key, is_chosen=key in chosen) for key, label in labels.items()]
    return OutgoingMessage(page.t.html(_key(name, page)), (*rows(buttons, width), *_around(name, page)))


def _hours_screen(page: Page) -> OutgoingMessage:
    t, chat = page.t, page.chat
    offered = sorted({*HOURS, *chat.timetable.hours})
    buttons = [
        choice(clock_text(hour), page.flow, "hours", f"{hour:%H%M}", is_chosen=hour in chat.timetable.hours)
        for hour in offered
    ]
    text = t.html(
        _key("hours", page), city=zone_name(page), clock=zone_text(t, chat.timetable.zone, page.now), hours=_hours(chat)
    )
    zone = ((Button(t("zone-change"), data(page.flow, "zone")),),)
    return OutgoingMessage(text, (*rows(buttons, 4), *zone, *_around("hours", page)))


def _weekdays(page: Page) -> OutgoingMessage:
    names = {str(day): page.t("weekday-name", weekday=day + 1) for day in range(7)}
    return _several("weekdays", page, names, tuple(str(day) for day in page.chat.timetable.weekdays), width=2)


def _zone(page: Page) -> OutgoingMessage:
    t, current = page.t, page.chat.timetable.zone
    offered = page.cities or tuple(BY_KEY[key] for key in USUAL)
    buttons = [
        Button(f"{'✅ ' if city.zone == current else ''}{t(f'city-{city.key}')}", data(page.flow, "zone", city.key))
        for city in offered
    ]
    text = t.html("zone-screen", city=zone_name(page), clock=zone_text(t, current, page.now))
    if page.typed and not page.cities:
        text = f"{t.html('zone-not-found', name=tidy(page.typed, 60))}\n\n{text}"
    back = (Button(t("button-back"), data(page.flow, "hours" if page.flow is Flow.START else "main")),)
    return OutgoingMessage(text, (*rows(buttons, 3), back))


def _quiet(page: Page) -> OutgoingMessage:
    t, quiet = page.t, page.chat.timetable.quiet
    buttons = [
        Button(
            f"{'✅ ' if quiet and (quiet.start.hour, quiet.end.hour) == span else ''}{span[0]:02}:00 – {span[1]:02}:00",
            data(page.flow, "quiet", "span", f"{span[0]:02}{span[1]:02}"),
        )
        for span in QUIET_SPANS
    ]
    lines = [*rows(buttons, 2)]
    if quiet is None:
        text = t.html("quiet-none")
    else:
        text = t.html(f"quiet-{quiet.mode}", start=clock_text(quiet.start), end=clock_text(quiet.end))
        lines += [
            tuple(
                Button(
                    f"{'✅ ' if quiet.mode is mode else ''}{t(f'quiet-{mode}-button')}",
                    data(page.flow, "quiet", "mode", mode),
                )
                for mode in QuietMode
            ),
            (Button(t("quiet-off-button"), data(page.flow, "quiet", "off")),),
        ]
    return OutgoingMessage(text, (*lines, *_around("quiet", page)))


def _breaking(page: Page) -> OutgoingMessage:
    t, chat = page.t, page.chat
    buttons = [(choice(t("breaking-button"), page.flow, "breaking", "news", is_chosen=chat.wants_breaking),)]
    if chat.wants_breaking and chat.timetable.quiet is not None:
        buttons.append(
            (
                choice(
                    t("breaking-quiet-button"), page.flow, "breaking", "night", is_chosen=chat.breaking_in_quiet_hours
                ),
            )
        )
    return OutgoingMessage(t.html("breaking-screen"), (*buttons, *_around("breaking", page)))


def _pause(page: Page) -> OutgoingMessage:
    t, until = page.t, page.chat.timetable.paused_until
    buttons = [Button(t("pause-days", count=days), data(page.flow, "pause", days)) for days in (1, 3, 7, 14, 30)]
    text = t.html("pause-none") if until is None else t.html("pause-until", date=day_short(t, until))
    resume = ((Button(t("pause-end-button"), data(page.flow, "pause", 0)),),) if until is not None else ()
    return OutgoingMessage(text, (*rows(buttons, 3), *resume, *_around("pause", page)))


def _follows(page: Page) -> OutgoingMessage:
    t = page.t
    buttons = []
    for follow in page.follows:
        mode = choice(
            t("follow-at-once-button"), page.flow, "follows", str(follow.id), "once", is_chosen=follow.at_once
        )
        drop = Button(f"✖️ {_label(follow.query)}", data(page.flow, "follows", follow.id, "drop"))
        buttons.append((drop, mode))
    text = t.html("follows-screen" if page.follows else "follows-none", count=len(page.follows))
    return OutgoingMessage(text, (*buttons, *_around("follows", page)))


def _mutes(page: Page) -> OutgoingMessage:
    t, chat = page.t, page.chat
    muted = [("word", word) for word in chat.muted_words] + [("source", name) for name in chat.muted_sources]
    # A button names what it drops by its place and its first letters: a source's name may not fit.
    buttons = [Button(f"✖️ {_label(text)}", data(page.flow, "mutes", kind, mute_key(text))) for kind, text in muted]
    text = t.html("mutes-screen" if muted else "mutes-none", count=len(muted))
    return OutgoingMessage(text, (*rows(buttons, 2), *_around("mutes", page)))


def mute_key(text: str) -> str:
    """A short name for a muted word or source, the same in every process."""
    return f"{zlib.crc32(text.encode()):08x}"


SCREENS: dict[str, Callable[[Page], OutgoingMessage]] = {
    "main": _main,
    "locale": _locale,
    "languages": _languages,
    "countries": _countries,
    "topics": _topics,
    "hours": _hours_screen,
    "weekdays": _weekdays,
    "zone": _zone,
    "quiet": _quiet,
    "breaking": _breaking,
    "pause": _pause,
    "follows": _follows,
    "mutes": _mutes,
}


def after(press: Press) -> str:
    """The screen that is shown once a button has done its work: choosing one thing leads on, several stay."""
    if not press.values or press.screen not in ("locale", "zone"):
        return press.screen
    if press.flow is Flow.START:
        return "languages" if press.screen == "locale" else "hours"
    return "main"


def country_names(t: Translator) -> dict[str, str]:
    return {code: t(f"country-{code}") for code in COUNTRIES}


def zone_name(page: Page) -> str:
    """The city that stands for the chat's zone, or the zone itself where we know none."""
    country = next(iter(page.chat.countries), None)
    city = city_of(page.chat.timetable.zone, country)
    return page.t(f"city-{city.key}") if city else page.chat.timetable.zone


def _around(name: str, page: Page) -> tuple[tuple[Button, ...], ...]:
    """Back and on in /start, back in /settings."""
    t = page.t
    if page.flow is Flow.SETTINGS:
        return ((Button(t("button-back"), data(Flow.SETTINGS, "main")),),)
    step = STEPS.index(name) if name in STEPS else 0
    back = (Button(t("button-back"), data(Flow.START, STEPS[step - 1])),) if step else ()
    if step + 1 < len(STEPS):
        return ((*back, Button(t("button-next"), data(Flow.START, STEPS[step + 1]))),)
    return ((*back, Button(t("button-done"), data(Flow.START, "done"))),)


def _resume(page: Page) -> tuple[tuple[Button, ...], ...]:
    if page.chat.state is ChatState.STOPPED:
        return ((Button(page.t("resume-button"), data(Flow.SETTINGS, "resume")),),)
    if page.chat.state is ChatState.NEW:
        return ((Button(page.t("button-done"), data(Flow.START, "done")),),)
    return ()


def _state_line(page: Page) -> str | None:
    t, until = page.t, page.chat.timetable.paused_until
    if page.chat.state is ChatState.STOPPED:
        return t.html("settings-stopped")
    if page.chat.state is ChatState.NEW:
        return t.html("settings-new")
    if until is not None and until > page.now.date():
        return t.html("pause-until", date=day_short(t, until))
    return None


def _key(name: str, page: Page) -> str:
    return f"start-{name}" if page.flow is Flow.START and name in STEPS else f"{name}-screen"


def _listed(page: Page, chosen: tuple[str, ...], names: Mapping[str, str]) -> str:
    return ", ".join(names[key] for key in chosen if key in names) or page.t("all-of-them")


def _hours(chat: Chat) -> str:
    return ", ".join(clock_text(hour) for hour in chat.timetable.hours)


def _days(page: Page) -> str:
    days = page.chat.timetable.weekdays
    if len(days) == 7:
        return page.t("every-day")
    return ", ".join(page.t("weekday-short", weekday=day + 1) for day in days)


def _label(text: str) -> str:
    return text if len(text) <= 28 else text[:27] + "…"
