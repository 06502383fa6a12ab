"""Permissions outside private chats.

Only admins of a group or channel change what the bot does there or rewrite its messages. Anybody can send any callback
data, so only who pressed is trusted: a member's press is answered by a new message, like their command would be, and a
press by somebody who may not write there is not answered.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.flags import get_flag
from aiogram.types import CallbackQuery, Message, TelegramObject

from delivery.membership import Rank, may_change_settings, rank_of
from domain.chat import ChatKind
from handlers.answers import Answer, anew, say
from handlers.ask import Ask
from render.message import OutgoingMessage

CHANGES = {"changes": True}  # the flag of handlers that change a chat


class Access(BaseMiddleware):
    """A middleware around every handler, so that new buttons are closed to strangers by default."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        ask: Ask = data["ask"]
        chat, t = ask.chat, ask.t
        is_press = isinstance(event, CallbackQuery)
        is_private = chat.kind is ChatKind.PRIVATE
        if get_flag(data, "changes") or (is_press and chat.kind is ChatKind.CHANNEL):
            as_chat = event.sender_chat.id if isinstance(event, Message) and event.sender_chat else None
            if await may_change_settings(data["bot"], chat.id, chat.kind, ask.person, as_chat):
                return await handler(event, data)
            if is_press:
                return Answer(toast=t("group-admins-only"))
            return say(OutgoingMessage(t.html("group-admins-only")))
        if not is_press or is_private:
            return await handler(event, data)
        if ask.person is None or await rank_of(data["bot"], chat.id, ask.person) is Rank.STRANGER:
            return Answer()
        return anew(await handler(event, data))
