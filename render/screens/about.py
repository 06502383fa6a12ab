"""/help, /privacy, and the answer to messages that the bot does not understand."""

from collections.abc import Sequence

from render.message import OutgoingMessage
from render.texts import Translator


def help_message(
    t: Translator, commands: Sequence[str], newsroom: Sequence[str] = (), *, bot_name: str = ""
) -> OutgoingMessage:
    """Explain the commands, those of the newsroom separately; with a `bot_name`, also inline mode."""
    lines = [t.html("help-intro"), "", *_explained(commands, t), "", t.html("help-search")]
    if bot_name:
        lines.append(t.html("help-inline", bot=bot_name))
    if newsroom:
        lines += ["", t.html("help-newsroom"), *_explained(newsroom, t)]
    return OutgoingMessage("\n".join(lines))


def _explained(commands: Sequence[str], t: Translator) -> list[str]:
    return [f"/{name} — {t.html(f'command-{name}')}" for name in commands]


def privacy_message(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("privacy"))


def unknown_message(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("unknown-command"))


def wordless_message(t: Translator) -> OutgoingMessage:
    """Return the answer to a picture, a sticker or a voice message."""
    return OutgoingMessage(t.html("unknown-kind"))
