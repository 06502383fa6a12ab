"""The drafts in memory, which keep what people have begun to enter until they confirm it."""

import json
from dataclasses import replace
from datetime import datetime

from domain.audit import Change
from domain.draft import KEPT, NOT_STORED, Draft, DraftKind
from domain.ids import DraftId, UpdateId
from storage.memory.newsroom import keep_changes
from storage.memory.rows import DraftRow
from storage.memory.tables import Tables, second


class MemoryDrafts:
    """The in-memory implementation of storage.interface.DraftStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def put(self, draft: Draft, *, now: datetime, update_id: UpdateId | None = None) -> Draft:
        rows = self._tables.drafts
        # Converted to JSON and back, so that the values have the types that they would have after being stored as JSON.
        draft = replace(draft, content=json.loads(json.dumps(dict(draft.content))))
        if not self._tables.mark_applied(update_id, now, "change_draft" if draft.id else "put_draft"):
            return self._stored(draft, update_id)
        if draft.id:
            if draft.id in rows:
                rows[draft.id].draft = replace(rows[draft.id].draft, content=draft.content)
            return draft
        made = replace(draft, id=DraftId(self._tables.next_id("draft")))
        rows[made.id] = DraftRow(made, second(now), update_id)
        return made

    async def get(self, draft_id: DraftId) -> Draft | None:
        row = self._tables.drafts.get(draft_id)
        return row.draft if row else None

    async def of(self, kind: DraftKind) -> tuple[Draft, ...]:
        return tuple(row.draft for _, row in sorted(self._tables.drafts.items()) if row.draft.kind is kind)

    async def forget(self, *, now: datetime) -> int:
        rows = self._tables.drafts
        old = [number for number, row in rows.items() if row.made_at < second(now - KEPT)]
        for number in old:
            del rows[number]
        return len(old)

    async def drop(self, draft_id: DraftId, *, now: datetime, change: Change | None = None) -> bool:
        was_there = self._tables.drafts.pop(draft_id, None) is not None
        if change and was_there:
            keep_changes(self._tables, [change], now)
        return was_there

    def _stored(self, draft: Draft, update_id: UpdateId | None) -> Draft:
        found = (
            row.draft
            for number, row in sorted(self._tables.drafts.items(), reverse=True)
            if (number == draft.id if draft.id else row.update_id == update_id)
        )
        return next(found, replace(draft, id=NOT_STORED))
