"""The roles of the newsroom's people: an owner may do what an admin may, and an admin what an editor may."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import PersonId


class Role(StrEnum):
    """A role in the newsroom; from the most rights to the fewest."""

    OWNER = "owner"  # named in ADMIN_IDS; nobody becomes an owner through the bot
    ADMIN = "admin"
    EDITOR = "editor"

    def includes(self, least: "Role") -> bool:
        """Return whether this role may do what requires at least the role `least`."""
        return _ORDER.index(self) <= _ORDER.index(least)


_ORDER = tuple(Role)
GIVEN = (Role.ADMIN, Role.EDITOR)  # the roles that owners can give and take


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the newsroom with a given role; owners are not members."""

    person: PersonId  # Telegram's user id
    role: Role
    added_at: datetime
