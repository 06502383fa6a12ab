"""The screens about time: hours, weekdays, zone, quiet hours, breaking news, pause."""

from dataclasses import replace
from datetime import time

from domain.chat import QuietMode
from render.buttons import Flow, choice, data, rows
from render.cities import BY_KEY, USUAL
from render.dates import clock_text, day_short, zone_of, zone_text
from render.markup import tidy
from render.message import Button, OutgoingMessage
from render.screens.page import Page, around, hours_text, label, place_name, several, text_key, zone_name
from render.zones import clocks

HOURS = tuple(time(hour) for hour in (6, 7, 8, 9, 10, 12, 13, 15, 17, 18, 19, 20, 21, 22, 23))
REVIEW = "review"  # the button for weekly reviews, on the screen of weekdays
BY_NAME = "iana"  # in callback data, stands before the name of a zone in which we have no city
QUIET_SPANS = ((22, 7), (23, 7), (23, 8), (0, 8))


def hours(page: Page) -> OutgoingMessage:
    t, chat = page.t, page.chat
    offered = sorted({*HOURS, *chat.timetable.hours})
    buttons = [
        choice(clock_text(hour), page.flow, "hours", f"{hour:%H%M}", is_chosen=hour in chat.timetable.hours)
        for hour in offered
    ]
    text = t.html(
        text_key("hours", page),
        city=zone_name(page),
        clock=zone_text(t, chat.timetable.zone, page.now),
        hours=hours_text(chat),
    )
    zone = ((Button(t("zone-change"), data(page.flow, "zone")),),)
    return OutgoingMessage(text, (*rows(buttons, 4), *zone, *around("hours", page)))


def weekdays(page: Page) -> OutgoingMessage:
    names = {str(day): page.t("weekday-name", weekday=day + 1) for day in range(7)}
    screen = several("weekdays", page, names, tuple(str(day) for day in page.chat.timetable.weekdays), width=2)
    review = choice(page.t("week-review-button"), page.flow, "weekdays", REVIEW, is_chosen=page.chat.wants_review)
    return replace(screen, buttons=(*screen.buttons[:-1], (review,), screen.buttons[-1]))


def zone(page: Page) -> OutgoingMessage:
    t, current = page.t, page.chat.timetable.zone
    offered = page.cities or (() if page.zones else tuple(BY_KEY[key] for key in USUAL))
    buttons = [
        Button(f"{'✅ ' if city.zone == current else ''}{t(f'city-{city.key}')}", data(page.flow, "zone", city.key))
        for city in offered
    ]
    buttons += [
        Button(f"{'✅ ' if name == current else ''}{label(place_name(name))}", data(page.flow, "zone", BY_NAME, name))
        for name in page.zones
    ]
    text = t.html("zone-screen", city=zone_name(page), clock=zone_text(t, current, page.now))
    if page.typed and not (page.cities or page.zones):
        text = f"{t.html('zone-not-found', name=tidy(page.typed, 60))}\n\n{text}"
    back = (Button(t("button-back"), data(page.flow, "hours" if page.flow is Flow.START else "main")),)
    clock = (Button(t("zone-clock-button"), data(page.flow, "clock")),)
    return OutgoingMessage(text, (*rows(buttons, 3), clock, back))


def clock(page: Page) -> OutgoingMessage:
    """Ask for the reader's local time; each time is a button, with the zone of one of our cities."""
    buttons = [
        Button(clock_text(page.now.astimezone(zone_of(city.zone))), data(page.flow, "zone", city.key))
        for city in clocks(page.now, page.chat.countries)
    ]
    back = (Button(page.t("button-back"), data(page.flow, "zone")),)
    return OutgoingMessage(page.t.html("clock-screen"), (*rows(buttons, 4), back))


def quiet(page: Page) -> OutgoingMessage:
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
    return OutgoingMessage(text, (*lines, *around("quiet", page)))


def breaking(page: Page) -> OutgoingMessage:
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
    return OutgoingMessage(t.html("breaking-screen"), (*buttons, *around("breaking", page)))


def pause(page: Page) -> OutgoingMessage:
    t, until = page.t, page.chat.timetable.paused_until
    buttons = [Button(t("pause-days", count=days), data(page.flow, "pause", days)) for days in (1, 3, 7, 14, 30)]
    text = t.html("pause-none") if until is None else t.html("pause-until", date=day_short(t, until))
    resume = ((Button(t("pause-end-button"), data(page.flow, "pause", 0)),),) if until is not None else ()
    return OutgoingMessage(text, (*rows(buttons, 3), *resume, *around("pause", page)))
