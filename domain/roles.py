"""The roles of the newsroom's people: an owner may do what an admin may, and an admin what an editor may."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import PersonId


class Role(StrEnum):
    """A role in the newsroom, from the one with most rights to the one with fewest."""

    OWNER = "owner"  # named in ADMIN_IDS; nobody can be made an owner in the chat
    ADMIN = "admin"
    EDITOR = "editor"

    def includes(self, least: "Role") -> bool:
        """Return whether this role may do what `least` may do."""
        return _ORDER.index(self) <= _ORDER.index(least)


_ORDER = tuple(Role)
GIVEN = (Role.ADMIN, Role.EDITOR)  # the roles that owners can give to people and take from them


@dataclass(frozen=True, slots=True)
class Member:
    """A person to whom a role was given; owners are in the settings and are not members."""

    person: PersonId  # Telegram's user id
    role: Role
    added_at: datetime
