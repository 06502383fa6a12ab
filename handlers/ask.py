"""The facts about an update, which every handler gets."""

from dataclasses import dataclass
from datetime import datetime

from domain.chat import Chat, Place
from domain.ids import PersonId, UpdateId
from domain.roles import Role
from render.texts import Translator


@dataclass(frozen=True, slots=True)
class Ask:
    """The facts about one update, made by handlers/middleware.py."""

    chat: Chat  # the stored chat, or one with proposed settings if it is not stored
    is_known: bool  # whether the chat is stored
    person: PersonId | None  # Telegram's id of the person; None for a message that is written as a group or channel
    role: Role | None  # the person's role in the newsroom; None for readers
    t: Translator  # the translator for the chat's locale
    now: datetime
    update_id: UpdateId
    bot_name: str = ""  # the bot's user name without the @, for links to the bot
    answered_in: Place | None = None  # the private chat from which `chat`, a group or channel, is set up
    title: str = ""  # the title of the group or channel that is set up from a private chat
    # Whether in a group only the person sees the answer; then nothing counts as told to the group.
    is_for_one: bool = False

    @property
    def here(self) -> Place:
        """The place to which the answer is sent."""
        return self.answered_in or self.chat.place

    @property
    def is_afar(self) -> bool:
        """Whether a group or channel is being set up from a private chat."""
        return self.answered_in is not None

    @property
    def seen_by(self) -> Translator | None:
        """The translator of the person who sets `chat` up from a private chat.

        None if `chat` itself gets the answer.
        """
        return self.t if self.is_afar else None

    @property
    def zone(self) -> str:
        return self.chat.timetable.zone
