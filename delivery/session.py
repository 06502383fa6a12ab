"""aiogram's session, with a faster way for the one call that is made in great numbers.

aiogram's sendMessage has fifteen fields that we do not use, is encoded as a form in which each Cyrillic letter takes
six bytes, and parses the whole message in the answer. SendText is encoded as JSON, which Telegram accepts as well
(https://core.telegram.org/bots/api#making-requests), and reads only the id of the message. aiogram handles all other
answers and calls.
"""

import json
from collections.abc import Callable
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods.base import Response, TelegramMethod, TelegramType
from aiohttp import ClientError, ClientTimeout, TCPConnector
from pydantic import BaseModel, TypeAdapter, ValidationError

from domain.ids import ChatId, MessageId

_JSON = {"Content-Type": "application/json"}
_FLOOD = (429, 420)  # status codes with which too many calls are refused
_FLOOD_WAIT = 5  # seconds to wait if such an answer does not say how long
_LONGEST_WAIT = 24 * 3600  # seconds; whoever says more is asked again after a day


class SentMessage(BaseModel):
    """A message that was sent, of which only the id is read."""

    message_id: MessageId


class SendText(TelegramMethod[SentMessage]):
    """sendMessage with the fields that the bot uses; any session of aiogram can send it."""

    __returning__ = SentMessage
    __api_method__ = "sendMessage"

    chat_id: ChatId
    text: str
    message_thread_id: int | None = None
    parse_mode: str | None = None
    disable_notification: bool | None = None
    reply_parameters: dict[str, int | bool] | None = None
    link_preview_options: dict[str, str | bool] | None = None
    reply_markup: dict[str, Any] | None = None
    ephemeral_message_parameters: dict[str, int | str] | None = None


class _Success(BaseModel):
    result: SentMessage


def _error_code(content: str) -> int:
    """Return the error code in an answer that is known to be an object of JSON; 0 if there is none."""
    code = json.loads(content).get("error_code")
    return code if type(code) is int else 0


class Session(AiohttpSession):
    """A session of aiogram that encodes SendText and reads its answer by itself, because that is faster."""

    def __init__(self, *, connect: Callable[..., TCPConnector] = TCPConnector, **options: Any) -> None:
        """`connect` makes the connector; all other options are those of AiohttpSession."""
        super().__init__(**options)
        self._connector_type = cast("type[TCPConnector]", connect)
        self._text_timeout = ClientTimeout(total=self.timeout)
        self._success = TypeAdapter(_Success)

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        if timeout is None and isinstance(method, SendText):
            return cast("TelegramType", await self._send_text(bot, method))
        try:
            return await super().make_request(bot, method, timeout)
        except UnicodeError as error:  # the body is not in the encoding that its header names
            raise ClientDecodeError("Failed to decode the answer", error, "") from error

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Read an answer as aiogram does, but raise an exception of aiogram's for everything that is wrong with it.

        The page of a proxy, an error without a description, and success without a result are not answers of Telegram.
        An error for which aiogram has no exception, such as a 408, says nothing about the call, which may be repeated:
        it is taken for a fault of the server.
        """
        try:
            response = super().check_response(bot, method, status_code, content)
        except TelegramRetryAfter as error:
            error.retry_after = max(1, min(error.retry_after, _LONGEST_WAIT))
            raise
        except AiogramError as error:
            # aiogram raises the base class itself for a status that it does not know.
            if type(error) is not TelegramAPIError:
                raise
            said, code = error.message or "", _error_code(content)
            if status_code < 300 and code >= 300:  # a proxy has lost the status
                return self.check_response(bot, method, code, content)
            if status_code in _FLOOD:
                raise TelegramRetryAfter(method, said, _FLOOD_WAIT) from error
            raise TelegramServerError(method, said) from error
        except Exception as error:
            raise ClientDecodeError("Failed to understand the answer", error, "") from error
        if response.result is None:
            raise ClientDecodeError("An answer without a result", ValueError("no result"), "")
        return response

    async def _send_text(self, bot: Bot, method: SendText) -> SentMessage:
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        body = method.model_dump_json(exclude_none=True).encode()
        try:
            async with session.post(url, data=body, headers=_JSON, timeout=self._text_timeout) as response:
                answer = await response.read()
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except ClientError as error:
            raise TelegramNetworkError(method=method, message=f"{type(error).__name__}: {error}") from error
        if response.status == 200:
            try:
                return self._success.validate_json(answer).result
            except ValidationError:
                pass  # aiogram's own code, which runs next, raises the right exception for this answer
        told = self.check_response(bot, method, response.status, answer.decode(errors="replace"))
        return cast("SentMessage", told.result)
