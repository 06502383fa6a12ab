"""The updates in memory that Telegram sent, and the records of which were handled."""

from collections.abc import Sequence
from datetime import datetime

from domain.ids import ChatId, UpdateId
from storage.interface.inbox import PAYLOAD_KEPT, UPDATES_KEPT, StoredUpdate
from storage.memory.leases import is_live
from storage.memory.rows import UpdateRow
from storage.memory.tables import Tables, second


class MemoryInbox:
    """The in-memory implementation of storage.interface.InboxStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def put(self, updates: Sequence[StoredUpdate], *, now: datetime) -> frozenset[UpdateId]:
        new = {update.update_id: update for update in updates if update.update_id not in self._tables.updates}
        for update_id, update in new.items():
            self._tables.updates[update_id] = UpdateRow(update.chat_id, update.payload, second(now))
        return frozenset(new)

    async def waiting(self) -> tuple[StoredUpdate, ...]:
        rows = sorted(self._tables.updates.items())
        return tuple(
            StoredUpdate(update_id, row.chat_id, row.payload, row.starts)
            for update_id, row in rows
            if row.is_open and row.payload is not None
        )

    async def claim(self, owner: str, *, now: datetime, limit: int = 1000) -> tuple[StoredUpdate, ...]:
        del now  # not used, because the leases that show which processes are running go by the machine's clock
        is_open = {key: row for key, row in sorted(self._tables.updates.items()) if row.is_open}
        others = {row.chat_id for row in is_open.values() if row.owner != owner and is_live(self._tables, row.owner)}
        free = [key for key, row in is_open.items() if row.owner != owner and row.chat_id not in others][:limit]
        claimed = []
        for key in free:
            row = is_open[key]
            if row.payload is not None:
                claimed.append(StoredUpdate(key, row.chat_id, row.payload, row.starts, row.owner is not None))
            row.owner = owner
        return tuple(claimed)

    async def count_start(self, update_id: UpdateId, *, now: datetime) -> None:  # noqa: ARG002 - part of the contract
        if row := self._tables.updates.get(update_id):
            row.starts += 1

    async def set_aside(self, update_id: UpdateId, *, now: datetime) -> None:
        row = self._tables.updates.get(update_id)
        if row is not None and row.handled_at is None:
            row.set_aside_at = second(now)

    async def mark_handled(self, update_ids: Sequence[UpdateId], *, now: datetime) -> None:
        for update_id in update_ids:
            if row := self._tables.updates.get(update_id):
                row.handled_at, row.payload, row.chat_id, row.owner = second(now), None, ChatId(0), None

    async def is_applied(self, update_id: UpdateId) -> bool:
        return any(applied == update_id for applied, _ in self._tables.applied)

    async def forget(self, *, now: datetime) -> None:
        for row in self._tables.updates.values():
            if row.is_open and row.received_at < second(now - PAYLOAD_KEPT):
                row.handled_at, row.payload, row.chat_id = second(now), None, ChatId(0)
        old = second(now - UPDATES_KEPT)
        self._tables.updates = {key: row for key, row in self._tables.updates.items() if row.received_at >= old}
        self._tables.applied = {key: moment for key, moment in self._tables.applied.items() if moment >= old}
