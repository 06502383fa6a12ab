"""Which handler is meant."""

from typing import Any

from aiogram import filters
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from domain.chat import Chat, ChatState
from render.buttons import read


class Command(filters.Command):
    """A command, also as phones write it at the beginning of a sentence: /Help."""

    def __init__(self, *names: str) -> None:
        super().__init__(*names, ignore_case=True)


class Pressed(BaseFilter):
    """A button of one of these screens; the handler receives it as `press`."""

    def __init__(self, *screens: str) -> None:
        self._screens = frozenset(screens)

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        press = read(query.data or "")
        return {"press": press} if press is not None and press.screen in self._screens else False


class FromNewsroom(BaseFilter):
    """People of admin_ids; to everybody else the command does not exist."""

    async def __call__(self, _event: Message | CallbackQuery, person: int | None, admin_ids: frozenset[int]) -> bool:
        return person in admin_ids


class IsNew(BaseFilter):
    """The chat has not finished /start."""

    async def __call__(self, _event: Message | CallbackQuery, chat: Chat) -> bool:
        return chat.state is ChatState.NEW
