"""The people of the newsroom and their roles in memory, and the changes that they made."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.audit import Change, KeptChange
from domain.chat import Place
from domain.ids import ChangeId, PersonId, UpdateId
from domain.post import Notice, PostKind
from domain.roles import Member, Role
from storage.interface import Addressee
from storage.memory.outbox import queue_post
from storage.memory.tables import Tables, second


class MemoryNewsroom:
    """The in-memory implementation of storage.interface.NewsroomStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def role_of(self, person: PersonId) -> Role | None:
        member = self._tables.newsroom.get(person)
        return member.role if member else None

    async def members(self) -> tuple[Member, ...]:
        return tuple(sorted(self._tables.newsroom.values(), key=lambda one: (one.role, one.added_at, one.person)))

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
        if not self._tables.mark_applied(update_id, now, "set_role"):
            return False
        known = self._tables.newsroom.get(person)
        if (known.role if known else None) is role:
            return False
        if role is None:
            del self._tables.newsroom[person]
        else:
            self._tables.newsroom[person] = Member(person, role, known.added_at if known else second(now))
        keep_changes(self._tables, [change], now)
        if notice is not None and (chat := self._tables.chats.get(Place(person))) is not None:
            queue_post(self._tables, PostKind.NOTICE, notice, [Addressee(chat, chat.next_due_at)], now)
        return True

    async def record(self, changes: Sequence[Change], *, now: datetime, update_id: UpdateId | None = None) -> None:
        if self._tables.mark_applied(update_id, now, "record"):
            keep_changes(self._tables, changes, now)

    async def changes(self, *, limit: int, before: ChangeId | None = None) -> tuple[KeptChange, ...]:
        found = [row for key, row in sorted(self._tables.changes.items()) if before is None or key < before]
        return tuple(found[::-1][:limit])

    async def changes_by(self, person: PersonId) -> tuple[KeptChange, ...]:
        rows = sorted(self._tables.changes.items(), reverse=True)
        return tuple(row for _, row in rows if row.change.person == person)


def keep_changes(tables: Tables, changes: Sequence[Change], now: datetime) -> None:
    """Record changes of the newsroom; the caller has just made them, or makes them next, without awaiting."""
    for change in changes:
        number = ChangeId(tables.next_id("change"))
        tables.changes[number] = KeptChange(number, second(now), change)


def forget_person(tables: Tables, person: PersonId) -> None:
    """Delete a person's role; records of changes that the person made stay, without the person's id."""
    tables.newsroom.pop(person, None)
    tables.wishes.pop(person, None)
    for rest in [rest for rest in tables.rests if rest[0] == person]:
        del tables.rests[rest]
    for draft in tables.drafts.values():
        if draft.draft.person == person:
            draft.draft = replace(draft.draft, person=None)
    for number, row in tables.changes.items():
        change = row.change
        tables.changes[number] = replace(
            row,
            change=replace(
                change,
                person=None if change.person == person else change.person,
                about=None if change.about == person else change.about,
            ),
        )
