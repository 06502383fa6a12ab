"""Permissions in groups and channels.

Only admins of a group or channel may change what the bot does there, or have its messages rewritten. Anybody can send
any callback data, so only the person who pressed is trusted, not the data. A press by an ordinary member is answered by
a new message, as a command would be; a press by somebody who may not write in the chat is not answered.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.flags import get_flag
from aiogram.types import CallbackQuery, Message, TelegramObject

from delivery.ephemeral import ephemeral_id
from delivery.membership import Rank, facts_of, may_change_settings, rank_of
from domain.chat import ChatKind
from domain.ids import ChatId
from handlers.answers import Answer, anew, say
from handlers.ask import Ask
from render.message import OutgoingMessage

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
CHANGES = {"changes": True}  # flag of handlers that change a chat
AFAR = CHANGES | {"afar": True}  # flag of handlers that may also change a group or channel from a private chat


class Access(BaseMiddleware):
    """A middleware around every handler, which checks what the person may do in a group or channel."""

    async def __call__(
        self,
        handler: Handler,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        ask: Ask = data["ask"]
        chat, t = ask.chat, ask.t
        is_press = isinstance(event, CallbackQuery)
        is_private = chat.kind is ChatKind.PRIVATE
        if ask.is_afar:
            return await _from_afar(handler, event, data)
        if get_flag(data, "changes") or (is_press and chat.kind is ChatKind.CHANNEL):
            as_chat = ChatId(event.sender_chat.id) if isinstance(event, Message) and event.sender_chat else None
            if await may_change_settings(data["bot"], chat.id, chat.kind, ask.person, as_chat):
                return await handler(event, data)
            if is_press:
                return Answer(toast=t("group-admins-only"))
            return say(OutgoingMessage(t.html("group-admins-only")))
        if not is_press or is_private:
            return await handler(event, data)
        if ask.person is None or await rank_of(data["bot"], chat.id, ask.person) is Rank.STRANGER:
            return Answer()
        # Only the person who presses sees an ephemeral message, so it may be replaced.
        if ephemeral_id(event) is not None:
            return await handler(event, data)
        data["ask"] = replace(ask, is_for_one=True)
        return anew(await handler(event, data))


async def _from_afar(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Call the handler if the person is an admin of the group or channel that is set up from their private chat.

    Telegram is asked for the person's rights at every press, because they may have changed.
    """
    ask: Ask = data["ask"]
    facts = await facts_of(data["bot"], ask.chat.id)
    if facts is None or facts.type is ChatKind.PRIVATE:
        return _refusal("groups-gone", event, ask)
    if not await may_change_settings(data["bot"], ask.chat.id, facts.type, ask.person):
        return _refusal("group-admins-only", event, ask)
    if not get_flag(data, "afar"):
        return _refusal("button-old", event, ask)
    chat = ask.chat if ask.is_known else replace(ask.chat, kind=facts.type)
    data["ask"] = replace(ask, chat=chat, title=facts.title)
    return await handler(event, data)


def _refusal(key: str, event: TelegramObject, ask: Ask) -> Answer:
    if isinstance(event, CallbackQuery):
        return Answer(toast=ask.t(key))
    return say(OutgoingMessage(ask.t.html(key), clears_keys=True))
