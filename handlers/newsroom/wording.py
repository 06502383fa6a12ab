"""The wording that a person of the newsroom composed for readers, read from their message."""

import re
from html import escape

from aiogram.types import Message, MessageEntity
from aiogram.utils.text_decorations import html_decoration

from domain.feed import Reason
from domain.post import Wording
from render.announcement import html_fault
from render.markup import is_web_address
from render.message import CAPTION_LIMIT, TEXT_LIMIT, utf16_length
from render.split import visible

EMPTY = Reason("broadcast-error-empty")
MOST_BUTTONS = 8
_COMMAND = re.compile(r"/\S+\s*")
_HEADING_ROOM = 60  # UTF-16 units that are left free for the heading that readers see above a broadcast
_LONGEST_LABEL = 60


def wording_of(message: Message, *, has_picture: bool = False) -> Wording | Reason:
    """Return what a message says, without the command at its beginning; or the reason why it cannot be sent to readers.

    Telegram's own formatting is used; if there is none, tags that were typed. Last lines of the form "text | address"
    become buttons. `has_picture` says that the words will stand under a picture, even if they come without one.
    """
    if message.media_group_id is not None or (message.caption is not None and not message.photo):
        return Reason("broadcast-error-media")
    text = message.text or message.caption or ""
    command = _COMMAND.match(text)
    start = command.end() if command else 0
    body, buttons = _without_buttons(text[start:])
    if isinstance(buttons, Reason):
        return buttons
    entities = _within(
        message.entities or message.caption_entities or [], utf16_length(text[:start]), utf16_length(body)
    )
    html = html_decoration.unparse(body, entities) if entities or "<" not in body else body
    if not entities and (fault := html_fault(html)):
        return Reason("broadcast-error-html", {"tag": fault})
    limit = (CAPTION_LIMIT if message.photo or has_picture else TEXT_LIMIT) - _HEADING_ROOM
    if not visible(html).strip():
        return EMPTY
    if (length := utf16_length(visible(html))) > limit:
        return Reason("broadcast-error-long", {"most": limit, "length": length})
    return Wording(html.strip(), message.photo[-1].file_id if message.photo else "", buttons)


def _without_buttons(text: str) -> tuple[str, tuple[tuple[str, str], ...] | Reason]:
    lines = text.rstrip().split("\n")
    buttons: list[tuple[str, str]] = []
    while lines and " | " in lines[-1]:
        name, _, address = (part.strip() for part in lines[-1].rpartition(" | "))
        if not name or not address.startswith("https://") or not is_web_address(address):
            return text, Reason("broadcast-error-line", {"line": lines[-1][:100]})
        buttons.insert(0, (name[:_LONGEST_LABEL], address))
        lines.pop()
    if len(buttons) > MOST_BUTTONS:
        return text, Reason("broadcast-error-buttons", {"most": MOST_BUTTONS})
    return "\n".join(lines).rstrip(), tuple(buttons)


def _within(entities: list[MessageEntity], start: int, length: int) -> list[MessageEntity]:
    """Return the entities of the text from `start` on, moved to its beginning and cut at its end, in UTF-16 units."""
    found = []
    for one in entities:
        first, last = max(0, one.offset - start), min(length, one.offset + one.length - start)
        if one.type != "bot_command" and first < last:
            # The address and the language are escaped here, because aiogram writes them into HTML as they are.
            attributes = {
                name: value and escape(value) for name, value in (("url", one.url), ("language", one.language))
            }
            found.append(one.model_copy(update={"offset": first, "length": last - first} | attributes))
    return sorted(found, key=lambda one: (one.offset, -one.length))  # outer entities first, as aiogram expects
