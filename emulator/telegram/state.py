"""The state that the emulated Telegram keeps for one bot: accounts, chats, updates, queries, files, commands."""

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from domain.chat import ChatKind
from domain.clock import Clock, to_seconds
from domain.ids import ChatId, MessageId, person_id
from emulator.telegram.accounts import Member, User
from emulator.telegram.chats import SUPERGROUP_BASE, Chat, Message
from emulator.telegram.errors import bad_request
from emulator.telegram.files import FileStore
from emulator.telegram.texts import Entity
from emulator.telegram.updates import UpdateQueue
from emulator.telegram.webhook import Webhook

CALLBACK_LIFE = 15  # seconds in which a press must be answered
INLINE_LIFE = 10  # seconds in which an inline query must be answered


@dataclass(slots=True)
class CallbackQuery:
    """A button press; `answer` is what the person was shown, None until the bot answers."""

    id: str
    user: User
    message: Message | None
    data: str
    at: int
    answer: dict[str, Any] | None = None


@dataclass(slots=True)
class InlineQuery:
    id: str
    user: User
    text: str
    offset: str
    at: int
    results: list[dict[str, Any]] | None = None
    answer: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that has happened in the emulated Telegram, reported to the chat pages and tests that wait for it."""

    kind: str  # message, edited, deleted, action, answer, inline, call, clock, chat
    chat_id: int | None = None
    details: dict[str, Any] = field(default_factory=dict)


class Telegram:
    """The state, with the operations that methods and actions share."""

    def __init__(self, clock: Clock, token: str, *, bot_username: str = "jarchi_demo_bot") -> None:
        self.clock = clock
        self.token = token
        self.bot = User(person_id(int(token.partition(":")[0])), "Jarchi", username=bot_username, is_bot=True)
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.queue = UpdateQueue(clock)
        self.webhook = Webhook(self.queue, self.now)
        self.files = FileStore(self.bot.id)
        self.callbacks: dict[str, CallbackQuery] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        # (person's id, None for everybody; text; offset) → query whose answer may be repeated for the same words.
        self.inline_answers: dict[tuple[int | None, str, str], InlineQuery] = {}
        self.inline_messages: dict[str, Message] = {}
        self.commands: dict[tuple[str, str], list[dict[str, Any]]] = {}  # (scope, language) → commands
        self.profile: dict[tuple[str, str], str] = {}  # (name | description | short_description, language) → text
        self.menu_buttons: dict[int | None, dict[str, Any]] = {}
        self.listeners: list[Callable[[Event], None]] = []
        self._user_ids = itertools.count(5_000_000_001)
        self._group_ids = itertools.count(4_000_000_001)
        self._bot_message_id = 0  # the last message id of the bot; private chats and basic groups are numbered together
        self._query_ids = itertools.count(random.randint(10**17, 10**18))

    def now(self) -> int:
        return to_seconds(self.clock.now())

    def tell(self, kind: str, chat: Chat | None = None, **details: Any) -> None:
        """Pass an event to all listeners."""
        event = Event(kind, chat.id if chat else None, details)
        for listener in tuple(self.listeners):
            listener(event)

    # Accounts and chats ----------------------------------------------------------------------------------------------

    def add_user(self, first_name: str, *, last_name: str = "", username: str = "", language_code: str = "") -> User:
        user = User(person_id(next(self._user_ids)), first_name, last_name, username, language_code)
        self.users[user.id] = user
        self.chats[user.id] = Chat(
            user.id, ChatKind.PRIVATE, first_name=first_name, last_name=last_name, username=username
        )
        self.tell("chat", self.chats[user.id])
        return user

    def add_group(self, title: str, kind: ChatKind, *, username: str = "", is_forum: bool = False) -> Chat:
        number = next(self._group_ids)
        chat_id = ChatId(-number if kind is ChatKind.GROUP else SUPERGROUP_BASE - number)
        chat = Chat(chat_id, kind, title=title, username=username, is_forum=is_forum)
        chat.members[self.bot.id] = Member(self.bot, "left")
        self.chats[chat.id] = chat
        self.tell("chat", chat)
        return chat

    def chat_of(self, reference: str) -> Chat:
        """Return the chat that a `chat_id` parameter names, by id or @username; raises ApiError if there is none."""
        if not reference:
            raise bad_request("chat_id is empty")
        if reference.startswith("@"):
            wanted = reference[1:].lower()
            for chat in self.chats.values():
                if chat.username and chat.username.lower() == wanted and chat.kind is not ChatKind.PRIVATE:
                    return chat
            raise bad_request("chat not found")
        try:
            chat_id = int(reference)
        except ValueError:
            raise bad_request("chat not found") from None
        found = self.chats.get(chat_id)
        if found is None or (found.kind is ChatKind.PRIVATE and not found.is_started):
            raise bad_request("chat not found")
        return found

    def member_of(self, chat: Chat, user: User) -> Member:
        """Return an account's membership in a chat; its status is "left" if the account was never in the chat."""
        if chat.kind is ChatKind.PRIVATE:
            return Member(user, "member")
        return chat.members.setdefault(user.id, Member(user, "left"))

    # Messages --------------------------------------------------------------------------------------------------------

    def next_message_id(self, chat: Chat) -> int:
        if chat.kind in (ChatKind.PRIVATE, ChatKind.GROUP):
            self._bot_message_id += 1
            return self._bot_message_id
        chat.last_message_id += 1
        return chat.last_message_id

    def post(self, chat: Chat, sender: User | None, **content: Any) -> Message:
        """Add a message to a chat, notify listeners and return the message; the caller queues updates."""
        message = Message(chat, MessageId(self.next_message_id(chat)), self.now(), **content)
        if chat.kind is ChatKind.CHANNEL:
            message.sender_chat = chat
        else:
            message.sender = sender
        chat.messages[message.id] = message
        self.tell("message", chat, message_id=message.id)
        return message

    def message_in(self, chat: Chat, reference: str, what: str) -> Message:
        """Return the message that a `message_id` parameter names; raises ApiError "message to `what` not found"."""
        message = chat.messages.get(int(reference)) if reference.isdecimal() else None
        if message is None or message.is_ephemeral:
            raise bad_request(f"message {what} not found" if what else "message not found")
        return message

    # Updates ---------------------------------------------------------------------------------------------------------

    def announce(self, message: Message, *, edited: bool = False) -> int | None:
        """Queue the update for a message that somebody other than the bot wrote.

        Return the update's id, None if the bot does not get it.
        """
        kind = "channel_post" if message.chat.kind is ChatKind.CHANNEL else "message"
        return self.queue.put(f"edited_{kind}" if edited else kind, message.wire())

    def new_query_id(self) -> str:
        return str(next(self._query_ids))

    def resolve_mentions(self, entities: list[Entity]) -> list[Entity]:
        """Return the entities with a `User` object in each text_mention.

        As in Telegram, a text_mention of an unknown account is removed.
        """
        kept = []
        for entity in entities:
            if entity["type"] != "text_mention":
                kept.append(entity)
                continue
            user = self.users.get(entity.get("user_id") or entity.get("user", {}).get("id", 0))
            if user is not None:
                kept.append({key: entity[key] for key in ("type", "offset", "length")} | {"user": user.wire()})
        return kept
