"""The screens of a broadcast: its content, whom it goes to, its progress, its report."""

from collections.abc import Mapping

from domain.broadcast import SEGMENTS, Broadcast, BroadcastState
from domain.disclosure import LEAST, Audience, Course
from domain.feed import Reason
from render.announcement import first_words
from render.buttons import Flow, choice, data, rows
from render.markup import escape, italic
from render.message import Button, OutgoingMessage
from render.notice import reason_html
from render.prompt import prompt
from render.screens.page import LANGUAGE_NAMES, label
from render.texts import Translator
from text.languages import LOCALES

Names = Mapping[str, Mapping[str, str]]  # letter of SEGMENTS (languages, countries, topics) → key → name
_FATES = {
    "sent": "broadcast-sent",
    "lost": "broadcast-lost",
    "refused": "broadcast-refused",
    "skipped": "broadcast-skipped",
    "stopped": "broadcast-unsent",
}
_OWN = "✍️"  # stands before a language for which the broadcast has a version of its own


def broadcast_screen(draft: Broadcast, audience: Audience, names: Names, t: Translator) -> OutgoingMessage:
    """Draw the screen of a draft: how many chats it goes to, in all and by language, and what may be done with it."""
    lines = [_heading(audience, t)]
    for letter, field in SEGMENTS.items():
        chosen = _chosen(draft, letter, names)
        lines.append(t.html(f"broadcast-{field}", chosen=", ".join(chosen) or t("broadcast-all")))
    own = draft.content.versions
    if audience.languages:
        told = ", ".join(
            _in_language(LANGUAGE_NAMES.get(locale, locale), number, t) + (f" {_OWN}" if locale in own else "")
            for locale, number in audience.languages.items()
        )
        lines.append(t.html("broadcast-by-language", counts=told))
    if own:
        lines.append(t.html("broadcast-own-texts"))
    lines.append(t.html("broadcast-see"))

    def button(key: str, *values: str) -> Button:
        return Button(t(key), data(Flow.SETTINGS, "broadcast", draft.id, *values))

    seen = [
        Button(LANGUAGE_NAMES.get(locale, locale), data(Flow.SETTINGS, "broadcast", draft.id, "see", locale))
        for locale in LOCALES
    ]
    kinds = tuple(button(f"broadcast-{field}-button", letter) for letter, field in SEGMENTS.items())
    ends: tuple[Button, ...] = (button("broadcast-discard-button", "discard"),)
    if audience.languages:
        ends = (button("broadcast-send-button", "ask"), *ends)
    versions = (button("broadcast-versions-button", "texts"),)
    return OutgoingMessage("\n".join(lines), (*rows(seen, 3), versions, kinds, ends))


def versions_screen(draft: Broadcast, t: Translator) -> OutgoingMessage:
    """Draw the screen with the languages in which a draft may have a version of its own; each existing one can be
    deleted.
    """

    def button(text: str, wish: str, locale: str) -> Button:
        return Button(text, data(Flow.SETTINGS, "broadcast", draft.id, wish, locale))

    lines: list[tuple[Button, ...]] = []
    for locale in LOCALES:
        name = LANGUAGE_NAMES.get(locale, locale)
        if locale in draft.content.versions:
            lines.append((button(f"{_OWN} {name}", "write", locale), button("🗑", "drop", locale)))
        else:
            lines.append((button(f"➕ {name}", "write", locale),))
    return OutgoingMessage(t.html("broadcast-versions"), (*lines, (_back(draft, t),)))


def ask_version(
    draft: Broadcast, locale: str, t: Translator, *, bot_name: str, fault: Reason | None = None
) -> OutgoingMessage:
    """Ask for a draft's version in a language; `fault` is what was wrong with the last answer."""
    name = LANGUAGE_NAMES.get(locale, locale)
    asked = t.html("broadcast-ask-version", language=name)
    if fault is not None:
        asked = f"{reason_html(fault, t)}\n\n{asked}"
    return prompt(asked, "broadcast", draft.id, locale, bot_name=bot_name, hint=name)


