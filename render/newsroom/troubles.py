"""The notices of troubles for the newsroom, and the screens on which people choose which of them they get."""

from collections.abc import Collection, Sequence

from domain.trouble import OpenTrouble, Rest, Trouble, TroubleKind
from render.buttons import Flow, choice, data
from render.markup import bold, tidy
from render.message import Button, OutgoingMessage
from render.split import shorten_to_fit
from render.texts import Translator

_SCREEN = "alerts"
_MOST = 10  # the most troubles that are listed
_TITLE = 60  # the most UTF-16 units of a title


def alerts_screen(
    wanted: Collection[TroubleKind], current: Sequence[OpenTrouble], rests: Sequence[Rest], t: Translator
) -> OutgoingMessage:
    """Draw which kinds of trouble a person is told of, what is wrong now, and a button that unmutes everything."""
    blocks = [f"{bold(t.html('alerts-title'))}\n{t.html('alerts-how')}"]
    lines = [f"• {_name(one.trouble, t)}" for one in current[:_MOST]]
    if len(current) > _MOST:
        lines.append(t.html("alerts-more", count=len(current) - _MOST))
    blocks.append("\n".join((bold(t.html("alerts-now")), *lines)) if lines else t.html("alerts-well"))
    kinds = tuple(
        (choice(t(f"trouble-{kind}-name"), Flow.SETTINGS, _SCREEN, "want", kind, is_chosen=kind in wanted),)
        for kind in TroubleKind
    )
    has_all = len(wanted) == len(TroubleKind)
    key = "alerts-none-button" if has_all else "alerts-all-button"
    every = (Button(t(key), data(Flow.SETTINGS, _SCREEN, "want", "all", "off" if has_all else "on")),)
    wake = ((Button(t("alerts-wake-button"), data(Flow.SETTINGS, _SCREEN, "wake")),),) if rests else ()
    return OutgoingMessage(shorten_to_fit(blocks), (*kinds, every, *wake))


def trouble_screen(trouble: Trouble, rest: Rest | None, t: Translator) -> OutgoingMessage:
    """Draw a trouble, what to do about it, and whether the person muted it or wants to be told of it later."""
    text = t.html(f"trouble-{trouble.kind}", **_args(trouble))
    if rest is None:
        return OutgoingMessage(text, trouble_buttons(trouble.key, t))
    state = t.html("trouble-muted" if rest.until is None else "trouble-snoozed")
    wake = Button(t("trouble-wake-button"), data(Flow.SETTINGS, _SCREEN, "wake", trouble.key))
    return OutgoingMessage(f"{text}\n\n{state}", ((wake,), *_opens(trouble.key, t)))


def trouble_buttons(key: str, t: Translator) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons under a trouble: mute it, be told later, open its feed."""
    mute = Button(t("trouble-mute-button"), data(Flow.SETTINGS, _SCREEN, "mute", key))
    snooze = Button(t("trouble-snooze-button"), data(Flow.SETTINGS, _SCREEN, "snooze", key))
    return ((mute, snooze), *_opens(key, t))


def _opens(key: str, t: Translator) -> tuple[tuple[Button, ...], ...]:
    feed_id = key.partition(":")[2]
    return ((Button(t("feed-open-button"), data(Flow.SETTINGS, "feed", feed_id)),),) if feed_id else ()


def _name(trouble: Trouble, t: Translator) -> str:
    name, title = t.html(f"trouble-{trouble.kind}-name"), _args(trouble).get("title")
    return f"{name}: {t.html('trouble-title', title=title)}" if title else name


def _args(trouble: Trouble) -> dict[str, str | int]:
    return {name: tidy(value, _TITLE) if isinstance(value, str) else value for name, value in trouble.args.items()}
