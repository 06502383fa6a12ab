"""The answers to a reader who suggests a source."""

from collections.abc import Sequence

from domain.feed import Reason
from render.markup import escape, tidy
from render.message import OutgoingMessage
from render.newsroom.feed import address_shown
from render.notice import reason_html
from render.texts import Translator

_TITLE, _URL = 60, 200  # the most UTF-16 units of a title, and of an address


def usage(waiting: Sequence[str], t: Translator) -> OutgoingMessage:
    """Say how to suggest a source, and which of the reader's suggestions are waiting for the newsroom."""
    blocks = [t.html("suggest-usage")]
    if waiting:
        shown = [f"• {escape(tidy(address_shown(url), _URL))}" for url in waiting]
        blocks.append("\n".join([t.html("suggest-waiting"), *shown]))
    return OutgoingMessage("\n\n".join(blocks))


def thanks(url: str, t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("suggest-thanks", url=tidy(address_shown(url), _URL)))


def suggested(title: str, t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("suggest-known", title=tidy(title, _TITLE) or "…"))


def refused(reason: Reason, t: Translator) -> OutgoingMessage:
    return OutgoingMessage(reason_html(reason, t))
