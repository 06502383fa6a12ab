"""The people of the newsroom, and the changes that they made."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.audit import Change, KeptChange
from domain.ids import ChangeId, PersonId, UpdateId
from domain.post import Notice
from domain.roles import Member, Role


class NewsroomStore(Protocol):
    async def role_of(self, person: PersonId) -> Role | None:
        """Return the role that a person was given; None if the person has no role."""
        ...

    async def members(self) -> tuple[Member, ...]:
        """Return all people with a role, admins first; within a role, those who were added earlier come first."""
        ...

    async def set_role(
        self,
        person: PersonId,
        role: Role | None,
        change: Change,
        *,
        now: datetime,
        update_id: UpdateId | None = None,
        notice: Notice | None = None,
    ) -> bool:
        """Give a person a role, or take it away with None; return whether this changed anything.

        If it did, in the same transaction `change` is recorded, and `notice` is queued for the person's private chat
        with the bot, if there is one that can be reached.
        """
        ...

    async def record(self, changes: Sequence[Change], *, now: datetime, update_id: UpdateId | None = None) -> None:
        """Record changes in their order, as made at `now`."""
        ...

    async def changes(self, *, limit: int, before: ChangeId | None = None) -> tuple[KeptChange, ...]:
        """Return the latest changes, newest first; with `before`, only those older than the change with that id."""
        ...

    async def changes_by(self, person: PersonId) -> tuple[KeptChange, ...]:
        """Return all changes that a person made, newest first."""
        ...
