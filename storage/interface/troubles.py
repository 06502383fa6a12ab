"""Troubles reported to the newsroom, who wants to be told of which, and how often each feed usually publishes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.ids import FeedId, PersonId, UpdateId
from domain.post import Notice
from domain.trouble import History, OpenTrouble, Rest, Trouble, TroubleKind
from storage.interface.outbox import Addressee


class TroubleStore(Protocol):
    async def current(self) -> tuple[OpenTrouble, ...]:
        """Return the troubles that have begun and not ended, in the order in which they began."""
        ...

    async def begin(self, trouble: Trouble, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> bool:
        """Record that a trouble has begun and queue the notice for the chats `told`, in one transaction.

        Return whether the trouble was new; if it had begun already, nothing is queued.
        """
        ...

    async def end(self, key: str, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> bool:
        """Record that a trouble has ended, and queue the notice for the chats `told`, in one transaction.

        Wishes to be told of it later are deleted; wishes never to be told of it stay. Return whether the trouble had
        begun; if it had not, nothing changes.
        """
        ...

    async def remind(self, key: str, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> None:
        """Queue the notice for people who wished to be told of the trouble later, and delete these wishes."""
        ...

    async def wishes(self) -> Mapping[PersonId, frozenset[TroubleKind]]:
        """Return person → the kinds of trouble that they want to be told of."""
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
        """Record that a person wants to be told of these kinds of trouble, or with `is_on` False, does not."""
        ...

    async def rests(self) -> tuple[Rest, ...]:
        """Return the wishes of all people not to be told of a trouble, or only later, ordered by person and key."""
        ...

    async def rest(self, rest: Rest, *, now: datetime, update_id: UpdateId | None = None) -> None:
        """Record that a person does not want to be told of a trouble, or only later; replaces the earlier wish."""
        ...

    async def wake(
        self, person: PersonId, key: str | None = None, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        """Delete a person's wish not to be told of a trouble; with None as key, all such wishes of that person."""
        ...

    async def histories(self, *, now: datetime) -> Mapping[FeedId, History]:
        """Return feed → how often it usually publishes, and samples of its texts.

        Only feeds with articles published within domain.trouble.HISTORY are included.
        """
        ...
