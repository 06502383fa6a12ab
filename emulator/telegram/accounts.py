"""Accounts and their memberships in chats, with the Bot API's JSON for both."""

from dataclasses import dataclass
from typing import Any

from domain.chat import ChatKind
from domain.ids import PersonId


@dataclass(slots=True)
class User:
    id: PersonId
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    is_deactivated: bool = False

    def wire(self) -> dict[str, Any]:
        """Return the Bot API's `User` object."""
        shape: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if getattr(self, name):
                shape[name] = getattr(self, name)
        return shape


@dataclass(slots=True)
class Member:
    """An account's membership in a chat; `status` is creator, administrator, member, restricted, left or kicked."""

    user: User
    status: str = "member"
    can_post: bool = True  # whether the member may post in a channel; in a group, whether a restricted member may write

    @property
    def is_inside(self) -> bool:
        return self.status not in ("left", "kicked")

    @property
    def is_admin(self) -> bool:
        return self.status in ("creator", "administrator")

    def wire(self, kind: ChatKind) -> dict[str, Any]:
        """Return the Bot API's `ChatMember` object."""
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


_PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip


def permissions(*, may_write: bool = True) -> dict[str, bool]:
    """Return the Bot API's `ChatPermissions` object."""
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
