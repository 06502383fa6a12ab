"""Changing a screen of a group or channel so that it can be shown in its admin's private chat."""

from dataclasses import replace

from domain.ids import ChatId
from render.buttons import for_chat
from render.markup import bold, escape, tidy
from render.message import Button, OutgoingMessage

_TITLE = 128  # the most UTF-16 units of a chat's title, as in Telegram


def seen_from_afar(message: OutgoingMessage, chat_id: ChatId, title: str) -> OutgoingMessage:
    """Return the message with the chat's title above it, and with buttons that are about that chat."""
    buttons = tuple(tuple(_of_chat(button, chat_id) for button in row) for row in message.buttons)
    shown = tidy(title, _TITLE)
    html = f"{bold(escape(shown))}\n\n{message.html}" if shown else message.html
    return replace(message, html=html, buttons=buttons)


def _of_chat(button: Button, chat_id: ChatId) -> Button:
    if button.data is None or button.is_own:
        return button
    return replace(button, data=for_chat(button.data, chat_id))
