"""A notice as a message: a text of locales/ and its arguments."""

from domain.feed import Reason
from domain.post import Notice
from render.buttons import Flow, data
from render.markup import tidy
from render.message import Button, OutgoingMessage
from render.newsroom.troubles import trouble_buttons
from render.texts import Argument, Translator

_ARGUMENT = 300


def render_notice(notice: Notice, t: Translator) -> OutgoingMessage:
    """Draw a notice: the text with its key, and its arguments in the reader's language.

    An argument may be given in several languages: for a Kazakh reader `headline-kk` is used in place of `headline`. If
    there is an argument `trouble`, the key of a trouble, the notice has the buttons of that trouble. If there is an
    argument `screen`, the notice has a button that opens that screen of the settings.
    """
    args = {name: notice.args.get(f"{name}-{t.locale}", value) for name, value in notice.args.items()}
    key = notice.args.get("trouble")
    return OutgoingMessage(t.html(notice.key, **_fit(args)), trouble_buttons(str(key), t) if key else _opens(notice, t))


def _opens(notice: Notice, t: Translator) -> tuple[tuple[Button, ...], ...]:
    screen = notice.args.get("screen")
    return ((Button(t(f"settings-{screen}-button"), data(Flow.SETTINGS, str(screen))),),) if screen else ()


def reason_html(reason: Reason, t: Translator) -> str:
    """Return a reason in the reader's language."""
    return t.html(reason.key, **_fit(reason.args))


def _fit(args: dict[str, str | int]) -> dict[str, Argument]:
    return {name: tidy(value, _ARGUMENT) if isinstance(value, str) else value for name, value in args.items()}
