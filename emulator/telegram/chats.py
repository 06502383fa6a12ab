"""Accounts, chats, members and forum topics, and their shape on the wire."""

from dataclasses import dataclass, field
from typing import Any

from domain.chat import ChatKind
from emulator.telegram.messages import Message

SUPERGROUP_BASE = -1_000_000_000_000  # ids of supergroups and channels lie below it


@dataclass(slots=True)
class User:
    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    is_deactivated: bool = False

    def wire(self) -> dict[str, Any]:
        """A `User` object."""
        shape: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if getattr(self, name):
                shape[name] = getattr(self, name)
        return shape


@dataclass(slots=True)
class Member:
    """How an account stands to a chat; `status`: creator administrator member restricted left kicked."""

    user: User
    status: str = "member"
    can_post: bool = True  # channels: may post; groups: may write, when restricted

    @property
    def is_inside(self) -> bool:
        return self.status not in ("left", "kicked")

    @property
    def is_admin(self) -> bool:
        return self.status in ("creator", "administrator")

    def wire(self, kind: ChatKind) -> dict[str, Any]:
        """A `ChatMember` object."""
        shape: dict[str, Any] = {"user": self.user.wire(), "status": self.status}
        if self.status == "kicked":
            shape["until_date"] = 0
        elif self.status == "creator":
            shape["is_anonymous"] = False
        elif self.status == "administrator":
            shape |= _administrator_rights(kind, can_post=self.can_post)
        elif self.status == "restricted":
            shape |= {"is_member": True, "until_date": 0, **dict.fromkeys(_PERMISSIONS, self.can_post)}
        return shape


@dataclass(slots=True)
class Topic:
    """A forum topic; `thread_id` is the id of the message that opened it."""

    thread_id: int
    name: str
    icon_color: int = 0x6FB9F0
    is_closed: bool = False
    is_deleted: bool = False


@dataclass(slots=True)
class Chat:
    id: int
    kind: ChatKind
    title: str = ""
    username: str = ""
    first_name: str = ""
    last_name: str = ""
    is_forum: bool = False
    is_started: bool = False  # private: the person has written first, so the bot may write
    is_blocked: bool = False  # private: the person blocked the bot
    is_closed_for_writing: bool = False  # groups: members may read only
    migrated_to: int | None = None
    last_message_id: int = 0
    pinned: int | None = None
    role: str = ""  # what the page calls a person of the demo: reader or editor
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def is_group(self) -> bool:
        return self.kind in (ChatKind.GROUP, ChatKind.SUPERGROUP)

    @property
    def kind_name(self) -> str:
        """The kind of chat as error texts name it."""
        return f"{self.kind.value} chat"

    def wire(self) -> dict[str, Any]:
        """A `Chat` object."""
        shape: dict[str, Any] = {"id": self.id, "type": self.kind.value}
        for name in ("title", "username", "first_name", "last_name"):
            if getattr(self, name):
                shape[name] = getattr(self, name)
        if self.is_forum:
            shape["is_forum"] = True
        return shape


_PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip


def permissions(*, may_write: bool = True) -> dict[str, bool]:
    """A `ChatPermissions` object."""
    return dict.fromkeys(_PERMISSIONS, may_write)


def _administrator_rights(kind: ChatKind, *, can_post: bool) -> dict[str, bool]:
    shape = {
        "can_be_edited": False,
        "is_anonymous": False,
        "can_manage_chat": True,
        "can_delete_messages": True,
        "can_manage_video_chats": True,
        "can_restrict_members": True,
        "can_promote_members": False,
        "can_change_info": True,
        "can_invite_users": True,
        "can_post_stories": True,
        "can_edit_stories": True,
        "can_delete_stories": True,
        "can_send_welcome_messages": False,
    }
    if kind is ChatKind.CHANNEL:
        return shape | {"can_post_messages": can_post, "can_edit_messages": can_post}
    return shape | {"can_pin_messages": True, "can_manage_topics": True}