def segment_screen(draft: Broadcast, letter: str, audience: Audience, names: Names, t: Translator) -> OutgoingMessage:
    """Draw the screen on which the draft's languages, countries or topics are chosen; if none is chosen, all are meant.

    `letter` is the key of SEGMENTS that says which of the three are chosen. The screen also says how many chats the
    draft goes to.
    """
    chosen = getattr(draft.segment, SEGMENTS[letter])
    choices = [
        choice(label(name), Flow.SETTINGS, "broadcast", str(draft.id), letter, key, is_chosen=key in chosen)
        for key, name in names[letter].items()
    ]
    lines = [_heading(audience, t), t.html("broadcast-choose")]
    return OutgoingMessage("\n".join(lines), (*rows(choices, 2), (_back(draft, t),)))


def sure_screen(draft: Broadcast, audience: Audience, t: Translator) -> OutgoingMessage:
    """Ask once more whether to send the broadcast, naming the number of chats that will get it."""
    counted: dict[str, str | int] = {"kind": audience.kind, "count": audience.count}
    yes = Button(t("broadcast-yes-button", **counted), data(Flow.SETTINGS, "broadcast", draft.id, "send"))
    return OutgoingMessage(t.html("broadcast-sure", **counted), ((yes,), (_back(draft, t),)))


def progress_screen(broadcast: Broadcast, course: Course, t: Translator) -> OutgoingMessage:
    """Draw the progress of a broadcast, with a button that stops it; or its report, if nothing is waiting any more."""
    is_running = broadcast.state is BroadcastState.RUNNING and not course.is_over
    key = "broadcast-running" if is_running else "broadcast-done"
    if broadcast.state is BroadcastState.STOPPED:
        key = "broadcast-stopped"
    kind, chats = course.audience.kind, course.audience.count
    lines = [t.html(key, kind=kind, done=course.done, all=_number(chats, t, is_least=kind == "least"))]
    if words := first_words(broadcast.content):
        lines.append(italic(escape(words)))
    told = [
        t.html(_FATES[name], count=_number(count, t, is_least=kind == "least" or (course.is_least and name == "sent")))
        for name, count in course.counts.items()
        if count != 0
    ]
    if not course.is_told:
        told = [t.html("broadcast-untold")]
    lines += ["", *told] if told else []
    stop = Button(t("broadcast-stop-button"), data(Flow.SETTINGS, "broadcast", broadcast.id, "stop"))
    return OutgoingMessage("\n".join(lines), ((stop,),) if is_running else ())


def segment_words(draft: Broadcast, names: Names) -> str:
    """Return the names of the languages, countries and topics that a draft is limited to; "" if it goes to all."""
    return "; ".join(", ".join(chosen) for letter in SEGMENTS if (chosen := _chosen(draft, letter, names)))


def _number(count: int | None, t: Translator, *, is_least: bool) -> int | str:
    """Return what a text says in place of a number of chats, which is None if it may not be shown.

    It is the number itself, "at least" the number if `is_least`, or "fewer than" LEAST for None.
    """
    if count is None:
        return t("broadcast-under", least=LEAST)
    return t("broadcast-least", count=count) if is_least else count


def _heading(audience: Audience, t: Translator) -> str:
    return t.html("broadcast-screen", kind=audience.kind, count=audience.count)


def _in_language(name: str, count: int | None, t: Translator) -> str:
    if count is None:
        return t("broadcast-in-language-few", language=name, least=LEAST)
    return t("broadcast-in-language", language=name, count=count)


def _chosen(draft: Broadcast, letter: str, names: Names) -> list[str]:
    return [names[letter].get(key, key) for key in getattr(draft.segment, SEGMENTS[letter])]


def _back(draft: Broadcast, t: Translator) -> Button:
    return Button(t("button-back"), data(Flow.SETTINGS, "broadcast", draft.id, "show"))
