"""Chats with their topics and messages, and the Bot API's JSON for each."""

from dataclasses import dataclass, field
from typing import Any

from domain.chat import ChatKind
from domain.ids import ChatId, MessageId
from emulator.telegram.accounts import Member, User

SUPERGROUP_BASE = -1_000_000_000_000  # the ids of supergroups and channels are below this


@dataclass(slots=True)
class Topic:
    """A forum topic; `thread_id` is the id of the message that opened the topic."""

    thread_id: int
    name: str
    icon_color: int = 0x6FB9F0
    is_closed: bool = False
    is_deleted: bool = False


@dataclass(slots=True)
class Chat:
    id: ChatId
    kind: ChatKind
    title: str = ""
    username: str = ""
    first_name: str = ""
    last_name: str = ""
    is_forum: bool = False
    is_started: bool = False  # in a private chat: whether the person wrote first, so that the bot may write
    is_blocked: bool = False  # in a private chat: whether the person blocked the bot
    is_closed_for_writing: bool = False  # in a group: whether members may only read
    migrated_to: int | None = None
    last_message_id: int = 0
    pinned: int | None = None
    role: str = ""  # reader or editor; the page shows it for the people of the demo
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, "Message"] = field(default_factory=dict)

    @property
    def is_group(self) -> bool:
        return self.kind in (ChatKind.GROUP, ChatKind.SUPERGROUP)

    @property
    def kind_name(self) -> str:
        """The kind of chat, as the texts of Telegram's errors call it."""
        return f"{self.kind.value} chat"

    def wire(self) -> dict[str, Any]:
        """Return the Bot API's `Chat` object."""
        shape: dict[str, Any] = {"id": self.id, "type": self.kind.value}
        for name in ("title", "username", "first_name", "last_name"):
            if getattr(self, name):
                shape[name] = getattr(self, name)
        if self.is_forum:
            shape["is_forum"] = True
        return shape


@dataclass(slots=True)
class Message:
    chat: Chat
    id: MessageId
    date: int  # in seconds since 1970, by the emulator's clock
    sender: User | None = None
    sender_chat: Chat | None = None
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    # The file or media of the message, such as {"document": …} or {"photo": […]}; then `text` is the caption.
    media: dict[str, Any] = field(default_factory=dict)
    service: dict[str, Any] = field(default_factory=dict)  # the fields of a service message, such as new_chat_members
    reply_markup: dict[str, Any] | None = None  # an inline keyboard, or the keyboard below the input field
    reply_to: "Message | None" = None
    thread_id: int | None = None
    via_bot: User | None = None
    edit_date: int | None = None
    forward_origin: dict[str, Any] | None = None
    link_preview_options: dict[str, Any] | None = None
    reactions: dict[int, str] = field(default_factory=dict)  # account id → emoji
    is_silent: bool = False
    is_protected: bool = False
    # Whether only one member sees it: the receiver of a message of the bot, or the sender of a command.
    is_ephemeral: bool = False
    receiver: User | None = None
    show_caption_above: bool = False

    @property
    def is_service(self) -> bool:
        return bool(self.service)

    def is_seen_by(self, user: User) -> bool:
        """Return whether a member of the chat sees the message."""
        return not self.is_ephemeral or user in (self.sender, self.receiver)

    @property
    def inline_rows(self) -> list[list[dict[str, Any]]]:
        rows: list[list[dict[str, Any]]] = (self.reply_markup or {}).get("inline_keyboard", [])
        return rows

    def wire(self, *, with_reply: bool = True) -> dict[str, Any]:
        """Return the Bot API's `Message` object."""
        shape: dict[str, Any] = {"message_id": self.id, "date": self.date, "chat": self.chat.wire()}
        if self.is_ephemeral:
            shape |= {"message_id": 0, "ephemeral_message_id": self.id}
            if self.receiver is not None:
                shape["receiver_user"] = self.receiver.wire()
        if self.sender is not None:
            shape["from"] = self.sender.wire()
        if self.sender_chat is not None:
            shape["sender_chat"] = self.sender_chat.wire()
        if self.thread_id is not None:
            shape |= {"message_thread_id": self.thread_id, "is_topic_message": True}
        if self.reply_to is not None and with_reply:
            shape["reply_to_message"] = self.reply_to.wire(with_reply=False)
        shape |= self._optional() | self._content() | self.service
        if self.inline_rows:
            shape["reply_markup"] = self.reply_markup
        return shape

    def _optional(self) -> dict[str, Any]:
        shape: dict[str, Any] = {}
        if self.edit_date is not None:
            shape["edit_date"] = self.edit_date
        if self.via_bot is not None:
            shape["via_bot"] = self.via_bot.wire()
        if self.forward_origin is not None:
            shape |= {"forward_origin": self.forward_origin}
        if self.link_preview_options is not None:
            shape["link_preview_options"] = self.link_preview_options
        if self.is_protected:
            shape["has_protected_content"] = True
        return shape

    def _content(self) -> dict[str, Any]:
        if self.media:
            shape = dict(self.media)
            if self.text:
                shape["caption"] = self.text
                if self.entities:
                    shape["caption_entities"] = self.entities
                if self.show_caption_above:
                    shape["show_caption_above_media"] = True
            return shape
        if not self.text:
            return {}
        return {"text": self.text, "entities": self.entities} if self.entities else {"text": self.text}
