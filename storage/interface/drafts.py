"""Drafts: what somebody began and nobody has confirmed yet."""

from datetime import datetime
from typing import Protocol

from domain.audit import Change
from domain.draft import Draft, DraftKind
from domain.ids import DraftId, UpdateId


class DraftStore(Protocol):
    async def put(self, draft: Draft, *, now: datetime, update_id: UpdateId | None = None) -> Draft:
        """Store a draft, a new one under a new id, and return it; one that is stored gets the new content.

        A stored one that was dropped meanwhile stays dropped. A call that comes again for the same update stores
        nothing more and returns the draft that the update made or changed, as it is stored now; under the id 0 if it
        was dropped since.
        """
        ...

    async def get(self, draft_id: DraftId) -> Draft | None:
        """Return a draft, or None."""
        ...

    async def of(self, kind: DraftKind) -> tuple[Draft, ...]:
        """Return all drafts of a kind, oldest first."""
        ...

    async def forget(self, *, now: datetime) -> int:
        """Drop the drafts that nobody confirmed within domain.draft.KEPT; return how many."""
        ...

    async def drop(self, draft_id: DraftId, *, now: datetime, change: Change | None = None) -> bool:
        """Drop a draft; return whether it was there. If it was, `change` is recorded in the same transaction."""
        ...
