"""Filters: which handler is meant."""

from typing import Any

from aiogram import F, filters
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from domain.chat import ChatState
from handlers.ask import Ask
from render.buttons import read


class Command(filters.Command):
    """A command, also as phones write it at the beginning of a sentence: /Help.

    `with_words` takes it only with something after it. The handler may receive it as `command`.
    """

    def __init__(self, name: str, *, with_words: bool = False) -> None:
        super().__init__(name, ignore_case=True, magic=F.args if with_words else None)
        self.name = name


class PressOf(BaseFilter):
    """A button of one of these screens; the handler may receive it as `press`."""

    def __init__(self, *screens: str) -> None:
        self._screens = frozenset(screens)

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        press = read(query.data or "")
        return {"press": press} if press is not None and press.screen in self._screens else False


class FromNewsroom(BaseFilter):
    """People in ADMIN_IDS; to everybody else the command does not exist."""

    async def __call__(self, _event: Message | CallbackQuery, ask: Ask) -> bool:
        return ask.is_newsroom


class IsNew(BaseFilter):
    """The chat has not finished /start."""

    async def __call__(self, _event: Message | CallbackQuery, ask: Ask) -> bool:
        return ask.chat.state is ChatState.NEW
