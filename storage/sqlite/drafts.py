"""The drafts, which keep what people have begun to enter until they confirm it."""

import json
from dataclasses import replace
from datetime import datetime

from domain.audit import Change
from domain.clock import to_seconds
from domain.draft import KEPT, NOT_STORED, Draft, DraftKind
from domain.ids import DraftId, UpdateId
from storage.sqlite.connections import Row
from storage.sqlite.database import Database, fetch
from storage.sqlite.inbox import mark_applied
from storage.sqlite.newsroom import keep_changes

_READ = "SELECT kind, user_id, content, id FROM drafts "


class SqliteDrafts:
    """The SQLite implementation of storage.interface.DraftStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def put(self, draft: Draft, *, now: datetime, update_id: UpdateId | None = None) -> Draft:
        content = json.dumps(dict(draft.content), ensure_ascii=False)
        async with self._db.write() as connection:
            if not await mark_applied(connection, update_id, now, step="change_draft" if draft.id else "put_draft"):
                where = "WHERE id = ?" if draft.id else "WHERE update_id = ? ORDER BY id DESC LIMIT 1"
                rows = await fetch(connection, _READ + where, (draft.id or update_id,))
                return _draft(rows[0]) if rows else replace(draft, id=NOT_STORED)
            if draft.id:
                await connection.execute("UPDATE drafts SET content = ? WHERE id = ?", (content, draft.id))
                return draft
            cursor = await connection.execute(
                "INSERT INTO drafts (kind, user_id, content, made_at, update_id) VALUES (?, ?, ?, ?, ?)",
                (str(draft.kind), draft.person, content, to_seconds(now), update_id),
            )
            assert cursor.lastrowid is not None
            return Draft(draft.kind, draft.person, draft.content, DraftId(cursor.lastrowid))

    async def get(self, draft_id: DraftId) -> Draft | None:
        rows = await self._db.read(_READ + "WHERE id = ?", (draft_id,))
        return _draft(rows[0]) if rows else None

    async def of(self, kind: DraftKind) -> tuple[Draft, ...]:
        return tuple(map(_draft, await self._db.read(_READ + "WHERE kind = ? ORDER BY id", (str(kind),))))

    async def forget(self, *, now: datetime) -> int:
        async with self._db.write() as connection:
            cursor = await connection.execute("DELETE FROM drafts WHERE made_at < ?", (to_seconds(now - KEPT),))
            return cursor.rowcount

    async def drop(self, draft_id: DraftId, *, now: datetime, change: Change | None = None) -> bool:
        async with self._db.write() as connection:
            cursor = await connection.execute("DELETE FROM drafts WHERE id = ?", (draft_id,))
            if change and cursor.rowcount > 0:
                await keep_changes(connection, [change], now)
            return cursor.rowcount > 0


def _draft(row: Row) -> Draft:
    return Draft(DraftKind(row[0]), row[1], json.loads(row[2]), row[3])
