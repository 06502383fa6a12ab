"""The screens of a broadcast: whom it goes to, how it goes on, how it ended."""

from collections.abc import Mapping

from domain.broadcast import SEGMENTS, Broadcast, BroadcastState, Fates
from render.buttons import Flow, choice, data, rows
from render.message import Button, OutgoingMessage
from render.screens.page import LANGUAGE_NAMES, label
from render.texts import Translator
from text.languages import LOCALES

Names = Mapping[str, Mapping[str, str]]  # letter of a kind of segment → key → name


def broadcast_screen(draft: Broadcast, count: int, names: Names, t: Translator) -> OutgoingMessage:
    """Return how many chats a draft goes to, and what may be done with it."""
    lines = [t.html("broadcast-screen", count=count)]
    for letter, field in SEGMENTS.items():
        chosen = [names[letter].get(key, key) for key in getattr(draft.segment, field)]
        lines.append(t.html(f"broadcast-{field}", chosen=", ".join(chosen) or t("broadcast-all")))
    lines.append(t.html("broadcast-see"))

    def button(key: str, *values: str) -> Button:
        return Button(t(key), data(Flow.SETTINGS, "broadcast", draft.id, *values))

    seen = [
        Button(LANGUAGE_NAMES.get(locale, locale), data(Flow.SETTINGS, "broadcast", draft.id, "see", locale))
        for locale in LOCALES
    ]
    kinds = tuple(button(f"broadcast-{field}-button", letter) for letter, field in SEGMENTS.items())
    ends: tuple[Button, ...] = (button("broadcast-discard-button", "discard"),)
    if count:
        ends = (button("broadcast-send-button", "ask"), *ends)
    return OutgoingMessage("\n".join(lines), (*rows(seen, 3), kinds, ends))


def segment_screen(draft: Broadcast, letter: str, names: Names, t: Translator) -> OutgoingMessage:
    """Return the languages, countries or topics to choose from; none chosen means all."""
    chosen = getattr(draft.segment, SEGMENTS[letter])
    choices = [
        choice(label(name), Flow.SETTINGS, "broadcast", str(draft.id), letter, key, is_chosen=key in chosen)
        for key, name in names[letter].items()
    ]
    back = Button(t("button-back"), data(Flow.SETTINGS, "broadcast", draft.id, "show"))
    return OutgoingMessage(t.html("broadcast-choose"), (*rows(choices, 2), (back,)))


def sure_screen(draft: Broadcast, count: int, t: Translator) -> OutgoingMessage:
    """Ask once more before anything leaves."""
    return OutgoingMessage(
        t.html("broadcast-sure", count=count),
        (
            (Button(t("broadcast-yes-button", count=count), data(Flow.SETTINGS, "broadcast", draft.id, "send")),),
            (Button(t("button-back"), data(Flow.SETTINGS, "broadcast", draft.id, "show")),),
        ),
    )


def progress_screen(broadcast: Broadcast, fates: Fates, t: Translator) -> OutgoingMessage:
    """Return how far a broadcast is, with a button that stops it; without anything waiting, its report."""
    is_running = broadcast.state is BroadcastState.RUNNING and fates.waiting > 0
    key = "broadcast-running" if is_running else "broadcast-done"
    if broadcast.state is BroadcastState.STOPPED:
        key = "broadcast-stopped"
    lines = [t.html(key, done=fates.all - fates.waiting, all=fates.all), ""]
    lines += [
        t.html(f"broadcast-{name}", count=getattr(fates, name))
        for name in ("sent", "waiting", "lost", "refused", "skipped", "unsent")
        if name != "unsent" and getattr(fates, name)
    ]
    if fates.stopped:
        lines.append(t.html("broadcast-unsent", count=fates.stopped))
    stop = Button(t("broadcast-stop-button"), data(Flow.SETTINGS, "broadcast", broadcast.id, "stop"))
    return OutgoingMessage("\n".join(lines), ((stop,),) if is_running else ())
