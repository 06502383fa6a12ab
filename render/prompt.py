"""Questions that people answer by a reply.

A link in the text of the question says what the answer is for, so an answer is understood even after a restart.
"""

from collections.abc import Iterable

from domain.ids import ChatId
from render.buttons import VERSION, Flow, Press, data, for_chat, read
from render.message import OutgoingMessage

_LINK = "https://t.me/{bot}#{data}"
_SIGN = "✏️"


def prompt(
    html: str, screen: str, *values: str | int, bot_name: str, hint: str, about: ChatId | None = None
) -> OutgoingMessage:
    """Draw the question `html`; its link says that the answer is for `screen`, with `values` as in a button's data.

    `hint` stands in the empty field for the answer, at most 64 characters. `about` is the group or channel that the
    answer is about, if it is set up from a private chat.
    """
    wanted = data(Flow.SETTINGS, screen, *values)
    url = _LINK.format(bot=bot_name, data=wanted if about is None else for_chat(wanted, about))
    return OutgoingMessage(f'<a href="{url}">{_SIGN}</a> {html}', reply_hint=hint)


def asked_by(links: Iterable[str], bot_name: str) -> Press | None:
    """Return the press that is kept in a question's link; None if none of the links of a message is from `prompt`.

    A reply to a question is handled as if the person had pressed a button with this data.
    """
    start = _LINK.format(bot=bot_name, data=VERSION)
    found = (read(link.partition("#")[2]) for link in links if link.startswith(start))
    return next((press for press in found if press is not None), None)
