"""The drafts in PostgreSQL, which keep what people have begun to enter until they confirm it."""

import json
from dataclasses import replace
from datetime import datetime

from domain.audit import Change
from domain.clock import to_seconds
from domain.draft import KEPT, NOT_STORED, Draft, DraftKind
from domain.ids import DraftId, UpdateId
from storage.postgres.database import Database, Lock, Row
from storage.postgres.inbox import mark_applied
from storage.postgres.newsroom import keep_changes

_READ = "SELECT kind, user_id, content, id FROM drafts "
_ADD = "INSERT INTO drafts (kind, user_id, content, made_at, update_id) VALUES ($1, $2, $3, $4, $5) RETURNING id"


class PostgresDrafts:
    """The PostgreSQL implementation of storage.interface.DraftStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def put(self, draft: Draft, *, now: datetime, update_id: UpdateId | None = None) -> Draft:
        content = json.dumps(dict(draft.content), ensure_ascii=False)
        async with self._db.write(Lock.PEOPLE) as transaction:
            if not await mark_applied(transaction, update_id, now, step="change_draft" if draft.id else "put_draft"):
                where = "WHERE id = $1" if draft.id else "WHERE update_id = $1 ORDER BY id DESC LIMIT 1"
                rows = await transaction.fetch(_READ + where, draft.id or update_id)
                return _draft(rows[0]) if rows else replace(draft, id=NOT_STORED)
            if draft.id:
                await transaction.execute("UPDATE drafts SET content = $1 WHERE id = $2", content, draft.id)
                return draft
            rows = await transaction.fetch(_ADD, str(draft.kind), draft.person, content, to_seconds(now), update_id)
            return Draft(draft.kind, draft.person, draft.content, rows[0][0])

    async def get(self, draft_id: DraftId) -> Draft | None:
        rows = await self._db.read(_READ + "WHERE id = $1", draft_id)
        return _draft(rows[0]) if rows else None

    async def of(self, kind: DraftKind) -> tuple[Draft, ...]:
        return tuple(map(_draft, await self._db.read(_READ + "WHERE kind = $1 ORDER BY id", str(kind))))

    async def forget(self, *, now: datetime) -> int:
        async with self._db.write(Lock.PEOPLE) as transaction:
            return await transaction.execute("DELETE FROM drafts WHERE made_at < $1", to_seconds(now - KEPT))

    async def drop(self, draft_id: DraftId, *, now: datetime, change: Change | None = None) -> bool:
        async with self._db.write(Lock.PEOPLE) as transaction:
            was_there = await transaction.execute("DELETE FROM drafts WHERE id = $1", draft_id) > 0
            if change and was_there:
                await keep_changes(transaction, [change], now)
            return was_there


def _draft(row: Row) -> Draft:
    return Draft(DraftKind(row[0]), row[1], json.loads(row[2]), row[3])
