"""Filters, which decide which handler gets an update."""

from typing import Any

from aiogram import Bot, F, filters
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from domain.chat import ChatState
from handlers.ask import Ask
from handlers.roles import may
from render.buttons import read
from render.links import LinkKind, link_of
from render.prompt import asked_by


class Command(filters.Command):
    """Matches a command, in upper or lower case, if the person may use it; phones write /Help, for example.

    With `with_words`, it matches only if text follows the command. The handler may receive the command as `command`.
    """

    def __init__(self, name: str, *, with_words: bool = False) -> None:
        super().__init__(name, ignore_case=True, magic=F.args if with_words else None)
        self.name = name

    async def __call__(  # type: ignore[override]
        self, message: Message, bot: Bot, ask: Ask
    ) -> bool | dict[str, Any]:
        return may(ask.role, self.name) and await super().__call__(message, bot)


class PressOf(BaseFilter):
    """Matches a press on a button of one of these screens, if the person may use it.

    The handler may receive the press as `press`.
    """

    def __init__(self, *screens: str) -> None:
        self.screens = frozenset(screens)

    async def __call__(self, query: CallbackQuery, ask: Ask) -> bool | dict[str, Any]:
        press = read(query.data or "")
        is_meant = press is not None and press.screen in self.screens and may(ask.role, press.screen)
        return {"press": press} if is_meant else False


class AnswerTo(BaseFilter):
    """Matches a reply to a question of this screen, if the person may answer it.

    A question contains a link with callback data, which says what the answer is for. The handler may receive this data
    as `press`. The answer is the text of the message or, with `takes_pictures`, also the caption of a picture.
    """

    def __init__(self, screen: str, *, takes_pictures: bool = False) -> None:
        self.screen = screen
        self.takes_pictures = takes_pictures

    async def __call__(self, message: Message, bot: Bot, ask: Ask) -> bool | dict[str, Any]:
        question = message.reply_to_message
        if question is None or question.from_user is None or question.from_user.id != bot.id:
            return False
        if not answers(message) and not (self.takes_pictures and message.caption):
            return False
        press = asked_by((one.url or "" for one in question.entities or ()), ask.bot_name)
        is_meant = press is not None and press.screen == self.screen and may(ask.role, self.screen)
        return {"press": press} if is_meant else False


def answers(message: Message) -> bool:
    """Return whether a reply can be the answer to a question: it has words, and is not a command."""
    return bool(message.text) and not str(message.text).startswith("/")


class StartLink(filters.CommandStart):
    """Matches a /start that a link of the given kind has sent; the handler receives the link as `link`."""

    def __init__(self, kind: LinkKind) -> None:
        super().__init__(ignore_case=True, ignore_mention=False)
        self._kind = kind

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        found = await super().__call__(message, bot)
        link = link_of(found["command"].args or "") if isinstance(found, dict) else None
        return {"link": link} if link is not None and link.kind is self._kind else False


class May(BaseFilter):
    """Matches if the person's role in the newsroom allows what handlers/roles.py lists as `name`.

    It is for handlers of updates that are neither a command nor a press, since their filters check the role themselves.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    async def __call__(self, _event: Message | CallbackQuery, ask: Ask) -> bool:
        return may(ask.role, self.name)


class IsNew(BaseFilter):
    """Matches if the chat has not finished /start."""

    async def __call__(self, _event: Message | CallbackQuery, ask: Ask) -> bool:
        return ask.chat.state is ChatState.NEW


class FromAfar(BaseFilter):
    """Matches updates in a private chat that are about a group or channel that is set up from there."""

    async def __call__(self, _event: Message | CallbackQuery, ask: Ask) -> bool:
        return ask.is_afar
