"""A question that is answered by a reply. What it asks for is in a link in its text, so that it survives a restart."""

from collections.abc import Iterable

from domain.ids import ChatId
from render.buttons import VERSION, Flow, Press, data, for_chat, read
from render.message import OutgoingMessage

_LINK = "https://t.me/{bot}#{data}"
_SIGN = "✏️"


def prompt(
    html: str, screen: str, *values: str | int, bot_name: str, hint: str, about: ChatId | None = None
) -> OutgoingMessage:
    """Draw a question that is answered by a reply; `hint` stands in the empty field for the answer, at most 64
    characters.

    `about` is the group or channel that is set up from a private chat.
    """
    wanted = data(Flow.SETTINGS, screen, *values)
    url = _LINK.format(bot=bot_name, data=wanted if about is None else for_chat(wanted, about))
    return OutgoingMessage(f'<a href="{url}">{_SIGN}</a> {html}', reply_hint=hint)


def asked_by(links: Iterable[str], bot_name: str) -> Press | None:
    """Return what a question with these links asks for; None if it is not one of ours."""
    start = _LINK.format(bot=bot_name, data=VERSION)
    found = (read(link.partition("#")[2]) for link in links if link.startswith(start))
    return next((press for press in found if press is not None), None)
