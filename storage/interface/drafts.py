"""Drafts: what somebody has begun and not confirmed yet, such as the proposal of a feed."""

from datetime import datetime
from typing import Protocol

from domain.audit import Change
from domain.draft import Draft, DraftKind
from domain.ids import DraftId, UpdateId


class DraftStore(Protocol):
    async def put(self, draft: Draft, *, now: datetime, update_id: UpdateId | None = None) -> Draft:
        """Store a draft and return it: a draft without an id gets one, and a stored draft gets the new content.

        A stored draft that was dropped meanwhile is not stored again. If this is called again for the same update, it
        changes nothing and returns the stored draft as it is now; if that draft was dropped since, it returns a draft
        with the id 0.
        """
        ...

    async def get(self, draft_id: DraftId) -> Draft | None:
        """Return a draft, or None if there is none with that id."""
        ...

    async def of(self, kind: DraftKind) -> tuple[Draft, ...]:
        """Return all drafts of a kind, oldest first."""
        ...

    async def forget(self, *, now: datetime) -> int:
        """Drop the drafts that are older than domain.draft.KEPT; return their number."""
        ...

    async def drop(self, draft_id: DraftId, *, now: datetime, change: Change | None = None) -> bool:
        """Drop a draft; return whether it existed. If it did, `change` is recorded in the same transaction."""
        ...
