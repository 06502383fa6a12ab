"""What is asked: every handler gets the same few facts about an update."""

from dataclasses import dataclass
from datetime import datetime

from domain.chat import Chat
from domain.ids import UpdateId
from domain.roles import Role
from render.texts import Translator


@dataclass(frozen=True, slots=True)
class Ask:
    """One update on its way through the handlers, made by handlers/middleware.py."""

    chat: Chat  # as it is stored; a proposal where nothing is stored yet
    is_known: bool  # something is stored of the chat
    person: int | None  # the Telegram id of whoever asks; None for somebody who writes as a group or channel
    role: Role | None  # the person's in the newsroom; None for readers
    t: Translator  # of the chat's locale
    now: datetime
    update_id: UpdateId
    bot_name: str = ""  # the bot's own, without the @, for links to it

    @property
    def zone(self) -> str:
        return self.chat.timetable.zone
