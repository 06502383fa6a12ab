"""Draws /help, /privacy, and the answer to what the bot does not understand."""

from render.message import OutgoingMessage
from render.texts import Translator

READERS = ("digest", "latest", "search", "topics", "settings", "follow", "mute", "city", "stop", "privacy", "deleteme")
NEWSROOM = ("addfeed", "feeds", "removefeed")


def help_message(t: Translator, *, is_newsroom: bool) -> OutgoingMessage:
    lines = [t.html("help-intro"), "", *(f"/{name} — {t.html(f'command-{name}')}" for name in READERS)]
    lines += ["", t.html("help-search")]
    if is_newsroom:
        lines += ["", t.html("help-newsroom"), *(f"/{name} — {t.html(f'command-{name}')}" for name in NEWSROOM)]
    return OutgoingMessage("\n".join(lines))


def privacy_message(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("privacy"))


def unknown_message(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("unknown-command"))


def wordless_message(t: Translator) -> OutgoingMessage:
    """Return the answer to a picture, a sticker or a voice message."""
    return OutgoingMessage(t.html("unknown-kind"))
