"""The steps of /start and the pages of /settings: the same screens with different buttons."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.chat import ChatKind, ChatState
from render.buttons import Flow, Press, choice, data, rows
from render.dates import day_short, zone_text
from render.digest import FLAGS
from render.message import Button, OutgoingMessage
from render.screens import lists, timetable
from render.screens.look import look
from render.screens.page import (
    LANGUAGE_NAMES,
    Page,
    around,
    country_names,
    days_text,
    hours_text,
    several,
    text_key,
    zone_name,
)
from render.screens.start import first_step_rows
from text.languages import LOCALES

# A button on the screen of languages; if it is on, searches also find the same in other words and other languages.
ELSEWHERE = "elsewhere"


def settings_screen(name: str, page: Page) -> OutgoingMessage:
    """Draw the screen with that name; if there is none, the first page of the settings."""
    return SCREENS.get(name, _main)(page)


def _main(page: Page) -> OutgoingMessage:
    chat, t = page.chat, page.t
    lines = [
        t.html("settings-title"),
        "",
        t.html("settings-digests", hours=hours_text(chat), days=days_text(page)),
        t.html("settings-zone", city=zone_name(page), clock=zone_text(t, chat.timetable.zone, page.now)),
        t.html("settings-topics", topics=_listed(page, chat.topics, page.topics)),
        t.html("settings-countries", countries=_listed(page, chat.countries, country_names(t))),
        t.html("settings-languages", languages=_listed(page, chat.languages, LANGUAGE_NAMES)),
        t.html("settings-breaking-line", state=t("state-on" if chat.wants_breaking else "state-off")),
    ]
    if (state := _state_line(page)) is not None:
        lines += ["", state]
    names = (
        "topics", "countries", "languages", "hours", "weekdays", "zone", "quiet", "breaking", "follows", "mutes",
        "tastes", "look", "pause", "locale",
    )  # fmt: skip
    buttons = [Button(t(f"settings-{name}-button"), data(Flow.SETTINGS, name)) for name in names]
    return OutgoingMessage("\n".join(lines), (*rows(buttons, 2), *_groups(page), *_resume(page)))


def _groups(page: Page) -> tuple[tuple[Button, ...], ...]:
    """Return the button to the person's groups and channels.

    In the settings of one of these, return the buttons that end its digests and that lead back to the list.
    """
    t, chat = page.t, page.chat
    if not page.is_afar:
        is_private = chat.kind is ChatKind.PRIVATE
        return ((Button(t("settings-groups-button"), data(Flow.SETTINGS, "groups")),),) if is_private else ()
    back = (Button(t("groups-back-button"), data(Flow.SETTINGS, "groups"), is_own=True),)
    if chat.state is not ChatState.ACTIVE:
        return (back,)
    return (Button(t("groups-end-button"), data(Flow.SETTINGS, "halt")),), back


def _locale(page: Page) -> OutgoingMessage:
    buttons = [
        Button(f"{'✅ ' if page.chat.locale == code else ''}{LANGUAGE_NAMES[code]}", data(page.flow, "locale", code))
        for code in LOCALES
    ]
    under = first_step_rows(page.t) if page.flow is Flow.START else around("locale", page)
    return OutgoingMessage(page.t.html(text_key("locale", page)), (*rows(buttons, 2), *under))


def _languages(page: Page) -> OutgoingMessage:
    screen = several("languages", page, LANGUAGE_NAMES, page.chat.languages, width=2)
    if page.flow is not Flow.SETTINGS:
        return screen
    is_wide = not page.chat.own_language_only
    wide = choice(page.t("languages-elsewhere-button"), page.flow, "languages", ELSEWHERE, is_chosen=is_wide)
    return replace(screen, buttons=(*screen.buttons[:-1], (wide,), screen.buttons[-1]))


def _countries(page: Page) -> OutgoingMessage:
    names = {code: f"{FLAGS[code]} {name}" for code, name in country_names(page.t).items()}
    return several("countries", page, names, page.chat.countries, width=2)


def _topics(page: Page) -> OutgoingMessage:
    return several("topics", page, page.topics, page.chat.topics, width=2)


SCREENS: dict[str, Callable[[Page], OutgoingMessage]] = {
    "main": _main,
    "locale": _locale,
    "languages": _languages,
    "countries": _countries,
    "topics": _topics,
    "hours": timetable.hours,
    "weekdays": timetable.weekdays,
    "zone": timetable.zone,
    "clock": timetable.clock,
    "quiet": timetable.quiet,
    "breaking": timetable.breaking,
    "pause": timetable.pause,
    "follows": lists.follows,
    "mutes": lists.mutes,
    "tastes": lists.tastes,
    "look": look,
}


def after(press: Press) -> str:
    """Return the screen to show after a button: the next one after a single choice, else the same one."""
    if not press.values or press.screen not in ("locale", "zone"):
        return press.screen
    if press.flow is Flow.START:
        return press.screen if press.screen == "locale" else "hours"
    return "main"


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


def _listed(page: Page, chosen: tuple[str, ...], names: Mapping[str, str]) -> str:
    return ", ".join(names[key] for key in chosen if key in names) or page.t("all-of-them")
