"""The roles of the newsroom's people: an owner may all that an admin may, and an admin all that an editor may."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the newsroom, from the most rights to the fewest."""

    OWNER = "owner"  # named in ADMIN_IDS; the bot itself makes nobody an owner
    ADMIN = "admin"
    EDITOR = "editor"

    def includes(self, least: "Role") -> bool:
        """Return whether who has this role may do what needs at least the other."""
        return _ORDER.index(self) <= _ORDER.index(least)


_ORDER = tuple(Role)
GIVEN = (Role.ADMIN, Role.EDITOR)  # the roles that an owner gives and takes


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the newsroom who was given a role; owners are not among them."""

    person: int  # Telegram's user id
    role: Role
    added_at: datetime
