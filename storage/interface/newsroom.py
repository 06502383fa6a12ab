"""The people of the newsroom, and the changes that they made."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.audit import Change, KeptChange
from domain.ids import ChangeId, PersonId, UpdateId
from domain.roles import Member, Role


class NewsroomStore(Protocol):
    async def role_of(self, person: PersonId) -> Role | None:
        """Return the role that a person was given, or None."""
        ...

    async def members(self) -> tuple[Member, ...]:
        """Return everybody with a role, admins first, and in each role those added first come first."""
        ...

    async def set_role(
        self, person: PersonId, role: Role | None, change: Change, *, now: datetime, update_id: UpdateId | None = None
    ) -> bool:
        """Give a person a role, or with None take it away; return whether that changed anything.

        If it did, `change` is recorded in the same transaction.
        """
        ...

    async def record(self, changes: Sequence[Change], *, now: datetime, update_id: UpdateId | None = None) -> None:
        """Record changes as made now, in their order."""
        ...

    async def changes(self, *, limit: int, before: ChangeId | None = None) -> tuple[KeptChange, ...]:
        """Return the newest changes, newest first; with `before`, those older than the change with that id."""
        ...

    async def changes_by(self, person: PersonId) -> tuple[KeptChange, ...]:
        """Return all changes that a person made, newest first."""
        ...
