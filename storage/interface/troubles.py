"""Troubles that the newsroom was told of, who wants to hear of which, and the habits of feeds."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.ids import FeedId, PersonId, UpdateId
from domain.post import Notice
from domain.trouble import History, OpenTrouble, Rest, Trouble, TroubleKind
from storage.interface.outbox import Addressee


class TroubleStore(Protocol):
    async def current(self) -> tuple[OpenTrouble, ...]:
        """Return the troubles that have begun and not ended, longest lasting first."""
        ...

    async def begin(self, trouble: Trouble, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> bool:
        """Record that a trouble has begun, and queue the notice, in one transaction.

        Return whether it was new; for one that has begun already, nothing is queued.
        """
        ...

    async def end(self, key: str, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> bool:
        """Record that a trouble has ended, queue the notice, and forget who wanted to hear of it later.

        It stays recorded who muted it. Return whether it had begun; otherwise nothing changes.
        """
        ...

    async def remind(self, key: str, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> None:
        """Queue the notice again for those who wanted to hear of the trouble later, and forget that they did."""
        ...

    async def wishes(self) -> Mapping[PersonId, frozenset[TroubleKind]]:
        """Return person → the kinds that they want to hear of."""
        ...

    async def wish(
        self,
        person: PersonId,
        kinds: Collection[TroubleKind],
        *,
        is_on: bool,
        now: datetime,
        update_id: UpdateId | None = None,
    ) -> None:
        """Record that a person wants to hear of these kinds, or no longer does."""
        ...

    async def rests(self) -> tuple[Rest, ...]:
        """Return everybody's wishes not to hear of a trouble, by person and key."""
        ...

    async def rest(self, rest: Rest, *, now: datetime, update_id: UpdateId | None = None) -> None:
        """Record that a person does not want to hear of a trouble; it replaces an earlier wish about it."""
        ...

    async def wake(
        self, person: PersonId, key: str | None = None, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        """Forget a person's wish not to hear of a trouble, or with None all such wishes of that person."""
        ...

    async def histories(self, *, now: datetime) -> Mapping[FeedId, History]:
        """Return the habits of the feeds that have articles published within domain.trouble.HISTORY, by feed."""
        ...
