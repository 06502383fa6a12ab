"""In groups and channels only their admins change what the bot does there."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.flags import get_flag
from aiogram.types import CallbackQuery, Message, TelegramObject

from delivery.membership import may_change_settings
from handlers.answers import Answer, say
from render.message import OutgoingMessage

CHANGES = {"changes": True}  # the flag of handlers that change a chat


class AdminsOnly(BaseMiddleware):
    """Around handlers flagged CHANGES."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if not get_flag(data, "changes"):
            return await handler(event, data)
        chat, t = data["chat"], data["t"]
        as_chat = event.sender_chat.id if isinstance(event, Message) and event.sender_chat else None
        if await may_change_settings(data["bot"], chat.id, chat.kind, data["person"], as_chat):
            return await handler(event, data)
        if isinstance(event, CallbackQuery):
            return Answer(toast=t("group-admins-only"))
        return say(OutgoingMessage(t.html("group-admins-only")))
